import { expect } from '@playwright/test'
import { expectShown, test, trace } from './lab.ts'

const LINK = '#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)'

test('a worker that stops is started again, in one line, and nothing is lost', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(LINK)
  const before = await lab.cell('Adam', 'now').innerText()
  for (const steps of [60, 70, 80]) {
    await page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('stopped by a test')
      })
    })
    await expect(lab.message).toContainText('started again')
    await lab.button('Dismiss').click()
    await lab.field('Steps').fill(String(steps))
    await lab.field('Steps').press('Enter')
    await lab.scrubber.press('End')
    await expect(lab.cell('Adam', 'status')).toHaveText(`all ${steps} steps made`)
  }
  await expect(lab.field('Learning rate of Adam')).toHaveValue('0.05')
  await lab.scrubber.fill('50')
  await expect(lab.cell('Adam', 'now')).toHaveText(before)
})

test.describe('without a worker', () => {
  test('the page computes by itself, the same numbers, and says so', async ({ lab, page }) => {
    // As in a browser without module workers.
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'))
    await lab.openAtEnd(LINK)
    await expect(lab.message).toContainText('no separate thread')
    expectShown(await lab.cell('Adam', 'now').innerText(), trace(LINK).runs[0]!.loss[50]!)
  })

  test('WebAssembly may be missing too', async ({ lab, page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'Worker')
      Reflect.deleteProperty(globalThis, 'WebAssembly')
    })
    await page.goto(`./${LINK}`)
    await page.getByText('float64 · interpreter').waitFor()
    await page.keyboard.press('End')
    expectShown(await lab.cell('Adam', 'now').innerText(), trace(LINK).runs[0]!.loss[50]!)
  })
})
