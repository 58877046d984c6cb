import type { SurfaceEntry } from '#catalog/entry.ts'
import { bowls } from '#catalog/surfaces/bowls.ts'
import { manyMinima } from '#catalog/surfaces/many-minima.ts'
import { phenomena } from '#catalog/surfaces/phenomena.ts'
import { valleys } from '#catalog/surfaces/valleys.ts'

/** Every surface, in the order of the menu. */
export const surfaces: readonly SurfaceEntry[] = [...bowls, ...valleys, ...manyMinima, ...phenomena]
