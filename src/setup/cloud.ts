import type { Param } from '#catalog/entry.ts'
import { type Cloud, CLOUD_SHAPES, type CloudShape, MOST_STARTS } from '#race/cloud.ts'
import { domainOf } from '#setup/objective-values.ts'
import type { Setup } from '#setup/setup.ts'

/** A run's own cloud as its link has it: only what was given. */
export type OwnCloud = {
  /** starts, 0 … 262,144; 0: none, and no faint one either */
  readonly n: number
  /** absent: on a disc */
  readonly from?: CloudShape
  /** radius of the disc; absent: `usualRadius` */
  readonly r?: number
}

/** Starts of a cloud that does not say how many. */
export const CLOUD_STARTS = 256

/** A smaller disc would be a point: single precision tells its starts no more apart. */
const LEAST_RADIUS = 1e-9
/** Single precision has no places farther apart than some 3e38. */
const MOST_RADIUS = 1e30

/** What a cloud can be given: in a link, and by hand. */
export const cloudParams = {
  n: { name: 'n', default: CLOUD_STARTS, min: 0, max: MOST_STARTS, integer: true },
  from: { name: 'from', default: 0, values: CLOUD_SHAPES },
  r: { name: 'r', default: 0, min: LEAST_RADIUS, max: MOST_RADIUS, scale: 'log' },
} as const satisfies Readonly<Record<string, Param>>

/** The radius of a disc that none was given for: a twelfth of the domain's shorter side. */
export function usualRadius(setup: Setup): number {
  const [x0, x1, y0, y1] = domainOf(setup)
  return Number((Math.min(x1 - x0, y1 - y0) / 12).toPrecision(3))
}

/** A cloud with everything that was not given, on this setup. */
export const wholeCloud = (setup: Setup, { n, from = 'disc', r }: OwnCloud): Cloud => ({
  n,
  from,
  r: r ?? usualRadius(setup),
})
