import { expect } from '@playwright/test'
import { test } from './lab.ts'

test('what is bad in a link is named, what is good is kept', async ({ lab }) => {
  await lab.open('#v=1&f=beale&x=1,oops&T=300&run=sgd(lr=0.001)&run=adam(lr=fast)&colour=red')
  for (const said of ['oops', 'fast', 'colour']) await expect(lab.message).toContainText(said)
  await expect(lab.field('Steps')).toHaveValue('300')
  await expect(lab.field('x')).toHaveValue('1')
  await expect(lab.field('y')).toHaveValue('1.5')
  await expect(lab.field('Learning rate of SGD')).toHaveValue('0.001')
  await expect(lab.field('Learning rate of Adam')).toHaveValue('0.001')
  await lab.button('Dismiss').click()
  await expect(lab.message).toBeEmpty()
})

test('nonsense opens the default scene with a message', async ({ lab }) => {
  await lab.open('#%%%<script>alert(1)</script>&run=nobody&f=((((')
  await expect(lab.message).not.toBeEmpty()
  await expect(lab.cell('SGD', 'now')).not.toHaveText('–')
})

test('another link in the same tab is one Undo away from the one before', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await page.evaluate(() => {
    location.hash = '#v=1&f=himmelblau&x=0,0&T=70&run=sgd(lr=0.01)'
  })
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await lab.button('Undo').click()
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(lab.field('Steps')).toHaveValue('50')
  await expect.poll(() => lab.link()).toContain('f=beale')
})

test('the setup is kept across reloads; a link beats it, and it is one Undo away', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd()
  await lab.field('Steps').fill('123')
  await lab.field('Steps').press('Enter')
  await expect.poll(() => lab.link()).toContain('T=123')
  await page.goto('about:blank')
  await lab.open()
  await expect(lab.field('Steps')).toHaveValue('123')
  await expect.poll(() => lab.link()).toContain('T=123')

  await page.goto('about:blank')
  await lab.open('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await expect(lab.field('Steps')).toHaveValue('50')
  await lab.button('Undo').click()
  await expect(lab.field('Steps')).toHaveValue('123')
})

test('a link fixes step, view, theme and language', async ({ lab, page }) => {
  await page.goto(
    './#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)&view=0,4,-1,2&k=20&lang=zh&theme=dark',
  )
  await expect(page.getByText('20 / 50')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible()
  expect(lab.link()).toMatch(/view=0,4,-1,2&k=20&lang=zh&theme=dark$/)
  await page.getByRole('button', { name: 'Show in English' }).or(page.getByText('English')).click()
  await expect(lab.play).toBeVisible()
  await lab.scrubber.fill('30')
  await expect.poll(() => lab.link()).toMatch(/view=0,4,-1,2&theme=dark$/)
})
