import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEngine, type EngineNews } from '#engine/client.ts'
import type { Ears, Line } from '#engine/line.ts'
import type { EngineFacts, FromEngine, ToEngine, Work } from '#engine/protocol.ts'
import type { ReadyRace } from '#race/ready.ts'

const race = (T: number): Work => ({
  kind: 'race',
  race: {
    surface: { id: 'f', formula: 'x^2', params: [], domain: [-1, 1, -1, 1], minima: [], fmin: 0 },
    runs: [],
    T,
    seed: 1,
    noise: 0,
    eps: 0,
  } satisfies ReadyRace,
})

const facts: EngineFacts = { precision: 'float64', executor: 'WebAssembly', ms: 1 }

/** A line that keeps what was posted and lets the test answer. */
class FakeLine implements Line {
  readonly thread: Line['thread']
  readonly posted: ToEngine[] = []
  readonly ears: Ears
  closed = false
  constructor(ears: Ears, thread: Line['thread']) {
    this.ears = ears
    this.thread = thread
  }
  post(message: ToEngine) {
    this.posted.push(message)
  }
  close() {
    this.closed = true
  }
  works() {
    return this.posted.flatMap((message) => (message.kind === 'work' ? [message] : []))
  }
  answer(message: FromEngine) {
    this.ears.hear(message)
  }
  done(id: number) {
    this.answer({ kind: 'done', id, outcome: { kind: 'race', trajectories: [] }, facts })
  }
}

function setUp() {
  const lines: FakeLine[] = []
  const news: EngineNews[] = []
  const make = (thread: Line['thread']) => (ears: Ears) => {
    const line = new FakeLine(ears, thread)
    lines.push(line)
    return line
  }
  vi.stubGlobal('Worker', vi.fn())
  const engine = createEngine((each) => news.push(each), {
    worker: make('worker'),
    page: make('page'),
  })
  return { engine, lines, news, kinds: () => news.map(({ kind }) => kind) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the client', () => {
  test('has at most one piece of work under way and keeps only the newest that waits', () => {
    const { engine, lines, kinds } = setUp()
    for (let T = 1; T <= 600; T++) engine.ask(race(T), false)
    expect(lines[0]!.posted).toHaveLength(1)
    lines[0]!.done(lines[0]!.works()[0]!.id)
    expect(lines[0]!.works().map(({ work }) => work)).toEqual([race(1), race(600)])
    lines[0]!.done(lines[0]!.works()[1]!.id)
    expect(kinds()).toEqual(['done', 'done'])
    expect(lines[0]!.posted).toHaveLength(2)
  })

  test('stops what runs when newer work is urgent', () => {
    const { engine, lines, news } = setUp()
    engine.ask(race(1), true)
    engine.ask(race(2), true)
    const [first] = lines[0]!.works()
    expect(lines[0]!.posted[1]).toEqual({ kind: 'stop', id: first!.id })
    lines[0]!.answer({ kind: 'stopped', id: first!.id })
    lines[0]!.done(lines[0]!.works()[1]!.id)
    expect(news).toMatchObject([{ kind: 'done', work: race(2) }])
  })

  test('drops answers to what it did not ask', () => {
    const { engine, lines, news } = setUp()
    engine.ask(race(1), true)
    lines[0]!.done(99)
    expect(news).toEqual([])
  })

  test('repeats the newest work on a new worker when one is lost', () => {
    const { engine, lines, news } = setUp()
    engine.ask(race(1), false)
    lines[0]!.done(lines[0]!.works()[0]!.id)
    for (let i = 0; i < 50; i++) {
      engine.ask(race(2), false)
      engine.ask(race(3), false)
      const line = lines.at(-1)!
      line.answer({ kind: 'progress', id: line.works().at(-1)!.id, share: 0.5 })
      line.ears.lost()
      const fresh = lines.at(-1)!
      expect(line.closed).toBe(true)
      expect(fresh.works().map(({ work }) => work)).toEqual([race(3)])
      fresh.done(fresh.works()[0]!.id)
      line.done(line.works().at(-1)!.id)
    }
    expect(news.filter(({ kind }) => kind === 'recovered')).toHaveLength(50)
    expect(news.filter(({ kind }) => kind === 'done')).toHaveLength(51)
  })

  test('gives up work that loses the worker again and again', () => {
    const { engine, lines, kinds } = setUp()
    engine.ask(race(1), false)
    lines[0]!.done(lines[0]!.works()[0]!.id)
    engine.ask(race(2), false)
    for (let i = 0; i < 5; i++) {
      const line = lines.at(-1)!
      line.answer({ kind: 'progress', id: line.works().at(-1)!.id, share: 0.5 })
      line.ears.lost()
    }
    expect(kinds().at(-1)).toBe('failed')
    expect(lines.at(-1)!.posted).toEqual([])
  })

  test('computes on the page when the first worker never speaks', () => {
    const { engine, lines, kinds } = setUp()
    engine.ask(race(1), false)
    lines[0]!.ears.lost()
    expect(lines.map(({ thread }) => thread)).toEqual(['worker', 'page'])
    lines[1]!.done(lines[1]!.works()[0]!.id)
    expect(kinds()).toEqual(['same-thread', 'done'])
  })

  test('a worker that falls silent is lost', () => {
    const { engine, lines, kinds } = setUp()
    engine.ask(race(1), false)
    lines[0]!.done(lines[0]!.works()[0]!.id)
    vi.advanceTimersByTime(60_000)
    expect(kinds()).toEqual(['done'])
    engine.ask(race(2), false)
    vi.advanceTimersByTime(7000)
    expect(lines).toHaveLength(1)
    vi.advanceTimersByTime(2000)
    expect(lines).toHaveLength(2)
    expect(lines[1]!.works()).toMatchObject([{ work: race(2) }])
  })

  test('computes on the page when workers stop coming to life, and says so once', () => {
    const { engine, lines, kinds } = setUp()
    lines[0]!.answer({ kind: 'ready' })
    // lost in an idle hour: the script is no longer where it was
    for (let i = 0; i < 20 && lines.at(-1)!.thread === 'worker'; i++) lines.at(-1)!.ears.lost()
    expect(lines.map(({ thread }) => thread)).toEqual([...Array(6).fill('worker'), 'page'])
    expect(kinds()).toEqual([...Array(5).fill('recovered'), 'same-thread'])
    engine.ask(race(1), false)
    lines.at(-1)!.done(lines.at(-1)!.works()[0]!.id)
    expect(kinds().at(-1)).toBe('done')
  })

  test('workers that come to life may be lost as often as they like', () => {
    const { lines, kinds } = setUp()
    for (let i = 0; i < 50; i++) {
      lines.at(-1)!.answer({ kind: 'ready' })
      lines.at(-1)!.ears.lost()
    }
    expect(kinds()).toEqual(Array(50).fill('recovered'))
    expect(lines.at(-1)!.thread).toBe('worker')
  })

  test('an engine that the page cannot load either fails what is asked, and rests until then', () => {
    const { engine, lines, kinds } = setUp()
    engine.ask(race(1), false)
    lines[0]!.ears.lost()
    lines[1]!.ears.lost()
    expect(kinds()).toEqual(['same-thread', 'failed'])
    expect(lines).toHaveLength(2)
    engine.ask(race(2), false)
    expect(lines).toHaveLength(3)
    expect(lines[2]!.works()).toMatchObject([{ work: race(2) }])
  })
})
