import { expect } from '@playwright/test'
import { card, details, expectOneStep, expectTraced, LINK, openAt, pick } from './cards.ts'
import { test, trace } from './lab.ts'

test('the library chosen is the text that runs, with its own defaults', async ({ lab, page }) => {
  await openAt(lab, LINK)
  await details(page, 'Adam').click()
  const eps = lab.field('eps of Adam')
  await expect(eps).toHaveValue('1e-8')
  await expect(card(page, 1)).toContainText(/follows torch 2\.13 to \d(\.\d)?e−\d+ on \d+ traces/)
  const library = page.getByRole('combobox', { name: 'Library of Adam' })
  await expect(library.locator('option')).toHaveText([
    'PyTorch 2.13',
    'Keras 3.15.1',
    'optax 0.2.8',
  ])
  // A large eps makes the two texts differ in the digits shown.
  await eps.fill('0.5')
  await eps.press('Enter')
  await expectTraced(lab)
  const torch = await lab.cell('Adam', 'now').innerText()
  const keras = async () => void (await library.selectOption('Keras 3.15.1'))
  await expectOneStep(lab, keras, 'adam.keras(lr=0.05,eps=0.5)')
  await expectTraced(lab)
  expect(await lab.cell('Adam', 'now').innerText()).not.toBe(torch)
  await page.getByRole('slider', { name: 'eps of Adam' }).press('Backspace')
  await expect(eps).toHaveValue('1e-7')
  await expect.poll(() => lab.link()).toContain('adam.keras(lr=0.05)')
  await expectTraced(lab)
})

test('a rule changed keeps the parameters that the new one has', async ({ lab, page }) => {
  await openAt(lab, '#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.05,beta1=0.5)')
  await details(page, 'Adam').click()
  const change = async () => pick(page, lab.button('Replace Adam'), 'adamax')
  await expectOneStep(lab, change, 'run=adamax(lr=0.05,beta1=0.5)')
  await expectTraced(lab)
})

test('schedules follow one another, transforms stand before and after', async ({ lab, page }) => {
  await openAt(lab, LINK)
  await details(page, 'Adam').click()
  const thumb = page.getByRole('img', { name: /^Learning rate at each step/ })
  await expect(thumb).toHaveAccessibleName('Learning rate at each step, from 0.05 to 0.05')
  const opener = (name: string) => card(page, 1).getByRole('button', { name, exact: true })
  const first = async () => pick(page, opener('Constant: choose a schedule'), 'warmup')
  await expectOneStep(lab, first, 'adam(lr=0.05)~warmup')
  const second = async () => pick(page, opener('Then another schedule'), 'cosine')
  await expectOneStep(lab, second, '~warmup~cosine')
  await expectTraced(lab)
  const { runs } = trace(lab.link())
  await expect(thumb).not.toHaveAccessibleName('Learning rate at each step, from 0.05 to 0.05')
  expect(runs[1]!.loss).toHaveLength(61)

  // A warm-up says by its own parameter how long it lasts, others by a field for that.
  const length = page.getByRole('textbox', { name: /^Steps of/ })
  await expect(length).toHaveCount(0)
  const own = page.getByRole('textbox', { name: 'n of Warm-up, Adam' })
  await expect(own).toHaveValue('20')
  const shorten = async () => {
    await own.fill('5')
    await own.press('Enter')
  }
  await expectOneStep(lab, shorten, 'warmup(n=5)')
  await expect(card(page, 1)).toContainText('the last 55 steps')
  const third = async () => pick(page, opener('Then another schedule'), 'linear')
  await expectOneStep(lab, third, '~cosine(len=28)~linear')
  await expect(length).toHaveValue('28')
  const lengthen = async () => {
    await length.fill('50')
    await length.press('Enter')
  }
  await expectOneStep(lab, lengthen, 'len=50')
  await expect(card(page, 1)).toContainText('the last 5 steps')

  const clip = async () => pick(page, opener('Add a transform before each step'), 'clip_norm')
  await expectOneStep(lab, clip, 'clip_norm~adam')
  const box = async () => pick(page, opener('Add a transform after each step'), 'project')
  await expectOneStep(lab, box, 'adam(lr=0.05)~project~')
  await expectTraced(lab)
  const out = async () => opener('Remove Clip by norm').click()
  await expectOneStep(lab, out, 'run=adam(lr=0.05)~project~')
  await expectTraced(lab)
})

test('parameters by slider, field, list and switch; none resets another', async ({ lab, page }) => {
  await openAt(lab, '#v=1&f=beale&x=1,1&T=60&run=rmsprop(lr=0.01)~multistep')
  await details(page, 'RMSprop').click()
  const alpha = page.getByRole('slider', { name: 'alpha of RMSprop' })
  const dragged = async () => {
    await alpha.scrollIntoViewIfNeeded()
    const box = (await alpha.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 30 })
    await page.mouse.up()
  }
  await expectOneStep(lab, dragged, 'rmsprop(lr=0.01,alpha=0.')
  await expectTraced(lab)
  const value = await lab.field('alpha of RMSprop').inputValue()
  const momentum = async () => {
    await lab.field('momentum of RMSprop').fill('1/4')
    await lab.field('momentum of RMSprop').press('Enter')
  }
  await expectOneStep(lab, momentum, `alpha=${value},momentum=0.25`)
  const centred = page.getByRole('checkbox', { name: 'centered of RMSprop' })
  await expectOneStep(lab, async () => centred.click(), 'momentum=0.25,centered=1')
  const list = page.getByRole('textbox', { name: /^milestones of/ })
  await list.fill('10; x')
  await list.press('Enter')
  await expect(page.getByRole('alert')).toContainText('x')
  const typed = async () => {
    await list.fill('10; 20;30')
    await list.press('Enter')
  }
  await expectOneStep(lab, typed, 'milestones=10;20;30')
  await expect(list).toHaveValue('10; 20; 30')
  await expectTraced(lab)

  // A tap on the mark of the default, and the default is back.
  await alpha.scrollIntoViewIfNeeded()
  const track = (await alpha.boundingBox())!
  const share = await page
    .locator('.slider', { has: alpha })
    .evaluate((node) => Number(getComputedStyle(node).getPropertyValue('--usual')))
  const tap = async () => {
    await page.mouse.click(track.x + 7 + (track.width - 14) * share, track.y + track.height / 2)
  }
  await expectOneStep(lab, tap, 'rmsprop(lr=0.01,momentum=0.25,centered=1)')
  await expect(lab.field('alpha of RMSprop')).toHaveValue('0.99')
})
