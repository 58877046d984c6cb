import { interpolateViridis } from 'd3'
import type { ThemeName } from '#plots/colors.ts'

/**
 * The part of Viridis that stands out from each theme's surface, from low to high losses: dark violet
 * on light, yellow on dark is low, and both end in its middle. Told apart by lightness alone.
 */
const ENDS = { light: [0, 0.44], dark: [1, 0.6] } as const

/** So many colours, low to high. */
export function lossPalette(theme: ThemeName, count: number): readonly string[] {
  const [low, high] = ENDS[theme]
  const place = (i: number) => low + ((high - low) * i) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, i) => interpolateViridis(place(i)))
}
