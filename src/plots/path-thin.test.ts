import { expect, test } from 'vitest'
import { type Points, emptyPixels, projectPath } from '#plots/path-pixels.ts'
import { pathThinner } from '#plots/path-thin.ts'

const frame = { rect: [0, 100, 0, 100], width: 100, height: 100 } as const
const look = { cell: 0.5, apart: 4 }

/** A path over these places, one unit a pixel. */
function pathOver(places: readonly (readonly [number, number])[]) {
  const theta = Float64Array.from(places.flat())
  const points: Points = {
    xs: theta,
    xStride: 2,
    ys: theta,
    yStride: 2,
    yOffset: 1,
    count: places.length,
  }
  const out = emptyPixels()
  projectPath(points, 0, Infinity, frame, out)
  return out
}

test('a path that never comes back is drawn whole', () => {
  const path = pathOver(Array.from({ length: 500 }, (_, i) => [i / 5, (i * i) / 5000]))
  const { fresh, again } = pathThinner()(path, 0, path.count - 1, look)
  expect(fresh).toEqual(Array.from({ length: path.count - 1 }, (_, i) => i + 1))
  expect(again).toEqual([])
})

test('a swing between two places is drawn once, whatever its number of steps', () => {
  const path = pathOver(Array.from({ length: 100_000 }, (_, i) => [i % 2 ? 20 : 80, 50]))
  const { fresh, again, dots } = pathThinner()(path, 0, path.count - 1, look)
  expect({ fresh, again, dots }).toEqual({ fresh: [1], again: [2], dots: [1, 2] })
  // Each step has its length to the last.
  expect(path.length[path.count - 1]).toBe(60 * 99_999)
})

test('every place of a path lies within a cell of what is drawn', () => {
  const places = Array.from(
    { length: 5000 },
    (_, i) => [50 + 30 * Math.sin(i * 2.4), 50 + 20 * Math.cos(i * 1.7)] as const,
  )
  const path = pathOver(places)
  const { fresh } = pathThinner()(path, 0, path.count - 1, { cell: 2, apart: 4 })
  const cell = (i: number) =>
    [path.at[2 * i]!, path.at[2 * i + 1]!].map((v) => Math.floor(v / 2)).join()
  const drawn = new Set(fresh.map((i) => [cell(i - 1), cell(i)].toSorted().join(' ')))
  expect(fresh.length).toBeLessThan(4900)
  for (let i = 1; i < path.count; i++)
    expect(drawn.has([cell(i - 1), cell(i)].toSorted().join(' '))).toBe(true)
})

test('its memory does not remember the path before', () => {
  const thin = pathThinner()
  const path = pathOver([
    [10, 10],
    [20, 30],
    [40, 10],
  ])
  const first = thin(path, 0, 2, look)
  expect(thin(path, 0, 2, look)).toEqual(first)
  expect(first.fresh).toEqual([1, 2])
})
