import { expect, type Page } from '@playwright/test'
import { rgb } from 'd3'
import { themes } from '../src/plots/colors.ts'
import { type Lab, test, trace } from './lab.ts'

type Point = { readonly x: number; readonly y: number }

/** From the plane to the screen, as the numbers along the stage's axes have it. */
async function scaleOf(page: Page): Promise<(x: number, y: number) => Point> {
  const { across, up } = await page.locator('.stage-plot').evaluate((plot) => {
    const ticks = [...plot.querySelectorAll('svg g[aria-hidden] g[transform] > line')]
    const read = ticks.map((line) => {
      const { x, y } = line.getBoundingClientRect()
      const text = line.parentElement?.querySelector('text')?.textContent ?? ''
      return { x, y, value: Number(text.replace('−', '-')), down: line.hasAttribute('y2') }
    })
    return { across: read.filter(({ down }) => down), up: read.filter(({ down }) => !down) }
  })
  const line = (ticks: readonly { at: number; value: number }[]) => {
    const [first, last] = [ticks[0]!, ticks.at(-1)!]
    const unit = (last.at - first.at) / (last.value - first.value)
    return (value: number) => first.at + (value - first.value) * unit
  }
  const toX = line(across.map(({ x, value }) => ({ at: x, value })))
  const toY = line(up.map(({ y, value }) => ({ at: y, value })))
  return (x, y) => ({ x: toX(x), y: toY(y) })
}

/** How near the stage's canvases come to a colour within two pixels of a place: 0 is that colour. */
const nearness = (page: Page, at: Point, color: string) =>
  page.locator('.stage-plot').evaluate(
    (plot, { x, y, wanted }) => {
      let least = Infinity
      for (const canvas of plot.querySelectorAll('canvas')) {
        const { left, top } = canvas.getBoundingClientRect()
        if (canvas.width === 0) continue
        const [px, py] = [Math.round(x - left), Math.round(y - top)]
        // Reading a canvas itself again and again would move it off the graphics processor.
        const copy = new OffscreenCanvas(5, 5).getContext('2d')!
        copy.drawImage(canvas, 2 - px, 2 - py)
        const { data } = copy.getImageData(0, 0, 5, 5)
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3]! < 200) continue
          const off = wanted.map((part, k) => Math.abs(part - data[i + k]!))
          least = Math.min(least, Math.max(...off))
        }
      }
      return least
    },
    { ...at, wanted: [rgb(color).r, rgb(color).g, rgb(color).b] },
  )

/** How many pixels of each of the stage's canvases are painted. */
const painted = (page: Page) =>
  page.locator('.stage-plot canvas').evaluateAll((all) =>
    all.map((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      return data.filter((_, i) => i % 4 === 3 && data[i]! > 0).length
    }),
  )

/** The width of what the stage shows, in units of the plane. */
async function spanOf(lab: Lab): Promise<number> {
  const at = await scaleOf(lab.page)
  return 1000 / (at(1, 0).x - at(0, 0).x)
}

const colors = themes.light.runs
const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test.use({ colorScheme: 'light' })

test('heads stand where the trace says, at every step and after a drag', async ({ lab, page }) => {
  const link =
    '#v=1&f=beale&x=-2,2&T=60&run=sgd(lr=0.001)&run=adam(lr=0.1)&run=rmsprop(lr=0.03)&theme=light'
  await lab.open(`${link}&k=30`)
  const standing = async (k: number) => {
    const at = await scaleOf(page)
    for (const [i, { theta }] of trace(lab.link()).runs.entries())
      await expect.poll(() => nearness(page, at(...theta[k]!), colors[i]!)).toBeLessThan(12)
  }
  await standing(30)
  await page.keyboard.press('End')
  await standing(60)
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 90, { steps: 12 })
  await page.mouse.up()
  await expect.poll(() => lab.link()).not.toContain('x=-2,2')
  const [startX, startY] = await Promise.all(['x', 'y'].map((name) => lab.field(name).inputValue()))
  await expect.poll(() => lab.link()).toContain(`x=${startX},${startY}`)
  await standing(60)
})

test('arrows of the gradient come and go', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)')
  const button = tool(page, 'Gradient arrows')
  const most = async () => (await painted(page))[2]
  expect(await most()).toBe(0)
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(most).toBeGreaterThan(1000)
  await button.click()
  await expect.poll(most).toBe(0)
})

test('buttons and keys zoom, the link keeps the view, the whole surface comes back', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)')
  const whole = await spanOf(lab)
  await expect(tool(page, 'Whole surface')).toBeDisabled()
  await tool(page, 'Zoom in').click()
  await expect.poll(async () => whole / (await spanOf(lab))).toBeCloseTo(1.5, 1)
  await expect.poll(() => lab.link()).toContain('view=')
  await page.getByRole('group', { name: 'Loss surface' }).press('+')
  await expect.poll(async () => whole / (await spanOf(lab))).toBeCloseTo(2.25, 1)
  await tool(page, 'Zoom out').click()
  await expect.poll(async () => whole / (await spanOf(lab))).toBeCloseTo(1.5, 1)
  await tool(page, 'Whole surface').click()
  await expect.poll(async () => whole / (await spanOf(lab))).toBeCloseTo(1, 2)
  await expect(tool(page, 'Whole surface')).toBeDisabled()
  await expect.poll(() => lab.link()).not.toContain('view=')
})

