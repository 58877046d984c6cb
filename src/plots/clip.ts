/** The part of a segment inside a box, as fractions of the way [enter, leave]; null if there is none. */
export function clipSegment(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  [x0, x1, y0, y1]: readonly [number, number, number, number],
): [enter: number, leave: number] | null {
  if ((ax < x0 && bx < x0) || (ax > x1 && bx > x1) || (ay < y0 && by < y0) || (ay > y1 && by > y1))
    return null
  const [dx, dy] = [bx - ax, by - ay]
  let [enter, leave] = [0, 1]
  // Liang–Barsky: each side of the box cuts the range of t in a + t(b − a).
  for (const [p, q] of [
    [-dx, ax - x0],
    [dx, x1 - ax],
    [-dy, ay - y0],
    [dy, y1 - ay],
  ] as const) {
    if (p === 0) {
      if (q < 0) return null
    } else if (p < 0) enter = Math.max(enter, q / p)
    else leave = Math.min(leave, q / p)
  }
  return enter <= leave ? [enter, leave] : null
}
