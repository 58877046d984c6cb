import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { type Lab, test } from './lab.ts'

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

type Violation = { id: string; nodes: readonly { html: string }[] }

const LINK = '#v=1&T=bad&run=sgd(lr=0.001)&run=adam(lr=0.1)~cosine'

/** States of the page that look different. */
const states: Readonly<Record<string, (lab: Lab) => Promise<void>>> = {
  'with a message': async () => {},
  'with panels folded away': async (lab) => {
    for (const panel of ['runs', 'scoreboard', 'curves'])
      await lab.button(`Show the ${panel}`).click()
    await expect(lab.page.getByRole('region', { name: 'Curves' })).toBeHidden()
  },
  'in a presentation': async (lab) => {
    await lab.button('Presentation').click()
    await expect(lab.button('Leave the presentation')).toBeVisible()
  },
  'with a dialog': async (lab) => {
    await lab.button('Open a link').click()
    await lab.page.getByRole('textbox', { name: 'Link of a setup' }).fill('v=1&f=nowhere&bad=1')
  },
  'with the scoreboard sorted': async (lab) => {
    await lab.page.getByRole('columnheader', { name: 'best' }).getByRole('button').click()
  },
}

for (const theme of ['light', 'dark'] as const)
  for (const [state, reach] of Object.entries(states))
    test.describe(`in the ${theme}`, () => {
      test.use({ colorScheme: theme })
      test(`the page ${state} has no fault that axe finds`, async ({ lab, page }) => {
        await lab.openAtEnd(LINK)
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
        await expect(page.locator('.formula .katex').first()).toBeVisible()
        await reach(lab)
        await page.evaluate(axe)
        const found = await page.evaluate<readonly Violation[]>(
          'axe.run().then(({ violations }) => violations)',
        )
        expect(found.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual(
          [],
        )
      })
    })

test('the frame of the browser takes the colour of the chosen theme', async ({ lab, page }) => {
  await lab.open()
  const colors = () =>
    page
      .locator('meta[name="theme-color"]')
      .evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content')))
  for (const [choose, color] of [
    ['Dark theme', '#0d1220'],
    ['Light theme', '#ffffff'],
  ] as const) {
    await lab.button(choose).click()
    expect(new Set(await colors())).toEqual(new Set([color]))
  }
})

test('panels fold away, give their room to the stage, and stay so', async ({ lab, page }) => {
  await lab.openAtEnd()
  const stage = page.getByRole('figure', { name: 'Stage' })
  const width = async () => (await stage.boundingBox())?.width ?? 0
  const height = async () => (await stage.boundingBox())?.height ?? 0
  const [wide, high] = [await width(), await height()]
  const curves = page.getByRole('region', { name: 'Curves' })
  await lab.button('Show the curves').press('Enter')
  await expect(curves).toBeHidden()
  await expect.poll(width).toBe(wide + 360)
  await lab.button('Show the runs').press('Enter')
  await expect.poll(width).toBe(wide + 360 + 320)
  await lab.button('Show the scoreboard').press('Enter')
  await expect.poll(height).toBeGreaterThan(high + 100)
  await page.reload()
  await lab.start.waitFor()
  await expect(curves).toBeHidden()
  expect(await width()).toBe(wide + 360 + 320)
  for (const panel of ['curves', 'runs', 'scoreboard'])
    await lab.button(`Show the ${panel}`).press('Enter')
  await expect(curves).toBeVisible()
  await expect.poll(width).toBe(wide)
})

test('a presentation is the stage in large type; positions stay true', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.05)')
  // Of a word on the stage; of a button.
  const height = async (part: string) => (await page.locator(part).first().boundingBox())!.height
  const text = () => height('.stage-plot svg text')
  const size = () => height('.timeline .button')
  const [small, smallText] = [await size(), await text()]
  const link = lab.link()
  await page.keyboard.press('p')
  await expect(page.getByRole('banner')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Setup and runs' })).toBeHidden()
  await expect(lab.play).toBeVisible()
  await expect(lab.cell('Adam', 'now')).toBeVisible()
  await expect.poll(async () => (await size()) / small).toBeCloseTo(1.4, 2)
  // Letters are laid on whole pixels.
  expect(Math.abs((await text()) - 1.4 * smallText)).toBeLessThanOrEqual(1)
  const stage = (await page.getByRole('figure', { name: 'Stage' }).boundingBox())!
  expect(stage.width).toBeGreaterThan(1270)
  expect(lab.link()).toBe(link)
  // The ring follows the pointer, pixel by pixel of the screen.
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 80, y + 50, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => Math.abs((await lab.handle()).x - (x - 80))).toBeLessThan(2)
  expect(Math.abs((await lab.handle()).y - (y + 50))).toBeLessThan(2)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('banner')).toBeVisible()
  await expect.poll(size).toBe(small)
})

test('the theme is chosen, kept, and follows the system until then', async ({ lab, page }) => {
  await lab.open()
  const root = page.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await lab.button('Light theme').click()
  await expect(root).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(root).toHaveAttribute('data-theme', 'light')
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(28, 35, 48)')
})

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [800, 900],
  [390, 844],
] as const) {
  test(`nothing is cut off at ${width} × ${height}`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height })
    await lab.openAtEnd()
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(beyond).toBe(0)
    for (const name of ['Stage', 'Timeline', 'Curves', 'Scoreboard']) {
      const part = page
        .getByRole('region', { name, exact: true })
        .or(page.getByRole('figure', { name, exact: true }))
      const box = (await part.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.width).toBeGreaterThan(200)
      expect(box.height).toBeGreaterThanOrEqual(36)
    }
  })
}
