import type { ReadySurface } from '#race/ready.ts'
import type { Wanted } from '#store/state.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** Cells of a picture: sharp, and while a gesture lasts. */
const [SHARP, COARSE] = [60_000, 12_000]

/** Points of a graph. */
const GRAPH = 1200

/** Arrows from left to right: one per 34 px or so. */
const ARROWS = 24

/** The grid that levels come from. */
export const DOMAIN_CELLS = { nx: 160, ny: 160 } as const

/** How finely a part of the stage is computed. */
export function pictureCells(surface: ReadySurface, { rect, coarse, aspect }: Wanted) {
  if (surfaceFacts(surface).dims === 1) return { rect, nx: GRAPH, ny: 1 }
  const ny = Math.round(Math.sqrt((coarse ? COARSE : SHARP) / aspect))
  return { rect, nx: Math.round(ny * aspect), ny }
}

/** Where arrows stand on it: as far apart in both directions. */
export function arrowCells({ rect, aspect }: Wanted) {
  return { rect, nx: ARROWS, ny: Math.max(1, Math.round(ARROWS / aspect)) }
}
