/** What a link may ask for. */
export const LINK_LIMITS = {
  /** characters of the fragment */
  characters: 16_000,
  runs: 16,
  steps: 100_000,
  /** runs × T on a page */
  total: 400_000,
  /** starts of all clouds together: a graphics card holds some states of each */
  starts: 2 ** 20,
  /** colours a run may choose from */
  colors: 16,
} as const
