/** What a formula typed by anyone may cost. Enforced where text enters. */
export const LIMITS = {
  /** characters of one entry's text */
  characters: 4000,
  /** nesting of brackets, calls, signs, powers and conditions */
  depth: 64,
  /** operations after differentiation, and lines after unrolling */
  nodes: 4000,
  /** times a `repeat` may run */
  repeat: 100,
  /** numbers in a list */
  list: 64,
  /** largest literal whole exponent computed by squaring */
  squaring: 64,
} as const
