/**
 * Counter-based normal numbers, one float32 each, the same on every engine: an integer hash of
 * (seed, sample, step, coordinate, site), then Box–Muller in float32 arithmetic that uses only
 * + − × ÷ √ (so that a shader can repeat it bit for bit). Nothing is drawn in sequence, so adding
 * a run or a transform shifts no other draw.
 * Hash: pcg3d of Jarzynski & Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
 */
export function randn(
  seed: number,
  sample: number,
  step: number,
  coordinate: number,
  site: number,
): number {
  pcg3d(seed, site, coordinate)
  pcg3d(hash[0]! + step, hash[1]! + sample, hash[2]!)
  // 24 bits each: exact in float32; the first in (0, 1], the second in [0, 1)
  const u = ((hash[0]! >>> 8) + 1) * 2 ** -24
  const v = (hash[1]! >>> 8) * 2 ** -24
  return fround(fround(Math.sqrt(fround(-2 * logarithm(u)))) * cosineTurn(v))
}

/** An even number in [0, 1) with 24 bits, from the same hash. */
export function uniform(seed: number, coordinate: number, site: number): number {
  pcg3d(seed, site, coordinate)
  return (hash[1]! >>> 8) * 2 ** -24
}

/** The site of an entry's n-th randn(): FNV-1a over both. */
export function randnSite(id: string, n: number): number {
  let site = 0x811c9dc5
  for (const char of `${id}#${n}`) site = Math.imul(site ^ char.codePointAt(0)!, 0x01000193)
  return site >>> 0
}

/** The setup's noise has a site that no entry's id can have. */
export const NOISE_SITE = randnSite('(noise)', 0)

const { fround, imul } = Math
const hash = new Int32Array(3)

function pcg3d(a: number, b: number, c: number): void {
  let x = (imul(a, 1664525) + 1013904223) | 0
  let y = (imul(b, 1664525) + 1013904223) | 0
  let z = (imul(c, 1664525) + 1013904223) | 0
  x = (x + imul(y, z)) | 0
  y = (y + imul(z, x)) | 0
  z = (z + imul(x, y)) | 0
  x ^= x >>> 16
  y ^= y >>> 16
  z ^= z >>> 16
  hash[0] = x + imul(y, z)
  hash[1] = y + imul(z, hash[0])
  hash[2] = z + imul(hash[0], hash[1])
}

const LN2 = fround(Math.LN2)
const SQRT2 = fround(Math.SQRT2)
const bits = new Float32Array(1)
const pattern = new Int32Array(bits.buffer)

/** ln of a normal float32 in (0, 1]: 2·artanh((m−1)/(m+1)) of the mantissa, plus the exponent's part. */
export function logarithm(u: number): number {
  bits[0] = u
  let exponent = (pattern[0]! >> 23) - 127
  pattern[0] = (pattern[0]! & 0x007fffff) | 0x3f800000
  let m = bits[0]
  if (m > SQRT2) {
    m = fround(m * 0.5)
    exponent += 1
  }
  const s = fround(fround(m - 1) / fround(m + 1))
  const q = fround(s * s)
  let sum = 0
  for (const c of LOG_SERIES) sum = fround(fround(sum * q) + c)
  return fround(fround(exponent * LN2) + fround(fround(2 * s) * sum))
}
/** Coefficients of the series, highest power first. */
export const LOG_SERIES = [1 / 9, 1 / 7, 1 / 5, 1 / 3, 1].map(fround)

const HALF_PI = fround(Math.PI / 2)

/** cos(2πv) for v in [0, 1), by quarter turns and a series on [−π/4, π/4]. */
export function cosineTurn(v: number): number {
  const quarters = fround(v * 4)
  const k = Math.floor(fround(quarters + 0.5))
  const a = fround(fround(quarters - k) * HALF_PI)
  const q = fround(a * a)
  const odd = k % 2 === 1
  let sum = 0
  for (const c of odd ? SIN_SERIES : COS_SERIES) sum = fround(fround(sum * q) + c)
  const value = odd ? fround(sum * a) : sum
  return k === 1 || k === 2 ? -value : value
}
/** cos's and sin's likewise, in the square of the angle. */
export const COS_SERIES = [1 / 40320, -1 / 720, 1 / 24, -1 / 2, 1].map(fround)
export const SIN_SERIES = [1 / 362880, -1 / 5040, 1 / 120, -1 / 6, 1].map(fround)
