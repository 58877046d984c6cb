/**
 * Lines of equal height over a grid by marching squares, as interleaved x y in cells of the grid: value (i, j)
 * lies at (i+½, j+½); one list of lines for each of the ascending `heights` (254 at most). A line ends at the
 * edge of the grid and at NaN. d3-contour gives the same lines, but as polygons with holes: finding whose hole
 * is whose takes many frames where a surface has many hollows.
 */
export function traceContours(
  values: Float64Array,
  nx: number,
  ny: number,
  heights: readonly number[],
): Float32Array[][] {
  const bands = bandsOf(values, heights)
  const starts = edgesByHeight(bands, nx, ny, heights.length)
  // The height (from 1) that last used an edge.
  const used = [new Uint8Array(nx * ny), new Uint8Array(nx * ny)] as const
  let level = 0
  let stamp = 0

  /** True if the level lies between the ends of an edge; `beyond` is the step from one end to the other. */
  const crosses = (at: number, beyond: number) => {
    const [a, b] = [bands[at]!, bands[at + beyond]!]
    return a >= stamp !== b >= stamp && a !== NOWHERE && b !== NOWHERE
  }

  const point = (line: number[], kind: Kind, i: number, j: number) => {
    const at = j * nx + i
    const [a, b] = [values[at]!, values[at + (kind === FLAT ? 1 : nx)]!]
    const way = (level - a) / (b - a)
    const t = way >= 0 && way <= 1 ? way : 0.5
    line.push(i + 0.5 + (kind === FLAT ? t : 0), j + 0.5 + (kind === FLAT ? 0 : t))
  }

  /** Walks from an edge into the cell (ci, cj) and on, until the line ends or meets itself. */
  function follow(
    kind: Kind,
    i: number,
    j: number,
    ci: number,
    cj: number,
  ): { line: number[]; closed: boolean } {
    const line: number[] = []
    for (;;) {
      if (ci < 0 || cj < 0 || ci >= nx - 1 || cj >= ny - 1) return { line, closed: false }
      const at = cj * nx + ci
      const left = crosses(at, nx)
      const right = crosses(at + 1, nx)
      const bottom = crosses(at, 1)
      const top = crosses(at + nx, 1)
      // Which side the line came in by, and goes out by.
      const from: Side = kind === FLAT ? (j === cj ? BOTTOM : TOP) : i === ci ? LEFT : RIGHT
      const to = exit(from, left, right, bottom, top, at)
      if (to === null) return { line, closed: false }
      kind = to === BOTTOM || to === TOP ? FLAT : STEEP
      i = to === RIGHT ? ci + 1 : ci
      j = to === TOP ? cj + 1 : cj
      if (used[kind][j * nx + i] === stamp) return { line, closed: true }
      used[kind][j * nx + i] = stamp
      point(line, kind, i, j)
      if (to === LEFT) ci--
      else if (to === RIGHT) ci++
      else if (to === TOP) cj++
      else cj--
    }
  }

  function exit(
    from: Side,
    left: boolean,
    right: boolean,
    bottom: boolean,
    top: boolean,
    at: number,
  ): Side | null {
    if (left && right && bottom && top) {
      // At a saddle the mean of the corners decides which of them are joined.
      const mean = (values[at]! + values[at + 1]! + values[at + nx]! + values[at + nx + 1]!) / 4
      const joined = values[at]! >= level === mean >= level
      return (joined ? ACROSS : AROUND)[from]
    }
    if (left && from !== LEFT) return LEFT
    if (right && from !== RIGHT) return RIGHT
    if (bottom && from !== BOTTOM) return BOTTOM
    return top && from !== TOP ? TOP : null
  }

  function lineThrough(kind: Kind, i: number, j: number): Float32Array | null {
    used[kind][j * nx + i] = stamp
    const start: number[] = []
    point(start, kind, i, j)
    const ahead = follow(kind, i, j, i, j)
    if (ahead.closed) return Float32Array.from([...start, ...ahead.line, ...start])
    const back = kind === FLAT ? follow(kind, i, j, i, j - 1) : follow(kind, i, j, i - 1, j)
    const joined = Float32Array.from([...reversed(back.line), ...start, ...ahead.line])
    return joined.length > 2 ? joined : null
  }

  return heights.map((height, h) => {
    level = height
    stamp = h + 1
    return starts[h]!.flatMap((edge) => {
      const [kind, at] = [edge % 2 === 0 ? FLAT : STEEP, edge >> 1]
      if (used[kind][at] === stamp) return []
      return lineThrough(kind, at % nx, Math.floor(at / nx)) ?? []
    })
  })
}

const NOWHERE = 255

/** How many of the heights are at or below each value; NOWHERE for NaN. */
function bandsOf(values: Float64Array, heights: readonly number[]): Uint8Array {
  const bands = new Uint8Array(values.length)
  let band = 0
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    // Neighbours are alike, so the band of the last one is the best guess.
    while (band > 0 && value < heights[band - 1]!) band--
    while (band < heights.length && value >= heights[band]!) band++
    bands[at] = Number.isNaN(value) ? NOWHERE : band
  }
  return bands
}

/** For each height the edges it crosses, as 2·(index of the first end) + kind. */
function edgesByHeight(bands: Uint8Array, nx: number, ny: number, count: number): number[][] {
  const edges = Array.from({ length: count }, (): number[] => [])
  const note = (at: number, beyond: number, kind: Kind) => {
    const [a, b] = [bands[at]!, bands[at + beyond]!]
    if (a === b || a === NOWHERE || b === NOWHERE) return
    for (let h = Math.min(a, b); h < Math.max(a, b); h++) edges[h]!.push(2 * at + kind)
  }
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      if (i < nx - 1) note(j * nx + i, 1, FLAT)
      if (j < ny - 1) note(j * nx + i, nx, STEEP)
    }
  return edges
}

/** An edge of the grid from (i, j) to its right neighbour, or to the one above. */
type Kind = 0 | 1
const [FLAT, STEEP] = [0, 1] as const
type Side = 0 | 1 | 2 | 3
const [LEFT, RIGHT, BOTTOM, TOP] = [0, 1, 2, 3] as const
// Where a line that comes in by left, right, bottom, top goes out of a saddle…
/** …if lower left and upper right are joined: it cuts off the other two corners; */
const ACROSS = [TOP, BOTTOM, RIGHT, LEFT] as const
/** …and if they are not: it cuts off these two. */
const AROUND = [BOTTOM, TOP, LEFT, RIGHT] as const

function reversed(line: readonly number[]): number[] {
  const back: number[] = []
  for (let i = line.length - 2; i >= 0; i -= 2) back.push(line[i]!, line[i + 1]!)
  return back
}
