import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deviceFacts, raced, raceTo, sceneTo, setUp, viewOf } from '#engine/swarm-client.fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a lost worker', () => {
  test('is replaced, and everything newest repeated on a new canvas', () => {
    const { swarm, lines, kinds, news } = setUp()
    swarm.show(sceneTo(10))
    swarm.view(viewOf(100))
    lines[0]!.drawn()
    swarm.seek(3)
    swarm.seek(7)
    swarm.race(raceTo(2))
    swarm.race(raceTo(4))
    lines[0]!.ears.lost()
    expect(lines[0]!.closed).toBe(true)
    expect(lines[1]!.posted).toMatchObject([
      { kind: 'begin', webgl: true },
      { kind: 'race', race: raceTo(4) },
      { kind: 'scene', scene: sceneTo(10) },
      { kind: 'view', view: viewOf(100) },
      { kind: 'seek', step: 7 },
    ])
    // what the old one still says is not heard
    lines[0]!.answer({ kind: 'raced', id: lines[1]!.last(), raced })
    expect(kinds()).toEqual(['drawn', 'respawned'])
    lines[1]!.answer({ kind: 'raced', id: 99, raced })
    const asked = lines[1]!.posted.find(({ kind }) => kind === 'race')
    lines[1]!.answer({ kind: 'raced', id: asked && 'id' in asked ? asked.id : -1, raced })
    expect(news.at(-1)).toEqual({ kind: 'raced', race: raceTo(4), raced })
  })

  test('is one that is silent for eight seconds while something is asked', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(10))
    lines[0]!.drawn()
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(1)
    swarm.seek(3)
    vi.advanceTimersByTime(7900)
    expect(lines).toHaveLength(1)
    vi.advanceTimersByTime(200)
    expect(lines).toHaveLength(2)
  })

  test('is not one that says it is at work, nor one that compiles for half a minute', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(10))
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(7900)
      lines[0]!.answer({ kind: 'working', compiles: false })
    }
    lines[0]!.answer({ kind: 'working', compiles: true })
    vi.advanceTimersByTime(29_000)
    expect(lines).toHaveLength(1)
    lines[0]!.answer({ kind: 'working', compiles: false })
    vi.advanceTimersByTime(8100)
    expect(lines).toHaveLength(2)
  })

  test('is one that is silent on its way to the clock', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(10))
    swarm.seek(9)
    lines[0]!.drawn()
    lines[0]!.drawn(5)
    vi.advanceTimersByTime(8100)
    expect(lines).toHaveLength(2)
    lines[1]!.drawn(9)
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(2)
  })

  test('is not one whose page is hidden', () => {
    const { swarm, lines, show } = setUp()
    swarm.show(sceneTo(10))
    show(false)
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(1)
    show(true)
    vi.advanceTimersByTime(8100)
    expect(lines).toHaveLength(2)
  })

  test('three times a minute: WebGL is not tried any more; three more: nothing is', () => {
    const { swarm, lines, kinds } = setUp()
    swarm.show(sceneTo(10))
    const tried = () => lines.map(({ posted: [first] }) => first?.kind === 'begin' && first.webgl)
    for (let i = 0; i < 6; i++) {
      lines.at(-1)!.answer({ kind: 'device', facts: deviceFacts })
      lines.at(-1)!.answer({ kind: 'lost' })
    }
    expect(tried()).toEqual([true, true, true, false, false, false])
    expect(kinds().filter((kind) => kind !== 'device')).toEqual([
      ...Array(5).fill('respawned'),
      'none',
    ])
    swarm.seek(5)
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(6)
    expect(kinds().filter((kind) => kind === 'none')).toHaveLength(1)
  })

  test('now and then may be replaced for ever', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(10))
    for (let i = 0; i < 50; i++) {
      lines.at(-1)!.drawn()
      vi.advanceTimersByTime(40_000)
      lines.at(-1)!.ears.lost()
    }
    expect(lines).toHaveLength(51)
    expect(lines.at(-1)!.posted[0]).toMatchObject({ webgl: true })
  })

  test('whose script never speaks is tried three times', () => {
    const { swarm, lines, kinds } = setUp()
    swarm.race(raceTo(3))
    for (let i = 0; i < 3; i++) lines.at(-1)!.ears.lost()
    expect(lines).toHaveLength(3)
    expect(kinds()).toEqual(['respawned', 'respawned', 'none', 'failed'])
  })

  test('after the end there is none', () => {
    const { swarm, lines, host, mount } = setUp()
    mount(host)
    swarm.show(sceneTo(10))
    swarm.close()
    expect(lines[0]!.closed).toBe(true)
    expect(host.children.size).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(lines).toHaveLength(1)
  })
})
