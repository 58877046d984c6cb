import { expect, test } from 'vitest'
import { sceneNamed } from '#lessons/find-scene.ts'
import { cloudStarts } from '#race/cloud-starts.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { wholeCloud } from '#setup/cloud.ts'
import { readyRace } from '#setup/ready-race.ts'

/** Starts of the cloud that are run in float64: 64 × 64 of 512 × 512, spread over the same domain. */
const SAMPLE = 4096
/** So many runs a race. */
const PART = 256

/** Of a sample of a scene's cloud: shares that end within 0.05 of each known minimum, and when. */
function basins(change = (link: string) => link) {
  const { setup, problems } = decodeLink(change(sceneNamed('basins')!.link))
  expect(problems).toEqual([])
  const race = readyRace(setup)
  const { domain, minima } = race.surface
  const cloud = wholeCloud(setup, setup.runs[0]!.cloud!)
  const starts = cloudStarts({ ...cloud, n: SAMPLE }, setup.start, domain, 2, setup.seed)
  const runs = Array.from({ length: SAMPLE }, (_, i) => {
    const start = [starts[2 * i]!, starts[2 * i + 1]!] as const
    return { ...race.runs[0]!, start }
  })
  const engine = new RaceEngine()
  const trajectories = Array.from({ length: SAMPLE / PART }, (_, part) =>
    engine.race({ ...race, runs: runs.slice(part * PART, (part + 1) * PART) }),
  ).flat()
  const shares = minima.map(() => 0)
  const ends = trajectories.map(({ theta, n }) => {
    const place = minima.findIndex(
      ([x, y]) => Math.hypot(theta[2 * n]! - x, theta[2 * n + 1]! - y) < 0.05,
    )
    if (place >= 0) shares[place]! += 1 / SAMPLE
    return place
  })
  return { cloud, minima, shares, ends, trajectories }
}

test('basins: a quarter of a million starts go to four minima in nearly equal parts', () => {
  const { cloud, minima, shares, ends, trajectories } = basins()
  expect(cloud).toMatchObject({ n: 262_144, from: 'grid' })
  expect(minima).toHaveLength(4)
  expect(ends.filter((end) => end < 0).length / SAMPLE).toBeLessThan(0.001)
  for (const share of shares) {
    expect(share).toBeGreaterThan(0.235)
    expect(share).toBeLessThan(0.265)
  }
  // Those who come down last began where a neighbour on the grid goes to another minimum.
  const side = Math.sqrt(SAMPLE)
  const late = trajectories.flatMap(({ loss, n }, i) => (loss[Math.min(60, n)]! > 1 ? [i] : []))
  expect(late.length).toBeGreaterThan(10)
  const onBorder = late.filter((i) => {
    const around = [-2, -1, 1, 2].flatMap((by) => [i + by, i + by * side])
    return around.some((other) => ends[other] !== undefined && ends[other] !== ends[i])
  })
  expect(onBorder.length / late.length).toBeGreaterThan(0.9)
})

test('basins: with momentum the minimum at (3, 2) takes more', () => {
  const { shares, minima } = basins((link) => link.replace('sgd(lr=0.004)', 'momentum(lr=0.002)'))
  expect(minima[0]).toEqual([3, 2])
  expect(shares[0]).toBeCloseTo(0.3, 2)
  expect(Math.max(...shares)).toBe(shares[0])
})
