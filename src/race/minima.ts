import { largest, smallest } from '#race/eigenvalues.ts'
import type { ReadySurface } from '#race/ready.ts'
import { BLOCK, type PointReader, type SurfacePoints } from '#race/surface-points.ts'

/** A local minimum found by Newton's method: ‖∇f‖ < 1e-8 and a positive definite Hessian. */
export type FoundMinimum = { readonly x: number; readonly y: number; readonly value: number }

/** Cells along a side of the first look, in one dimension, and of the closer look. */
const [SIDE, LINE, CLOSER] = [200, 4000, 33]

/** How many of the lowest cells are looked at more closely, and how many are polished at all. */
const [CLOSE, MOST] = [16, 320]

/** How many minima are named. */
const NAMED = 50

const [FLAT, ROUNDS, HALVINGS] = [1e-8, 160, 40]

/** The least curvature, beside the greatest met on the way: below it a minimum is degenerate. */
const DEGENERATE = 1e-12

type Rect = ReadySurface['domain']
/** Where the search goes on: beyond a few cells outside the domain it gives up. */
type Ground = { readonly domain: Rect; readonly cell: readonly [number, number] }
type Spot = { readonly x: number; readonly y: number; readonly f: number }

/**
 * The local minima of a surface inside its domain, lowest first, at most fifty: cells of a grid that
 * lie below their neighbours, polished by damped Newton steps with the exact Hessian. Named are only
 * points where ‖∇f‖ < 1e-8 (absolutely: surfaces too steep for that in float64 have none here) and
 * the Hessian is positive definite. So flat valleys, x⁴, kinks and rims are not: there is no point to
 * name, or no Hessian to check. Yields the share done.
 */
export function* findMinima(
  points: SurfacePoints,
  surface: ReadySurface,
): Generator<number, readonly FoundMinimum[]> {
  const reader = points.open(surface)
  if (!reader.hessian) return []
  const { domain } = surface
  const [nx, ny] = reader.dims === 1 ? [LINE, 1] : [SIDE, SIDE]
  const cell: readonly [number, number] = [
    (domain[1] - domain[0]) / nx,
    reader.dims === 1 ? 0 : (domain[3] - domain[2]) / ny,
  ]
  const found = yield* lowCells(reader, domain, nx, ny)
  const spots = found.slice(0, MOST)
  // ripples narrower than a cell: the deepest of them are near the lowest cells
  for (const { x, y } of found.slice(0, CLOSE)) {
    const [dx, dy] = [1.5 * cell[0], 1.5 * cell[1]]
    const around: Rect = [x - dx, x + dx, y - dy, y + dy]
    spots.push(...(yield* lowCells(reader, around, CLOSER, reader.dims === 1 ? 1 : CLOSER)))
  }
  const minima: FoundMinimum[] = []
  const ordered = spots.toSorted((a, b) => a.f - b.f)
  for (let first = 0; first < ordered.length; first += BLOCK)
    minima.push(...(yield* polish(reader, ordered.slice(first, first + BLOCK), { domain, cell })))
  return distinct(minima.filter(inside(domain, reader.dims)), domain, reader.dims).slice(0, NAMED)
}

/** The centres of a grid's cells that lie below all their neighbours, lowest first. */
function* lowCells(
  reader: PointReader,
  [x0, x1, y0, y1]: Rect,
  nx: number,
  ny: number,
): Generator<number, Spot[]> {
  const values = new Float64Array(nx * ny)
  const xAt = (n: number) => x0 + (((n % nx) + 0.5) * (x1 - x0)) / nx
  const yAt = (n: number) => (ny === 1 ? 0 : y0 + ((Math.floor(n / nx) + 0.5) * (y1 - y0)) / ny)
  for (let first = 0; first < values.length; first += BLOCK) {
    const count = Math.min(BLOCK, values.length - first)
    for (let i = 0; i < count; i++) {
      reader.x[i] = xAt(first + i)
      reader.y[i] = yAt(first + i)
      reader.t[i] = 1
    }
    reader.read(count)
    values.set(reader.f.subarray(0, count), first)
    yield (0.5 * (first + count)) / values.length
  }
  const low: Spot[] = []
  for (let n = 0; n < values.length; n++)
    if (isLow(values, n, nx, ny)) low.push({ x: xAt(n), y: yAt(n), f: values[n]! })
  return low.toSorted((a, b) => a.f - b.f)
}

/** Below its neighbours; of equal ones the first, so that a plain is one candidate, not thousands. */
function isLow(values: Float64Array, n: number, nx: number, ny: number): boolean {
  const value = values[n]!
  if (!Number.isFinite(value)) return false
  const [i, j] = [n % nx, Math.floor(n / nx)]
  for (let b = Math.max(0, j - 1); b <= Math.min(ny - 1, j + 1); b++)
    for (let a = Math.max(0, i - 1); a <= Math.min(nx - 1, i + 1); a++) {
      const m = b * nx + a
      // comparisons with no number are false: a rim of NaN is no neighbour
      const other = values[m]!
      if (other < value || (other === value && m < n)) return false
    }
  return true
}

/** A candidate on its way down. */
type Walker = {
  x: number
  y: number
  f: number
  /** ‖∇f‖ here */
  norm: number
  /** where it steps, and how much of that it tries */
  dx: number
  dy: number
  /** ∇f · step */
  slope: number
  share: number
  bends: { least: number; most: number }
  /** the greatest curvature met */
  sharpest: number
  newton: boolean
  state: 'walks' | 'ended'
}

