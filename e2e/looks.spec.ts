import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { test } from './lab.ts'

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

type Violation = { id: string; nodes: readonly { html: string }[] }

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme}`, () => {
    test.use({ colorScheme: theme })
    test('the page has no fault that axe finds', async ({ lab, page }) => {
      await lab.openAtEnd('#v=1&T=bad&run=sgd(lr=0.001)&run=adam(lr=0.1)~cosine')
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expect(page.locator('.formula .katex').first()).toBeVisible()
      await page.evaluate(axe)
      const found = await page.evaluate<readonly Violation[]>(
        'axe.run().then(({ violations }) => violations)',
      )
      expect(found.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([])
    })
  })
}

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
