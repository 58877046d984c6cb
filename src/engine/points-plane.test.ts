import { describe, expect, test } from 'vitest'
import { pointLook } from '#engine/point-look.ts'
import { paintPoints } from '#engine/points-plane.ts'
import type { SwarmView } from '#engine/swarm-protocol.ts'

const [WIDTH, HEIGHT] = [200, 100]

/** A canvas of 200 × 100 pixels that keeps the discs and the image it was given. */
function fakeContext() {
  const discs: { x: number; y: number; radius: number; color: string; alpha: number }[] = []
  const images: { data: Uint8ClampedArray; width: number; height: number }[] = []
  let path: { x: number; y: number; radius: number } | null = null
  const context = {
    canvas: { width: WIDTH, height: HEIGHT },
    globalAlpha: 1,
    fillStyle: '',
    clearRect() {
      discs.length = 0
      images.length = 0
    },
    beginPath: () => void (path = null),
    arc: (x: number, y: number, radius: number) => void (path = { x, y, radius }),
    fill() {
      if (path) discs.push({ ...path, color: context.fillStyle, alpha: context.globalAlpha })
    },
    createImageData: (width: number, height: number) => ({
      data: new Uint8ClampedArray(4 * width * height),
      width,
      height,
    }),
    putImageData: (image: (typeof images)[number]) => void images.push(image),
  }
  const paint = (view: SwarmView, clouds: Parameters<typeof paintPoints>[2]) =>
    paintPoints(context as unknown as CanvasRenderingContext2D, view, clouds)
  return { paint, discs, images }
}

const view: SwarmView = {
  rect: [-2, 2, -1, 1],
  width: WIDTH,
  height: HEIGHT,
  ratio: 1,
  by: 'run',
  runs: [
    { color: '#ff0000', strength: 'full' },
    { color: '#0000ff', strength: 'faint' },
  ],
  levels: [0, 1],
  palette: ['#000000', '#ffffff'],
}

const all = (n: number, x: number, y: number) => ({
  at: Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? x : y)),
  losses: null,
})

describe('few points', () => {
  test('are discs where the view has them, in their run’s colour', () => {
    const { paint, discs } = fakeContext()
    paint(view, [
      { at: Float32Array.of(0, 0, 1, 0.5), losses: null },
      { at: Float32Array.of(-2, -1), losses: null },
    ])
    expect(discs.map(({ x, y, color }) => [x, y, color])).toEqual([
      [100, 50, 'rgb(255 0 0)'],
      [150, 25, 'rgb(255 0 0)'],
      [0, 100, 'rgb(0 0 255)'],
    ])
    expect(discs[2]!.alpha).toBeLessThan(discs[0]!.alpha)
    expect(discs[0]!.radius).toBeCloseTo(1.1)
  })

  test('are nowhere if they are no number, hidden or out of sight', () => {
    const { paint, discs } = fakeContext()
    const at = Float32Array.of(NaN, 0, 0, NaN, Infinity, 0, 9, 0, 0, -9, 0, 0)
    paint(view, [{ at, losses: null }])
    expect(discs).toHaveLength(1)
    const [run] = view.runs
    paint({ ...view, runs: [{ ...run!, strength: 'hidden' }] }, [all(3, 0, 0), all(3, 0, 0)])
    expect(discs).toEqual([])
  })

  test('take the colour of their loss, or their run’s where there is none', () => {
    const { paint, discs } = fakeContext()
    const losses = Float32Array.of(0, 0.5, 7, NaN)
    paint({ ...view, by: 'loss' }, [{ ...all(4, 0, 0), losses }])
    expect(discs.map(({ color }) => color)).toEqual([
      'rgb(0 0 0)',
      'rgb(128 128 128)',
      'rgb(255 255 255)',
      'rgb(255 0 0)',
    ])
  })
})

describe('many points', () => {
  test('are written into one picture, heavier where there are more', () => {
    const { paint, images, discs } = fakeContext()
    const n = 6000
    // all but three in the middle
    const { at } = all(n, 0.01, -0.01)
    at.set([-1, 0.5, NaN, 0, 5, 0])
    paint(view, [{ at, losses: null }])
    expect(discs).toEqual([])
    const [image] = images
    let ink = 0
    image!.data.forEach((byte, i) => {
      if (i % 4 === 3) ink += byte
      if (i % 4 === 2) expect(byte).toBe(0)
    })
    const alphaAt = (x: number, y: number) => image!.data[4 * (y * WIDTH + x) + 3]!
    expect(alphaAt(100, 50)).toBeGreaterThan(250)
    // a lone point has the weight of its look, on the pixels that it touches
    const { size, alpha } = pointLook(n, 'full')
    const lone = [49, 50, 51].flatMap((x) => [24, 25, 26].map((y) => alphaAt(x, y)))
    const weight = lone.reduce((a, b) => a + b, 0) / 255
    expect(weight).toBeCloseTo(alpha * size ** 2, 1)
    expect(ink).toBeGreaterThan(0)
  })

  test('of two runs lie over each other', () => {
    const { paint, images } = fakeContext()
    paint(view, [all(3000, 0.01, 0.01), all(3000, 0.01, 0.01)])
    const [red, , blue, alpha] = images[0]!.data.slice(4 * (49 * WIDTH + 100))
    // the second run's points are above; a byte a channel is not exact
    expect(red).toBeLessThan(3)
    expect(blue).toBeGreaterThan(252)
    expect(alpha).toBeGreaterThan(252)
  })
})
