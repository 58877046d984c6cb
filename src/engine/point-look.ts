import type { SwarmView } from '#engine/swarm-protocol.ts'

/** How a cloud's points look. */
export type PointLook = {
  /** CSS pixels across */
  readonly size: number
  /** opacity of a point, 0 … 1 */
  readonly alpha: number
}

/** From this many on points shrink and fade, so that their density shows; from that many on no more. */
const FEW = 2 ** 8
const MANY = 2 ** 18

/** A cloud of so many points; a faint one keeps behind the paths. */
export function pointLook(n: number, strength: 'faint' | 'full'): PointLook {
  const crowd = Math.log2(Math.max(1, n) / FEW) / Math.log2(MANY / FEW)
  const t = Math.min(1, Math.max(0, crowd))
  const alpha = 0.8 + t * (0.28 - 0.8)
  return { size: 2.2 + t * (1 - 2.2), alpha: strength === 'faint' ? alpha * 0.56 : alpha }
}

/** Red, green, blue, 0 … 1, of `#rgb`, `#rrggbb` or `rgb(r, g, b)`; mid grey for what is neither. */
export function rgbOf(color: string): readonly [number, number, number] {
  const hex = /^#([\da-f]{3}|[\da-f]{6})(?:[\da-f]{2})?$/i.exec(color)?.[1]
  if (hex) {
    const size = hex.length / 3
    const channel = (i: number) =>
      parseInt(hex.slice(i * size, i * size + size).repeat(3 - size), 16)
    return [channel(0) / 255, channel(1) / 255, channel(2) / 255]
  }
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(color)
  return rgb ? [Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255] : [0.5, 0.5, 0.5]
}

/** More levels than the heat map ever has. */
export const MOST_LEVELS = 64

/** Red, green, blue and the level itself, of each level: the palette spread evenly over the levels. */
export function levelColors({ levels, palette }: SwarmView): Float32Array {
  const kept = levels.slice(0, MOST_LEVELS)
  const colors = palette.map(rgbOf)
  const table = new Float32Array(4 * kept.length)
  kept.forEach((level, i) => {
    const place = (i / Math.max(1, kept.length - 1)) * (colors.length - 1)
    const low = colors[Math.floor(place)] ?? rgbOf('')
    const high = colors[Math.ceil(place)] ?? low
    const mixed = low.map((value, c) => value + (place % 1) * (high[c]! - value))
    table.set([...mixed, level], 4 * i)
  })
  return table
}

/**
 * The colour of a loss from a table of `levelColors`: between the two levels it stands between; beyond
 * the ends, theirs. null where there are no levels or no loss.
 */
export function colorAt(
  table: Float32Array,
  loss: number,
): readonly [number, number, number] | null {
  const count = table.length / 4
  if (count === 0 || Number.isNaN(loss)) return null
  let i = 0
  while (i < count - 2 && loss >= table[4 * i + 7]!) i++
  const [at, next] = [4 * i, 4 * Math.min(i + 1, count - 1)]
  const [low, high] = [table[at + 3]!, table[next + 3]!]
  const t = high > low ? Math.min(1, Math.max(0, (loss - low) / (high - low))) : 0
  const mixed = (c: number) => table[at + c]! + t * (table[next + c]! - table[at + c]!)
  return [mixed(0), mixed(1), mixed(2)]
}
