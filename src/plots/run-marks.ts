/** What tells runs apart where colour cannot. */

const DASHES: readonly number[][] = [
  [],
  [9, 3],
  [4, 3],
  [12, 3, 3, 3],
  [2, 3],
  [16, 4],
  [7, 3, 2, 3],
  [12, 3, 2, 3, 2, 3],
]

const ring = (corners: number, turn: number) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners
    return [Math.sin(angle), -Math.cos(angle)] as const
  })

const plus = (turn: number) => {
  const [a, b] = [0.42, 1.15]
  const arm = [
    [-a, -b],
    [a, -b],
    [a, -a],
    [b, -a],
    [b, a],
    [a, a],
    [a, b],
    [-a, b],
    [-a, a],
    [-b, a],
    [-b, -a],
    [-a, -a],
  ] as const
  return arm.map(
    ([x, y]) =>
      [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)] as const,
  )
}

const scaled = (shape: readonly (readonly [number, number])[], by: number) =>
  shape.map(([x, y]) => [x * by, y * by] as const)

/** Corners around (0, 0), all of about the same area as a circle of radius 1; null is that circle. */
const SHAPES: readonly (readonly (readonly [number, number])[] | null)[] = [
  null,
  scaled(ring(4, Math.PI / 4), 1.25),
  scaled(ring(3, 0), 1.4),
  scaled(ring(4, 0), 1.35),
  plus(0),
  scaled(ring(3, Math.PI), 1.4),
  plus(Math.PI / 4),
  scaled(ring(6, Math.PI / 6), 1.15),
]

const place = (index: number) => Math.abs(Math.trunc(index)) % SHAPES.length

/** True for runs 9 … 16: the marker is drawn as an outline. */
export const isHollow = (index: number) => Math.floor(Math.abs(index) / SHAPES.length) % 2 === 1

/** The dash of run number `index`, in pixels; runs 9 … 16 repeat the hues with the next dash but two. */
export const runDash = (index: number): number[] =>
  DASHES[(place(index) + (isHollow(index) ? 3 : 0)) % DASHES.length]!

/** The corners of the marker of run number `index` around (0, 0); null: a circle. */
export const markerCorners = (index: number) => SHAPES[place(index)]!

/** The marker of run number `index` as an SVG path; the same on stage, curve, card and board. */
export function markerPath(index: number, radius: number): string {
  const at = (v: number) => (v * radius).toFixed(2)
  const corners = markerCorners(index)
  if (corners) return `M${corners.map(([x, y]) => `${at(x)},${at(y)}`).join('L')}Z`
  const half = (to: 1 | -1) => `A${at(1)},${at(1)} 0 1 1 ${at(to)},0`
  return `M${at(1)},0${half(-1)}${half(1)}Z`
}