/** Walks all spots down at once, so that one call reads them all; those that end well are minima. */
function* polish(
  reader: PointReader,
  spots: readonly Spot[],
  ground: Ground,
): Generator<number, FoundMinimum[]> {
  const walkers = spots.map(({ x, y }): Walker => ({
    x,
    y,
    f: Infinity,
    norm: Infinity,
    dx: 0,
    dy: 0,
    slope: 0,
    share: 1,
    bends: { least: NaN, most: NaN },
    sharpest: 0,
    newton: false,
    state: 'walks',
  }))
  for (let round = 0; round < ROUNDS; round++) {
    const walking = walkers.filter(({ state }) => state === 'walks')
    if (walking.length === 0) break
    walking.forEach((walker, i) => {
      reader.x[i] = walker.x + walker.share * walker.dx
      reader.y[i] = walker.y + walker.share * walker.dy
      reader.t[i] = 1
    })
    reader.read(walking.length)
    walking.forEach((walker, i) => advance(walker, reader, i, ground))
    yield 0.5 + (0.5 * round) / ROUNDS
  }
  return walkers.flatMap(({ x, y, f, norm, bends, sharpest }) =>
    norm < FLAT && bends.least > DEGENERATE * sharpest
      ? [{ x, y: reader.dims === 1 ? 0 : y, value: f }]
      : [],
  )
}

/** Takes the tried point if it is better, and aims anew; else tries half as far. */
function advance(
  walker: Walker,
  reader: PointReader,
  i: number,
  { domain, cell: [width, height] }: Ground,
): void {
  const f = reader.f[i]!
  const [gx, gy] = [reader.gradient[0]![i]!, reader.gradient[1]?.[i] ?? 0]
  const norm = Math.hypot(gx, gy)
  if (!isBetter(walker, f, norm)) {
    walker.share /= 2
    const arrived = walker.newton && walker.norm < FLAT && isLevel(walker.f, f)
    const stuck = !(walker.share > 2 ** -HALVINGS) || !Number.isFinite(walker.f)
    if (arrived || stuck) walker.state = 'ended'
    return
  }
  Object.assign(walker, { x: reader.x[i], y: reader.y[i], f, norm, share: 1 })
  const [xx, xy, yy] = [0, 1, 2].map((place) => reader.hessian?.[place]?.[i] ?? NaN)
  const { bends } = walker
  bends.least = reader.dims === 1 ? xx! : smallest(xx!, xy!, yy!)
  bends.most = reader.dims === 1 ? xx! : largest(xx!, xy!, yy!)
  walker.sharpest = Math.max(walker.sharpest, Math.abs(bends.most), Math.abs(bends.least))
  walker.newton = bends.least > DEGENERATE * walker.sharpest
  const { x, y } = walker
  const lost =
    Math.max(domain[0] - x, x - domain[1]) > 4 * width ||
    (reader.dims === 2 && Math.max(domain[2] - y, y - domain[3]) > 4 * height)
  if (lost || norm === 0 || !Number.isFinite(norm)) walker.state = 'ended'
  else if (walker.newton && reader.dims === 1) aim(walker, -gx / xx!, 0)
  else if (walker.newton) {
    const det = xx! * yy! - xy! * xy!
    aim(walker, (xy! * gy - yy! * gx) / det, (xy! * gx - xx! * gy) / det)
  } else aim(walker, (-gx / norm) * (width + height), (-gy / norm) * (width + height))
  // no further than a few cells: the minimum of this cell is wanted, not another's
  const far = Math.max(Math.abs(walker.dx) / width, height > 0 ? Math.abs(walker.dy) / height : 0)
  if (far > 4) aim(walker, (walker.dx * 4) / far, (walker.dy * 4) / far)
  walker.slope = gx * walker.dx + gy * walker.dy
}

const aim = (walker: Walker, dx: number, dy: number) => Object.assign(walker, { dx, dy })

/** Lower by enough; or, where the value no longer tells, flatter by half under a Newton step. */
function isBetter({ f, norm, slope, share, newton }: Walker, next: number, flatter: number) {
  if (!Number.isFinite(next)) return false
  if (next < f && next <= f + 1e-4 * share * slope) return true
  return newton && isLevel(f, next) && flatter <= norm / 2
}

const isLevel = (f: number, next: number) => Math.abs(next - f) <= 1e-14 * (1 + Math.abs(f))

/** Inside the domain, its rim included as far as rounding goes. */
function inside([x0, x1, y0, y1]: Rect, dims: 1 | 2) {
  const within = (value: number, from: number, to: number) =>
    value >= from - 1e-12 * (to - from) && value <= to + 1e-12 * (to - from)
  return ({ x, y }: FoundMinimum) => within(x, x0, x1) && (dims === 1 || within(y, y0, y1))
}

/** Each minimum once, lowest first. */
function distinct(
  minima: readonly FoundMinimum[],
  [x0, x1, y0, y1]: Rect,
  dims: 1 | 2,
): FoundMinimum[] {
  // On a graph y only frames the picture.
  const near = 1e-6 * Math.hypot(x1 - x0, dims === 1 ? 0 : y1 - y0)
  const kept: FoundMinimum[] = []
  for (const one of minima.toSorted((a, b) => a.value - b.value || a.x - b.x || a.y - b.y))
    if (!kept.some(({ x, y }) => Math.hypot(x - one.x, y - one.y) < near)) kept.push(one)
  return kept
}
