import { expect, test } from 'vitest'
import { contourLines } from '#plots/contour-lines.ts'

const N = 60

function field(f: (x: number, y: number) => number) {
  const at = (i: number) => -2 + ((i + 0.5) / N) * 4
  const values = Float64Array.from({ length: N * N }, (_, k) => f(at(k % N), at(Math.floor(k / N))))
  return { values, nx: N, ny: N, rect: [-2, 2, -2, 2] as const }
}

test('every level in view has its line', () => {
  const lines = contourLines(
    field((x, y) => x * x + y * y),
    [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 8],
  )
  expect(lines.every(({ pieces }) => pieces.length > 0)).toBe(true)
})

test('a valley finer than the grid leaves no shreds', () => {
  const levels = [0, 0.05, 1, 10, 100, 200, 500, 1000, 3000]
  const [deepest] = contourLines(
    field((x, y) => (1 - x) ** 2 + 400 * (y - x * x) ** 2),
    levels,
  )
  for (const piece of deepest!.pieces) expect(piece.length).toBeGreaterThan(20)
})

test.each([[0], [1]])('a grid %s cells high has no lines', (ny) => {
  expect(
    contourLines({ values: new Float64Array(5), nx: 5, ny, rect: [0, 1, 0, 1] }, [0, 1]),
  ).toEqual([])
})
