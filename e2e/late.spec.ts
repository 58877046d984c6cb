import { expect, type Page, test as plain } from '@playwright/test'
import { Lab } from './lab.ts'

const WORDS = 'This part of the page could not be loaded.'

/** The page without a part of it: what the browser says of the network is no fault, what the page throws is. */
const test = plain.extend<{ lab: Lab }>({
  lab: async ({ page }, use) => {
    const thrown: string[] = []
    page.on('pageerror', (error) => thrown.push(error.message))
    await use(new Lab(page))
    expect(thrown).toEqual([])
  },
})

/** Keeps files from the page; returns what lets them through. */
async function block(page: Page, files: RegExp): Promise<() => Promise<void>> {
  await page.route(files, (route) => route.abort('internetdisconnected'))
  return () => page.unroute(files)
}

const parts = [
  { button: 'Scenes', files: /ScenesDialog/, role: 'dialog' },
  { button: 'Export', files: /ExportDialog/, role: 'dialog' },
  { button: 'Booth', files: /EntryDialog/, role: 'dialog' },
  { button: 'More for SGD', files: /RunMenu/, role: 'menu' },
] as const

for (const { button, files, role } of parts) {
  test(`${button}: a part that does not come is told, and tried again at the next press`, async ({
    lab,
    page,
  }) => {
    const unblock = await block(page, files)
    await lab.open('#v=1&f=booth&T=20&run=sgd(lr=0.01)')
    await lab.button(button).click()
    const words = page.getByRole('alert').filter({ hasText: WORDS })
    await expect(words).toBeVisible()
    await expect(lab.button(button)).toBeVisible()
    // The words of the first try go with the press: those that are there afterwards are the second's.
    const again = page.waitForEvent('requestfailed', (request) => files.test(request.url()))
    await lab.button(button).press('Enter')
    await again
    await expect(words).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(words).toHaveCount(0)
    await unblock()
    await lab.button(button).click()
    await expect(page.getByRole(role)).toBeVisible()
    await expect(words).toHaveCount(0)
    const unstyled = await page.evaluate(() => {
      const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')]
      const there = new Set(links.filter(({ sheet }) => sheet).map(({ href }) => href))
      return links.map(({ href }) => href).filter((href) => !there.has(href))
    })
    expect(unstyled).toEqual([])
  })
}

test('the words of a scene that do not come leave a button in their place', async ({
  lab,
  page,
}) => {
  const unblock = await block(page, /SceneWords/)
  await lab.open()
  await lab.button('Scenes').click()
  await page.getByRole('dialog').getByRole('link').first().click()
  await expect(page.getByText(WORDS)).toBeVisible()
  await unblock()
  await lab.button('Try again').click()
  await expect(page.locator('#scene-title')).toBeVisible()
  await expect(page.getByText(WORDS)).toHaveCount(0)
})

test('formulas that could not be typeset are, with the next one', async ({ lab, page }) => {
  const gone = page.waitForEvent('requestfailed', (request) => /katex/.test(request.url()))
  const unblock = await block(page, /katex/)
  await lab.open('#v=1&f=booth&T=20&run=adam(lr=0.1)')
  await gone
  await expect(page.locator('.katex')).toHaveCount(0)
  await unblock()
  await expect(async () => {
    await lab.button('Parameters, schedule and transforms of Adam').click()
    await expect(page.locator('.formula .katex').first()).toBeVisible({ timeout: 2000 })
  }).toPass()
})
