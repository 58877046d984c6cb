import { expect } from '@playwright/test'
import { card, menu } from './cards.ts'
import { test } from './lab.ts'

test.use({ neighbours: true })

const ADAM = '#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.05)'

test('a card keeps its width and its slider when its run ends', async ({ lab, page }) => {
  const name = encodeURIComponent('A name that is much too long for one card, and then some')
  await lab.open(`#v=1&f=sphere&x=1,1&T=60&run=${name}:sgd(lr=0.2)&run=sgd(lr=1e3)&k=0`)
  const places = () =>
    page.locator('.card').evaluateAll((cards) =>
      cards.flatMap((node) =>
        [...node.querySelectorAll('input, .card-menu')].map((part) => {
          const { left, right } = part.getBoundingClientRect()
          return [Math.round(left), Math.round(right)]
        }),
      ),
    )
  const before = await places()
  await page.keyboard.press('End')
  await expect(card(page, 0)).toContainText('reached at step')
  await expect(card(page, 1)).toContainText('diverged at step')
  expect(await places()).toEqual(before)
  const edge = await page.locator('.runs').evaluate((node) => node.clientWidth)
  for (const [, right] of before) expect(right).toBeLessThan(edge)
})

test('Space plays after a scene was chosen, and after any button was clicked', async ({
  lab,
  page,
}) => {
  await lab.open(`${ADAM}&k=0`)
  await lab.button('Scenes').click()
  await page.getByRole('dialog').getByRole('link').nth(1).click()
  await expect(lab.pause).toBeFocused()
  await page.keyboard.press('Space')
  await expect(lab.play).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await lab.button('Loop').click()
  await page.keyboard.press('Space')
  await expect(lab.pause).toBeVisible()
  await expect(lab.button('Loop')).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('slider', { name: 'Learning rate of Below' }).focus()
  await page.keyboard.press('Space')
  await expect(lab.play).toBeVisible()
  // Reached by keys, a button has Space for itself.
  await page.keyboard.press('Tab')
  await lab.button('Loop').press('Space')
  await expect(lab.button('Loop')).toHaveAttribute('aria-pressed', 'false')
  await expect(lab.play).toBeVisible()
})

test('focus is never lost: a last run removed, a presentation begun and left', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(ADAM)
  await menu(page, 'Adam', 'Remove')
  await expect(lab.button('Add a run')).toBeFocused()
  await page.keyboard.press('Control+z')
  await lab.button('Presentation').press('Enter')
  await expect(page.getByRole('banner')).toHaveCount(0)
  await expect(lab.play).toBeFocused()
  await lab.button('Leave the presentation').press('Enter')
  await expect(lab.button('Presentation')).toBeFocused()
})

test('Back takes the menu of scenes away', async ({ lab, page }) => {
  await lab.openAtEnd(ADAM)
  await page.evaluate(() => {
    location.hash = '#v=1&f=sphere&x=1,1&T=50&run=sgd(lr=0.1)'
  })
  await expect(page.getByRole('heading', { name: 'Sphere' })).toBeVisible()
  await lab.button('Scenes').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
})

test('Enter without a search changes nothing', async ({ lab, page }) => {
  const link = '#v=1&f=quadratic(kappa=7)&x=1,1&T=60&run=adam(lr=0.05)'
  await lab.openAtEnd(link)
  for (const opener of ['Quadratic', 'Add a run']) {
    await page.locator('.runs').getByRole('button', { name: opener }).first().click()
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await expect(lab.button('Undo')).toBeDisabled()
  expect(lab.link()).toBe(link)
})

test('a slider of an own parameter keeps its range until its end', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=(a=2):a*x^2+y^2&x=1,1&T=20&dom=-2,2,-2,2&run=sgd(lr=0.01)')
  const slider = page.getByRole('slider', { name: /^a\b/ })
  const place = async () => [Number(await slider.inputValue()), await slider.getAttribute('max')]
  const [first, last] = await place()
  await slider.focus()
  for (const by of [1, 2, 3]) {
    await page.keyboard.press('ArrowRight')
    await expect.poll(place).toEqual([Number(first) + by, last])
  }
  const a = page.getByRole('textbox', { name: /^a\b/ })
  await page.keyboard.press('End')
  // Let go at the end, the thumb has room again.
  await expect.poll(async () => Number(await a.inputValue())).toBe(10)
  await expect.poll(async () => (await place())[0]).not.toBe(Number(last))
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => Number(await a.inputValue())).toBeGreaterThan(10)
})

test('a large number is not shown as another', async ({ lab }) => {
  await lab.openAtEnd('#v=1&f=:x^2+y^2&x=1,1&T=20&dom=-1e12,1e12,-1e12,1e12&run=sgd(lr=0.01)')
  const cut = await lab.page.locator('input.number').evaluateAll((fields) =>
    fields.flatMap((field) => {
      const { value, scrollWidth, clientWidth } = field as HTMLInputElement
      return scrollWidth > clientWidth ? [value] : []
    }),
  )
  expect(cut).toEqual([])
  await expect(lab.page.locator('input.number[value="-1e12"]')).toHaveCount(2)
})
