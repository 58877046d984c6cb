/**
 * Where a cloud's starts lie: evenly on a disc around the run's start, at the centres of a grid's
 * cells over the domain, or normally distributed about the domain's middle.
 */
export const CLOUD_SHAPES = ['disc', 'grid', 'gauss'] as const

export type CloudShape = (typeof CLOUD_SHAPES)[number]

/** The starts of a run's cloud. */
export type Cloud = {
  /** how many, 0 … MOST_STARTS */
  readonly n: number
  readonly from: CloudShape
  /** radius of the disc in the plane's units; the other shapes do not read it */
  readonly r: number
}

/** So many starts a cloud may have: 512 × 512 texels. */
export const MOST_STARTS = 262_144
