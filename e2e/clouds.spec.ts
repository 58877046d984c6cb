import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { settled, sharesNear } from './ink.ts'
import { test, shown, trace } from './lab.ts'

test.use({ neighbours: true })

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

const LINK = '#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.1)'

const facts = (page: Page) => page.locator('.facts')

test('the first scene’s neighbours flow down the valley', async ({ lab, page }) => {
  await lab.openAtEnd()
  await expect(facts(page)).toContainText('1,024 lanes')
  await expect(page.getByText('Faint points: neighbours of each start')).toBeVisible()
  await lab.scrubber.fill('0')
  const start = await lab.handle()
  // A disc around the start; the view's edge cuts it.
  const first = await settled(
    page,
    ({ share, x, y }) => share > 0 && Math.hypot(x - start.x, y - start.y) < 30,
  )
  await lab.scrubber.fill('150')
  const later = await settled(page, ({ x, y }) => x > first.x + 40 && y > first.y + 40)
  // From a disc to a line along the valley: less of the picture.
  expect(later.share).toBeLessThan(first.share)
  expect(lab.link()).not.toContain('cloud')
})

test('262,144 points on Himmelblau part into four basins', async ({ lab, page }) => {
  await lab.open('#v=1&f=himmelblau&x=0,0&T=300&k=0&run=sgd(lr=0.004)~cloud(n=262144,from=grid)')
  await expect(facts(page)).toContainText('262,144 lanes')
  await expect(page.getByText('Points: a cloud of starts')).toBeVisible()
  const discs = page.locator('.stage svg circle', { has: page.locator('title') })
  const minima = (await Promise.all((await discs.all()).map((disc) => disc.boundingBox())))
    .map((box) => box!)
    .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
  expect(minima).toHaveLength(4)
  // At first all over the domain: few are near a minimum.
  await settled(page, ({ share }) => share > 0.1)
  const sum = (shares: readonly number[]) => shares.reduce((all, share) => all + share, 0)
  expect(sum(await sharesNear(page, minima, 12))).toBeLessThan(0.05)
  await page.keyboard.press('End')
  // A quarter of a million points come behind the clock on a slow machine.
  await expect
    .poll(async () => sum(await sharesNear(page, minima, 12)), { timeout: 20_000 })
    .toBeGreaterThan(0.9)
  for (const share of await sharesNear(page, minima, 12)) expect(share).toBeGreaterThan(0.05)
})

test('a picture says that it leaves clouds out', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await lab.button('Export').click()
  await page.getByRole('tab', { name: 'Picture' }).click()
  await expect(page.getByText('Clouds are left out of the picture.')).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), lab.button('SVG').click()])
  expect(readFileSync(await download.path(), 'utf8')).toContain('(without its clouds)')
})

for (const width of [1200, 1280])
  test(`at ${width} px the bar’s words give way, in Chinese too`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`./${LINK}&lang=zh`)
    await expect(facts(page)).toContainText('步')
    await expect(facts(page)).toContainText('256 条并行轨迹')
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over).toBe(0)
    expect(lab.link()).toContain('lang=zh')
  })

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('what the points are is told, and axe finds no fault', async ({ lab, page }) => {
      await lab.openAtEnd(`${LINK}~cloud(n=1000)&run=sgd(lr=0.01)`)
      await expect(page.getByText('Points: clouds, and neighbours of each start')).toBeVisible()
      await lab.button('Parameters, schedule and transforms of Adam').click()
      await expect(lab.field('Starts of the cloud of Adam')).toBeVisible()
      await lab.button('Colour points by loss').click()
      const scale = page.getByTitle('Colour of the points: loss')
      // The ends of the surface's own levels.
      await expect(scale).toHaveText(/^Points: loss f0[\d.e]+$/)
      await page.evaluate(axe)
      const faults = await page.evaluate<readonly { id: string }[]>(
        'axe.run().then(({ violations }) => violations)',
      )
      expect(faults).toEqual([])
    })
  })

test('float32 needs nothing of float64: with its engine silent, the runs are those of the GPU', async ({
  lab,
  page,
}) => {
  // A worker that comes to life and then answers nothing it is asked.
  await page.route('**/race.worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "postMessage({ kind: 'ready' })" }),
  )
  const link = '#v=1&f=rosenbrock&x=-1.5,2&T=60&engine=f32&run=adam(lr=0.1)&run=sgd(lr=0.001)'
  await page.goto(`./${link}`)
  await expect(page.getByText(/^float32 · WebGL \(/).first()).toBeVisible()
  await page.keyboard.press('End')
  for (const { name, loss } of trace(link).runs) {
    const now = shown(await lab.cell(name, 'now').innerText())
    expect(Math.abs(now / loss.at(-1)! - 1), name).toBeLessThan(1e-3)
  }
})
