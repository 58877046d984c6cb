import { expect, type Page } from '@playwright/test'
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

test.describe('fifty workers lost', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const lives: { lost: boolean; spoke: boolean; end(): void }[] = []
      class Mortal extends Worker {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args)
          // The clouds have a worker of their own.
          if (String(args[0]).includes('swarm')) return
          const life = {
            lost: false,
            spoke: false,
            end: () => {
              life.lost = true
              this.terminate()
              this.dispatchEvent(new ErrorEvent('error', { cancelable: true }))
            },
          }
          this.addEventListener('message', () => {
            life.spoke = true
          })
          lives.push(life)
        }
      }
      Object.assign(globalThis, { Worker: Mortal, lives })
    })
  })

  /** How many workers there have been, once the newest came to life. */
  const born = (page: Page) =>
    page.evaluate(() => {
      const lives: { spoke: boolean }[] = Reflect.get(globalThis, 'lives')
      return lives.at(-1)?.spoke ? lives.length : 0
    })

  const kill = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'lives').at(-1).end())

  test('in a row: each time one line, and a number half typed stays', async ({ lab, page }) => {
    await lab.openAtEnd(LINK)
    const before = await lab.cell('Adam', 'now').innerText()
    await lab.field('Steps').fill('')
    await lab.field('Steps').pressSequentially('7')
    for (let i = 1; i <= 50; i++) {
      await kill(page)
      await expect(lab.message).toContainText('started again')
      await expect.poll(() => born(page)).toBe(i + 1)
    }
    expect((await lab.message.innerText()).match(/started again/g)).toHaveLength(1)
    await expect(lab.field('Steps')).toBeFocused()
    await expect(lab.field('Steps')).toHaveValue('7')
    await expect(lab.cell('Adam', 'now')).toHaveText(before)
    await lab.field('Steps').press('5')
    await lab.field('Steps').press('Enter')
    await lab.scrubber.press('End')
    await expect(lab.cell('Adam', 'status')).toHaveText('all 75 steps made')
    await expect(lab.field('Learning rate of Adam')).toHaveValue('0.05')
  })

  test('at work: what was asked last is answered', async ({ lab, page }) => {
    await lab.openAtEnd(LINK)
    for (let i = 1; i <= 10; i++) {
      const steps = 20_000 + i
      await lab.field('Steps').fill(String(steps))
      await lab.field('Steps').press('Enter')
      await kill(page)
      await expect.poll(() => born(page)).toBe(i + 1)
      await lab.scrubber.press('End')
      await expect(lab.cell('Adam', 'status')).toContainText(/reached|all \d+ steps made/)
      await expect(lab.scrubber).toHaveValue(String(steps))
    }
  })
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
