import type { Cloud } from '#race/cloud.ts'
import { randn, randnSite } from '#race/randn.ts'
import type { ReadySurface } from '#race/ready.ts'

/** Gaussian clouds have a site that no entry's id can have. */
const CLOUD_SITE = randnSite('(cloud)', 0)

/** A turn by the golden angle π(3 − √5): sunflower seeds. Multiplied up, it is the same everywhere. */
const GOLDEN_COS = -0.73736887807832
const GOLDEN_SIN = 0.675490294261524

/**
 * The starts of a cloud, interleaved x y, rounded to float32; in one dimension y stays the start's.
 * Number 0 of a disc is the run's start itself. Deterministic: the seed matters to `gauss` only.
 */
export function cloudStarts(
  { n, from, r }: Cloud,
  start: readonly [number, number],
  domain: ReadySurface['domain'],
  dims: 1 | 2,
  seed: number,
): Float32Array {
  const starts = new Float32Array(2 * n)
  switch (from) {
    case 'disc':
      if (dims === 1) segment(starts, start[0], r)
      else disc(starts, start, r)
      break
    case 'grid':
      grid(starts, domain, dims)
      break
    case 'gauss':
      gauss(starts, domain, seed)
  }
  if (dims === 1) for (let i = 0; i < n; i++) starts[2 * i + 1] = start[1]
  return starts
}

/** Even in area: the i-th of n rings of equal area holds one start. */
function disc(starts: Float32Array, [x, y]: readonly [number, number], r: number): void {
  const n = starts.length / 2
  let [cos, sin] = [1, 0]
  for (let i = 0; i < n; i++) {
    const radius = i === 0 ? 0 : r * Math.sqrt((i - 0.5) / (n - 1))
    starts[2 * i] = x + radius * cos
    starts[2 * i + 1] = y + radius * sin
    ;[cos, sin] = [cos * GOLDEN_COS - sin * GOLDEN_SIN, sin * GOLDEN_COS + cos * GOLDEN_SIN]
  }
}

/** The disc of one dimension: to the right and to the left in turn. */
function segment(starts: Float32Array, x: number, r: number): void {
  const n = starts.length / 2
  const aside = Math.max(1, Math.floor(n / 2))
  for (let i = 0; i < n; i++) {
    const steps = Math.ceil(i / 2) / aside
    starts[2 * i] = x + (i % 2 === 1 ? r : -r) * steps
  }
}

/** Cell centres, row by row; where n has no fitting divisor, rows differ by one. */
function grid(starts: Float32Array, [x0, x1, y0, y1]: ReadySurface['domain'], dims: 1 | 2): void {
  const n = starts.length / 2
  const rows = dims === 1 ? 1 : gridRows(n, (y1 - y0) / (x1 - x0))
  for (let row = 0, i = 0; row < rows; row++) {
    const end = Math.floor(((row + 1) * n) / rows)
    const columns = end - i
    for (let column = 0; column < columns; column++, i++) {
      starts[2 * i] = x0 + ((column + 0.5) / columns) * (x1 - x0)
      starts[2 * i + 1] = y0 + ((row + 0.5) / rows) * (y1 - y0)
    }
  }
}

/** So many rows make cells nearly square; a divisor of n within a quarter of that is better still. */
function gridRows(n: number, heightToWidth: number): number {
  const wanted = Math.max(1, Math.min(n, Math.round(Math.sqrt(n * heightToWidth))))
  for (let off = 0; off <= wanted / 4; off++) {
    if (n % (wanted + off) === 0) return wanted + off
    if (n % (wanted - off) === 0) return wanted - off
  }
  return wanted
}

/** About the domain's middle; σ is a quarter of each side. */
function gauss(starts: Float32Array, [x0, x1, y0, y1]: ReadySurface['domain'], seed: number): void {
  for (let i = 0; i < starts.length / 2; i++) {
    starts[2 * i] = (x0 + x1) / 2 + ((x1 - x0) / 4) * randn(seed, i, 0, 0, CLOUD_SITE)
    starts[2 * i + 1] = (y0 + y1) / 2 + ((y1 - y0) / 4) * randn(seed, i, 0, 1, CLOUD_SITE)
  }
}