test('levels for the view are other levels, and the legend says so', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)&view=2,4,1,3')
  const legend = page.locator('.stage-plot svg').getByText('f, in this view')
  await expect(legend).toBeHidden()
  await tool(page, 'Levels for this view').click()
  await expect(legend).toBeVisible()
})

test('a start out of view is pointed at; pressed, it comes into view', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=himmelblau&x=-40,3&T=10&run=sgd(lr=0.00001)')
  const pointer = page.getByRole('button', { name: 'Start of all runs: −40, 3' })
  await pointer.click()
  await expect(pointer).toHaveCount(0)
  const stage = (await page.locator('.stage-plot').boundingBox())!
  await expect.poll(async () => (await lab.handle()).x).toBeGreaterThan(stage.x)
  const at = await scaleOf(page)
  const { x, y } = await lab.handle()
  expect(Math.hypot(at(-40, 3).x - x, at(-40, 3).y - y)).toBeLessThan(2)
})

test('a run with a start of its own has a handle of its own', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=30&run=sgd(lr=0.001)~start(-2,2)&run=adam(lr=0.1)')
  const handle = page.getByRole('slider', { name: 'Start of SGD' })
  const box = (await handle.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const at = await scaleOf(page)
  expect(Math.hypot(at(-2, 2).x - x, at(-2, 2).y - y)).toBeLessThan(2)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 50, y + 40, { steps: 10 })
  await page.mouse.up()
  const off = () => {
    const [, ownX, ownY] = /start\(([^,]+),([^)]+)\)/.exec(lab.link()) ?? []
    const place = at(Number(ownX), Number(ownY))
    return Math.hypot(place.x - x - 50, place.y - y - 40)
  }
  await expect.poll(off).toBeLessThan(2)
  expect(lab.link()).toContain('x=1,1')
  const [own, common] = trace(lab.link()).runs
  expect(lab.link()).toContain(`start(${own!.theta[0]!.join(',')})`)
  expect(common!.theta[0]).toEqual([1, 1])
  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toContain('start(-2,2)')
})

test('on a graph the next step is drawn across from the run', async ({ lab, page }) => {
  await lab.open('#v=1&f=:x^2&x=10,0&T=20&run=sgd(lr=1.1)&theme=light&k=1')
  const [{ theta, loss }] = trace(lab.link()).runs as [ReturnType<typeof trace>['runs'][number]]
  const at = await scaleOf(page)
  for (const part of [0.2, 0.5, 0.8]) {
    const x = theta[1]![0] + part * (theta[2]![0] - theta[1]![0])
    await expect.poll(() => nearness(page, at(x, loss[1]!), colors[0]!)).toBeLessThan(40)
  }
})

test('where the page scrolls the wheel is the page’s until the stage has the focus', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)')
  const whole = await spanOf(lab)
  const box = (await page.locator('.stage-plot').boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.wheel(0, 120)
  await expect(page.getByText('to zoom with the wheel')).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(50)
  expect(await spanOf(lab)).toBeCloseTo(whole, 6)
  await page.getByRole('group', { name: 'Loss surface' }).focus()
  await page.mouse.wheel(0, -120)
  await expect.poll(async () => whole / (await spanOf(lab))).toBeGreaterThan(1.1)
})

test('a link may hide the tools and hold the view', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)&hide=tools')
  await expect(tool(page, 'Zoom in')).toHaveCount(0)
  await lab.openAtEnd('#v=1&f=himmelblau&x=-1,1&T=10&run=sgd(lr=0.001)&lock=view')
  await expect(tool(page, 'Zoom in')).toBeDisabled()
  await expect(tool(page, 'Gradient arrows')).toBeEnabled()
})

test('a start where f has no value stands on the axis and can be moved away', async ({
  lab,
  page,
}) => {
  await lab.open('#v=1&f=:log(x)&x=-4,0&run=adam')
  await expect(lab.start).toHaveAttribute('aria-valuetext', 'x −4, f –')
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 420, y, { steps: 4 })
  await page.mouse.up()
  await expect
    .poll(async () => Number(await lab.start.getAttribute('aria-valuenow')))
    .toBeGreaterThan(1)
  await expect(lab.start).not.toHaveAttribute('aria-valuetext', /–$/)
})

test('the start stays where it is held when the window changes its size', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await lab.open('#v=1&f=beale&x=1,1&T=20&run=adam')
  const place = async () => Number(await lab.start.getAttribute('aria-valuenow'))
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 120, y, { steps: 4 })
  await expect.poll(place).toBeLessThan(0.5)
  const before = await place()
  await page.setViewportSize({ width: 1250, height: 900 })
  await expect.poll(async () => (await lab.handle()).x).not.toBeCloseTo(x - 120, 0)
  await page.mouse.move(x - 119, y)
  await page.mouse.move(x - 120, y)
  await page.mouse.up()
  expect(Math.abs((await place()) - before)).toBeLessThan(0.1)
})
