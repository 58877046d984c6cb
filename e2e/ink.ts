import { expect, type Page } from '@playwright/test'

/** What the swarm's canvas shows: how much ink, where its middle is on the page, its mean colour. */
export type Ink = { share: number; x: number; y: number; color: readonly [number, number, number] }

/** Reads the canvas that the worker draws on, as the page shows it. */
const inkOf = (page: Page): Promise<Ink> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-layer=swarm] canvas')
    const nothing: Ink = { share: 0, x: NaN, y: NaN, color: [0, 0, 0] }
    if (!canvas || canvas.width === 0) return nothing
    const copy = new OffscreenCanvas(canvas.width, canvas.height)
    const context = copy.getContext('2d')!
    context.drawImage(canvas, 0, 0)
    const { data } = context.getImageData(0, 0, copy.width, copy.height)
    const sum = { a: 0, x: 0, y: 0, color: [0, 0, 0] }
    for (let i = 0; i < data.length; i += 4) {
      const a = data[i + 3]!
      if (a === 0) continue
      const place = i / 4
      sum.a += a
      sum.x += a * ((place % copy.width) + 0.5)
      sum.y += a * (Math.floor(place / copy.width) + 0.5)
      for (let c = 0; c < 3; c++) sum.color[c]! += a * data[i + c]!
    }
    if (sum.a === 0) return nothing
    const box = canvas.getBoundingClientRect()
    const [r = 0, g = 0, b = 0] = sum.color.map((each) => each / sum.a)
    return {
      share: sum.a / 255 / (copy.width * copy.height),
      x: box.x + (sum.x / sum.a / copy.width) * box.width,
      y: box.y + (sum.y / sum.a / copy.height) * box.height,
      color: [r, g, b],
    }
  })

/** Waits until there is ink, and it stays the same: the worker has drawn what was asked. */
export async function settled(page: Page, wanted: (ink: Ink) => boolean): Promise<Ink> {
  let last = await inkOf(page)
  await expect
    .poll(
      async () => {
        const ink = await inkOf(page)
        const same = JSON.stringify(ink) === JSON.stringify(last)
        last = ink
        return same && wanted(ink)
      },
      { timeout: 15_000, intervals: [200] },
    )
    .toBe(true)
  return last
}

/** The ink once it has not changed for two seconds: a cloud on its way moves sooner. */
export async function settledFor(page: Page): Promise<Ink> {
  let [last, since] = ['', 0]
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await inkOf(page))
        if (now !== last) [last, since] = [now, performance.now()]
        return performance.now() - since > 2000
      },
      { timeout: 20_000, intervals: [200] },
    )
    .toBe(true)
  return JSON.parse(last) as Ink
}

/** Of the ink on the swarm's canvas: the share within so many pixels of each place on the page. */
export const sharesNear = (
  page: Page,
  places: readonly { x: number; y: number }[],
  radius: number,
) =>
  page.evaluate(
    ({ spots, within }) => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-layer=swarm] canvas')!
      const copy = new OffscreenCanvas(canvas.width, canvas.height)
      const context = copy.getContext('2d')!
      context.drawImage(canvas, 0, 0)
      const { data } = context.getImageData(0, 0, copy.width, copy.height)
      const box = canvas.getBoundingClientRect()
      const shares = spots.map(() => 0)
      let all = 0
      for (let i = 3; i < data.length; i += 4) {
        const a = data[i]!
        if (a === 0) continue
        all += a
        const place = (i - 3) / 4
        const x = box.x + (((place % copy.width) + 0.5) / copy.width) * box.width
        const y = box.y + ((Math.floor(place / copy.width) + 0.5) / copy.height) * box.height
        const near = spots.findIndex((each) => Math.hypot(each.x - x, each.y - y) <= within)
        if (near >= 0) shares[near]! += a
      }
      return shares.map((share) => share / Math.max(1, all))
    },
    { spots: places, within: radius },
  )
