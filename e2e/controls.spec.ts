import { expect, type Locator } from '@playwright/test'
import { test } from './lab.ts'

const NOISY = '#v=1&f=booth&T=20&noise=0.5&run=adam(lr=0.1)'

/** A place on a slider's track, in parts of its width. */
async function onTrack(slider: Locator, part: number): Promise<{ x: number; y: number }> {
  const box = (await slider.boundingBox())!
  return { x: box.x + box.width * part, y: box.y + box.height / 2 }
}

test('a refused text gives way to the value as soon as that changes, for good', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(NOISY)
  const field = lab.field('Noise σ')
  const slider = page.getByRole('slider', { name: 'Spread of the noise, σ' })
  await field.fill('abc')
  await field.press('Tab')
  await expect(field).toHaveValue('abc')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await slider.press('Home')
  await expect(field).toHaveValue('0')
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  // The page's Undo, from within the field: nothing is being typed there.
  await field.press('ControlOrMeta+z')
  await expect(field).toHaveValue('0.5')
  await expect.poll(() => lab.link()).toContain('noise=0.5')
})

test('keys that choose characters take nothing over', async ({ lab }) => {
  await lab.openAtEnd(NOISY)
  const field = lab.field('Noise σ')
  await field.fill('0.75')
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await field.dispatchEvent('keydown', { key: 'Escape', isComposing: true })
  await expect(field).toHaveValue('0.75')
  expect(lab.link()).toContain('noise=0.5')
  await field.press('Enter')
  await expect.poll(() => lab.link()).toContain('noise=0.75')
})

test('a double-click away from the mark is one step of Undo', async ({ lab, page }) => {
  await lab.openAtEnd(NOISY)
  const field = lab.field('Noise σ')
  const slider = page.getByRole('slider', { name: 'Spread of the noise, σ' })
  const { x, y } = await onTrack(slider, 0.85)
  await page.mouse.dblclick(x, y)
  await expect(field).toHaveValue('0')
  await lab.button('Undo').click()
  await expect(field).toHaveValue('0.5')
  await expect(lab.button('Undo')).toBeDisabled()
  await lab.button('Redo').click()
  await expect(field).toHaveValue('0')
})

test('a thumb brought back where it was lets go of its track', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=booth&T=20&noise=3&run=adam(lr=0.1)')
  const field = lab.field('Noise σ')
  const slider = page.getByRole('slider', { name: 'Spread of the noise, σ' })
  const wide = await slider.getAttribute('max')
  await field.fill('0.5')
  await field.press('Enter')
  await expect(slider).not.toHaveAttribute('max', wide!)
  const from = await onTrack(slider, 0.5)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y, { steps: 4 })
  await expect(field).not.toHaveValue('0.5')
  await page.mouse.move(from.x, from.y, { steps: 4 })
  await page.mouse.up()
  await expect(field).toHaveValue('0.5')
  await expect(async () => {
    await slider.press('ControlOrMeta+z')
    await expect(field).toHaveValue('3', { timeout: 200 })
  }).toPass()
  await expect(slider).toHaveAttribute('max', wide!)
})

test('a value that a slider moves is set in its place, not anew', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=booth&T=20&run=adam(lr=0.1)')
  await lab.button('Parameters, schedule and transforms of Adam').click()
  const value = page.locator('.card-summary .tex').first()
  await expect(value).toContainText('0.9')
  const node = await value.elementHandle()
  await page.getByRole('slider', { name: 'beta1 of Adam' }).press('Home')
  await expect(value).not.toContainText('0.9')
  expect(await node?.evaluate((element) => element.isConnected)).toBe(true)
})
