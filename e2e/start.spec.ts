import { expect } from '@playwright/test'
import { expectShown, test, trace } from './lab.ts'

test.use({ neighbours: true })

test('dragging the start moves every path, fields and address; Undo takes it back at once', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=rosenbrock&x=-1.5,1.5&T=100&run=sgd(lr=0.001)&run=adam(lr=0.1)')
  const before = lab.link()
  const names = ['SGD', 'Adam']
  const losses = () => Promise.all(names.map((name) => lab.cell(name, 'now').innerText()))
  const first = await losses()
  const summary = await lab.summary().innerText()
  await expect(lab.button('Undo')).toBeDisabled()

  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 180, y + 120, { steps: 60 })
  // While the finger is down all paths have moved already.
  await expect(lab.summary()).not.toHaveText(summary)
  await page.mouse.up()
  await expect.poll(() => lab.link()).not.toBe(before)
  await expect(lab.field('x')).not.toHaveValue('-1.5')

  const { runs } = trace(lab.link())
  const [startX, startY] = runs[0]!.theta[0]!
  expect(await lab.field('x').inputValue()).toBe(String(startX))
  expect(await lab.field('y').inputValue()).toBe(String(startY))
  expect(lab.link()).toContain(`x=${startX},${startY}`)
  for (const [i, { name, loss }] of runs.entries()) {
    await expect(lab.cell(name, 'now')).not.toHaveText(first[i]!)
    expectShown(await lab.cell(name, 'now').innerText(), loss[100]!)
  }
  const after = await lab.handle()
  expect(Math.hypot(after.x - x - 180, after.y - y - 120)).toBeLessThan(2)

  await page.keyboard.press('Control+z')
  await expect(lab.field('x')).toHaveValue('-1.5')
  await expect.poll(losses).toEqual(first)
  await expect(lab.button('Undo')).toBeDisabled()
  await expect.poll(() => lab.link()).toBe(before)

  await page.keyboard.press('Control+Shift+z')
  await expect(lab.field('x')).toHaveValue(String(startX))
})

test('a click on the ring leaves the start where it is, digit by digit', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await lab.field('x').fill('0.123456789')
  await lab.field('x').press('Enter')
  await expect.poll(() => lab.link()).toContain('x=0.123456789,1&')
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.up()
  // What follows the click on the page has been seen by then.
  await lab.button('Undo').click()
  await expect(lab.field('x')).toHaveValue('1')
  await expect(lab.button('Undo')).toBeDisabled()
  await lab.button('Redo').click()
  await expect(lab.field('x')).toHaveValue('0.123456789')
})

test('a start whose drag is cancelled stays where it was brought last', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 40, { steps: 4 })
  await lab.start.dispatchEvent('pointercancel', { pointerId: 1, clientX: 0, clientY: 0 })
  const after = await lab.handle()
  expect(Math.hypot(after.x - x - 60, after.y - y - 40)).toBeLessThan(2)
  await page.mouse.up()
  await lab.button('Undo').click()
  await expect(lab.field('x')).toHaveValue('1')
  await expect(lab.button('Undo')).toBeDisabled()
})

test('a learning rate is dragged, typed and reset; each is one step of Undo', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  const rate = page.getByRole('slider', { name: 'Learning rate of Adam' })
  const field = lab.field('Learning rate of Adam')
  const box = (await rate.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 20 })
  await page.mouse.up()
  await expect(field).not.toHaveValue('0.05')
  const dragged = await field.inputValue()

  await field.fill('1/8')
  await field.press('Enter')
  await expect(field).toHaveValue('0.125')
  await expect.poll(() => lab.link()).toContain('adam(lr=0.125)')
  const { runs } = trace(lab.link())
  await expect
    .poll(async () =>
      Math.abs(Number(await lab.cell('Adam', 'now').innerText()) - runs[0]!.loss[50]!),
    )
    .toBeLessThan(1e-3)

  await field.fill('fast')
  await field.press('Enter')
  await expect(page.getByRole('alert')).toContainText('fast')
  await field.press('Escape')
  await expect(field).toHaveValue('0.125')

  await rate.press('Backspace')
  await expect(field).toHaveValue('0.001')
  for (const value of ['0.125', dragged, '0.05']) {
    await lab.button('Undo').click()
    await expect(field).toHaveValue(value)
  }
  await expect(lab.button('Undo')).toBeDisabled()
})

test('the start is moved by arrow keys and by typing', async ({ lab }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await lab.start.press('ArrowRight')
  await expect(lab.field('x')).not.toHaveValue('1')
  await expect(lab.field('y')).toHaveValue('1')
  await lab.field('y').fill('-0.5')
  await lab.field('y').press('Enter')
  await expect.poll(() => lab.link()).toMatch(/x=[\d.]+,-0\.5&/)
})
