import { expect } from '@playwright/test'
import { test } from './lab.ts'

const LINK = '#v=1&f=beale&x=1,1&T=200&run=adam(lr=0.05)&run=sgd(lr=0.001)'

test('the first scene moves by itself; Space stops it and lets it go on', async ({ lab, page }) => {
  await lab.open()
  await expect(lab.pause).toBeVisible()
  await expect.poll(() => lab.step()).toBeGreaterThan(2)
  await page.keyboard.press('Space')
  await expect(lab.play).toBeVisible()
  const stopped = await lab.step()
  await page.keyboard.press('ArrowRight')
  expect(await lab.step()).toBe(stopped + 1)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  expect(await lab.step()).toBe(stopped - 1)
  await page.keyboard.press('Home')
  expect(await lab.step()).toBe(0)
  await lab.play.click()
  await expect.poll(() => lab.step()).toBeGreaterThan(2)
})

test('buttons step, the slider scrubs, and playing again begins again', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  expect(await lab.step()).toBe(200)
  await lab.button('One step back').click()
  expect(await lab.step()).toBe(199)
  await lab.button('One step forward').click()
  await lab.button('One step forward').click()
  expect(await lab.step()).toBe(200)
  await lab.scrubber.fill('50')
  await expect(page.getByText('50 / 200')).toBeVisible()
  await expect(lab.scrubber).toHaveAttribute('aria-valuetext', 'step 50 of 200')
  await page.getByLabel('Speed').selectOption('16')
  await lab.play.click()
  await expect(lab.play).toBeVisible()
  expect(await lab.step()).toBe(200)
  await lab.button('From the start').click()
  await expect(lab.play).toBeVisible()
  expect(await lab.step()).toBe(200)
})

test('keys that a control needs stay with it', async ({ lab }) => {
  await lab.openAtEnd(LINK)
  await lab.field('Steps').press('Home')
  await lab.field('Steps').press('ArrowLeft')
  expect(await lab.step()).toBe(200)
  await lab.button('Loop').press('Space')
  await expect(lab.button('Loop')).toHaveAttribute('aria-pressed', 'true')
  await expect(lab.play).toBeVisible()
})

test('fewer steps bring the clock back', async ({ lab }) => {
  await lab.openAtEnd(LINK)
  await lab.field('Steps').fill('80')
  await lab.field('Steps').press('Enter')
  expect(await lab.step()).toBe(80)
  await expect.poll(() => lab.link()).toContain('T=80')
  await expect(lab.cell('Adam', 'status')).toHaveText('all 80 steps made')
})

test('a drag on a curve scrubs', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  const box = (await page.getByRole('region', { name: 'Curves' }).boundingBox())!
  await page.mouse.move(box.x + 150, box.y + 120)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 120, { steps: 5 })
  await page.mouse.up()
  expect(await lab.step()).toBeLessThan(120)
  expect(await lab.step()).toBeGreaterThan(0)
})

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })
  test('nothing moves by itself, the whole race is shown', async ({ lab }) => {
    await lab.open()
    await expect(lab.play).toBeVisible()
    expect(await lab.step()).toBe(500)
  })
})
