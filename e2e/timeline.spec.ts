import { expect } from '@playwright/test'
import { expectShown, test, trace } from './lab.ts'

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

test('a drag of 600 moves is one step of Undo', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await expect(lab.button('Undo')).toBeDisabled()
  const { x, y } = await lab.handle()
  const now = await lab.cell('Adam', 'now').textContent()
  await page.mouse.move(x, y)
  await page.mouse.down()
  // A mouse that tests move waits for a frame each time; a real one does not.
  await lab.start.evaluate(
    (ring, [x0, y0]) => {
      for (let i = 1; i <= 600; i++) {
        const at = { clientX: x0 - i / 5, clientY: y0 + i / 10, pointerId: 1, isPrimary: true }
        ring.dispatchEvent(new PointerEvent('pointermove', { ...at, buttons: 1, bubbles: true }))
      }
    },
    [x, y] as const,
  )
  await page.mouse.move(x - 120, y + 60)
  await page.mouse.up()
  await expect.poll(() => lab.link()).not.toContain('x=1,1')
  await lab.button('Undo').click()
  await expect(lab.button('Undo')).toBeDisabled()
  await expect.poll(() => lab.link()).toContain('x=1,1&')
  await expect(lab.cell('Adam', 'now')).toHaveText(now ?? '')
})

test('a random start comes from the next seed, the same seed gives the same place', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(LINK)
  const again = lab.button('Race again from a random start')
  await again.click()
  await expect.poll(() => lab.link()).toContain('seed=2')
  await expect(again).toHaveAttribute('title', /now seed 2\./)
  const link = lab.link()
  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toContain('x=1,1')
  await again.click()
  await expect.poll(() => lab.link()).toBe(link)
  await page.keyboard.press('End')
  const [run] = trace(link).runs
  expectShown((await lab.cell('Adam', 'now').textContent()) ?? '', run?.loss[200] ?? NaN)
})

test('numbers that change move nothing', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=10000&run=adam(lr=0.001)&run=sgd(lr=0.3)')
  const boxes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.timeline > *, .board th, .bar button')].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect()
        return [x, y, width, height]
      }),
    )
  const before = await boxes()
  for (const step of ['0', '1', '77', '9999']) {
    await lab.scrubber.fill(step)
    await expect(page.getByText(`${step} / 10000`)).toBeVisible()
    expect(await boxes()).toEqual(before)
  }
})

test('the scoreboard sorts by each column, at a click and when the clock rests', async ({
  lab,
  page,
}) => {
  const link =
    '#v=1&f=beale&x=1,1&T=200&run=slow:sgd(lr=0.0001)&run=gone:sgd(lr=9)&run=quick:adam(lr=0.1)'
  await lab.openAtEnd(link)
  const names = page.getByRole('rowheader')
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true })
  await expect(names).toHaveText(['slow', 'gone', 'quick'])
  await head('f − f* now').getByRole('button').click()
  await expect(head('f − f* now')).toHaveAttribute('aria-sort', 'ascending')
  const ends = trace(link).runs.map(({ name, loss }) => ({ name, f: loss.at(-1) ?? NaN }))
  const rising = ends.toSorted((a, b) => Number(a.f > b.f) - Number(a.f < b.f))
  await expect(names).toHaveText(rising.map(({ name }) => name))
  await head('f − f* now').getByRole('button').click()
  await expect(names).toHaveText(rising.toReversed().map(({ name }) => name))
  await head('f − f* now').getByRole('button').click()
  await expect(names).toHaveText(['slow', 'gone', 'quick'])
  await head('Run').getByRole('button').click()
  await expect(names).toHaveText(['gone', 'quick', 'slow'])
  // At the start all are equal: they stand as the runs do, once the clock rests.
  await head('best').getByRole('button').click()
  await expect(names).not.toHaveText(['slow', 'gone', 'quick'])
  await page.keyboard.press('Home')
  await expect(names).toHaveText(['slow', 'gone', 'quick'])
})

test('gradients are counted as the formulas ask for them', async ({ lab }) => {
  const sam = 'def=transform.sam(rho=0.05):g=grad(theta%2Brho*g/norm_all(g))'
  await lab.openAtEnd(`#v=1&f=beale&x=1,1&T=60&run=SAM:sam~sgd(lr=0.01)&run=adam(lr=0.01)&${sam}`)
  await expect(lab.cell('SAM', 'gradients')).toHaveText('120')
  await expect(lab.cell('Adam', 'gradients')).toHaveText('60')
  await lab.scrubber.fill('7')
  await expect(lab.cell('SAM', 'gradients')).toHaveText('14')
  await expect(lab.cell('Adam', 'gradients')).toHaveText('7')
})

test('without runs there is nothing to play, and the button says so', async ({ lab }) => {
  await lab.page.goto('./#v=1&f=beale&run=')
  await expect(lab.play).toBeDisabled()
  await expect(lab.play).toHaveAttribute('title', /no runs to play/)
  await expect(lab.scrubber).toBeDisabled()
})
