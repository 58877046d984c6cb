import { expect, type Page } from '@playwright/test'
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

test('a link is opened by pasting it anywhere; Back and Forward go there and back', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await lab.field('Learning rate of Adam').fill('0.07')
  await lab.field('Learning rate of Adam').blur()
  // At once, before the address has followed.
  await paste(page, 'see https://example.org/ravine/#v=1&f=himmelblau&x=0,0&T=70&run=sgd(lr=0.01)')
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(lab.field('Learning rate of Adam')).toHaveValue('0.07')
  expect(lab.link()).toContain('adam(lr=0.07)')
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await expect(lab.field('Steps')).toHaveValue('70')
})

test('what is pasted into a field, and what is no link, opens nothing', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await paste(page, 'run=1 is what I said; v=1')
  await lab.field('Steps').focus()
  await paste(page, '#v=1&f=himmelblau')
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  expect(lab.link()).toContain('f=beale')
})

test('a change is not lost when a link on the page is followed at once', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = '#v=1&f=himmelblau&x=0,0&T=70&run=sgd(lr=0.01)'
    link.textContent = 'elsewhere'
    document.body.prepend(link)
  })
  // Two changes and a click within the time in which the address is written once.
  for (const steps of ['51', '52']) {
    await lab.field('Steps').fill(steps)
    await lab.field('Steps').press('Enter')
  }
  await page.getByRole('link', { name: 'elsewhere' }).evaluate((link) => {
    if (link instanceof HTMLElement) link.click()
  })
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(lab.field('Steps')).toHaveValue('52')
})

test('the dialog says what is wrong with a link before it opens it', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await lab.button('Open a link').click()
  const dialog = page.getByRole('dialog', { name: 'Open a link' })
  const field = dialog.getByRole('textbox', { name: 'Link of a setup' })
  await field.fill('good morning')
  await field.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('This is no link of a setup')
  await field.fill('v=1&f=himmelblau&x=0,0&T=70&run=sgd(lr=fast)')
  await expect(dialog.getByRole('status')).toContainText('fast')
  await field.fill('https://example.org/#v=1&f=himmelblau&x=0,0&T=70&run=sgd(lr=0.01)')
  await expect(dialog.getByRole('status')).toHaveText('Every part of this link can be read.')
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
})

test('a long list of what is bad is opened by a button', async ({ lab }) => {
  const fields = Array.from({ length: 11 }, (_, i) => `&bad${i}=1`).join('')
  await lab.open(`#v=1&f=beale&run=adam(lr=0.05)${fields}`)
  await expect(lab.message.getByRole('listitem')).toHaveCount(4)
  await lab.message.getByRole('button', { name: 'and 7 more' }).click()
  await expect(lab.message.getByRole('listitem')).toHaveCount(11)
  await lab.message.getByRole('button', { name: 'show fewer' }).click()
  await expect(lab.message.getByRole('listitem')).toHaveCount(4)
})

/** Pastes where the focus is, as a reader would. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const target = document.activeElement ?? document.body
    target.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}
