import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  deviceFacts,
  factsAt,
  FakeHost,
  raced,
  raceTo,
  sceneTo,
  setUp,
  viewOf,
} from '#engine/swarm-client.fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the swarm on the page', () => {
  test('starts no worker before there is a cloud or a race', () => {
    const { swarm, lines } = setUp()
    swarm.view(viewOf(100))
    swarm.seek(3)
    swarm.show({ race: raceTo(5), clouds: [null] })
    swarm.show(sceneTo(5, 0))
    expect(lines).toHaveLength(0)
    swarm.show(sceneTo(5))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.kinds()).toEqual(['begin', 'scene', 'view', 'seek'])
    expect(lines[0]!.transferred).toHaveLength(1)
  })

  test('has at most one question unanswered; the newest of each kind follows', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(1000))
    for (let step = 1; step <= 500; step++) {
      swarm.seek(step)
      swarm.view(viewOf(step))
      swarm.show(sceneTo(1000 + step))
    }
    const [line] = lines
    expect(line!.posted).toHaveLength(2)
    line!.drawn()
    expect(line!.posted.slice(2)).toMatchObject([
      { kind: 'scene', scene: sceneTo(1500) },
      { kind: 'view', view: viewOf(500) },
      { kind: 'seek', step: 500 },
    ])
    expect(new Set(line!.posted.slice(2).map((each) => 'id' in each && each.id)).size).toBe(1)
    line!.drawn()
    expect(line!.posted).toHaveLength(5)
  })

  test('asks nothing again that is as it was', () => {
    const { swarm, lines } = setUp()
    swarm.show(sceneTo(10))
    lines[0]!.drawn()
    swarm.seek(4)
    lines[0]!.drawn()
    const posted = lines[0]!.posted.length
    swarm.seek(4)
    swarm.show(sceneTo(10))
    swarm.view(viewOf(100))
    lines[0]!.drawn()
    swarm.view(viewOf(100))
    expect(lines[0]!.posted).toHaveLength(posted + 1)
  })

  test('has one race under way and keeps the newest that waits', () => {
    const { swarm, lines, news } = setUp()
    for (let T = 1; T <= 300; T++) swarm.race(raceTo(T))
    const [line] = lines
    expect(line!.kinds()).toEqual(['begin', 'race'])
    line!.answer({ kind: 'raced', id: line!.last(), raced })
    line!.answer({ kind: 'raced', id: line!.last(), raced })
    expect(line!.kinds()).toEqual(['begin', 'race', 'race'])
    expect(news).toEqual([
      { kind: 'raced', race: raceTo(1), raced },
      { kind: 'raced', race: raceTo(300), raced },
    ])
  })

  test('passes on what the worker says of itself', () => {
    const { swarm, lines, news } = setUp()
    const scene = sceneTo(10)
    swarm.show(scene)
    lines[0]!.answer({ kind: 'device', facts: deviceFacts })
    const reason = { kind: 'fault', text: 'a formula' } as const
    lines[0]!.answer({ kind: 'failed', id: lines[0]!.last(), reason })
    lines[0]!.drawn()
    lines[0]!.answer({ kind: 'restored' })
    expect(news).toEqual([
      { kind: 'device', facts: deviceFacts },
      { kind: 'failed', of: scene, reason },
      { kind: 'drawn', facts: factsAt(0) },
      { kind: 'restored' },
    ])
  })

  test('moves its canvas where it is wanted', () => {
    const { swarm, host, mount, lines } = setUp()
    mount(host)
    expect(host.children.size).toBe(0)
    swarm.show(sceneTo(10))
    expect(host.children.size).toBe(1)
    const other = new FakeHost()
    mount(other)
    expect([host.children.size, other.children.size]).toEqual([0, 1])
    const [first] = other.children
    lines[0]!.ears.lost()
    expect(other.children.size).toBe(1)
    expect(other.children.has(first!)).toBe(false)
    mount(null)
    expect(other.children.size).toBe(0)
  })

  test('draws by itself where a canvas cannot be handed over', () => {
    const { swarm, lines, drawnHere } = setUp({ offscreen: false })
    swarm.show(sceneTo(10))
    swarm.view(viewOf(200))
    expect(lines[0]!.posted[0]).toEqual({ kind: 'begin', canvas: null, webgl: true })
    lines[0]!.answer({ kind: 'points', points: [new Float32Array(2)], losses: [null] })
    expect(drawnHere).toEqual(['view 200', 'points 1'])
  })

  test('says once that there is nothing to compute with, and refuses races', () => {
    const { swarm, kinds } = setUp({ workers: false })
    swarm.show(sceneTo(10))
    swarm.show(sceneTo(11))
    swarm.race(raceTo(5))
    expect(kinds()).toEqual(['none', 'failed'])
  })
})
