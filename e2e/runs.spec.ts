import { readFileSync } from 'node:fs'
import { expect, type Locator } from '@playwright/test'
import { card, details, expectOneStep, expectTraced, LINK, menu, openAt, pick } from './cards.ts'
import { test, trace } from './lab.ts'

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

test('runs are added, copied, named, moved and removed, each as one step of Undo', async ({
  lab,
  page,
}) => {
  await openAt(lab, LINK)
  const add = async () => pick(page, lab.button('Add a run'), 'adagrad')
  await expectOneStep(lab, add, '&run=adam(lr=0.05)&run=adagrad')
  await expect(page.getByRole('button', { name: 'AdaGrad', exact: true })).toBeVisible()
  await expectTraced(lab)

  await expectOneStep(
    lab,
    async () => menu(page, 'SGD', 'Duplicate'),
    'run=sgd(lr=0.01)&run=sgd(lr=0.01)',
  )
  await menu(page, 'SGD 0.01 (2)', 'Rename')
  const name = page.getByRole('textbox', { name: /^Name of/ })
  await expect(name).toBeFocused()
  await name.fill('Nobody')
  await name.press('Escape')
  await expect(page.getByRole('button', { name: 'SGD 0.01 (2)', exact: true })).toBeFocused()
  const rename = async () => {
    await page.getByRole('button', { name: 'SGD 0.01 (2)', exact: true }).dblclick()
    await name.fill('Copy of it')
    await name.press('Enter')
  }
  await expectOneStep(lab, rename, 'run=Copy of it:sgd(lr=0.01)')
  await expect(card(page, 1).getByRole('heading')).toHaveText('Copy of it')

  await expectOneStep(
    lab,
    async () => menu(page, 'Copy of it', 'Move down'),
    'run=adam(lr=0.05)&run=Copy of it:sgd(lr=0.01)~look(color=3)',
  )
  await expect(lab.button('More for Copy of it')).toBeVisible()
  await expectTraced(lab)
  await expectOneStep(
    lab,
    async () => menu(page, 'SGD', 'Remove'),
    'T=60&run=adam(lr=0.05)~look(color=1)',
  )
  await expect(page.locator('.card')).toHaveCount(3)
  await expectTraced(lab)
})

test('a new run comes into view with the focus on its name', async ({ lab, page }) => {
  const eight = Array.from({ length: 8 }, (_, i) => `&run=sgd(lr=0.00${i + 1})`).join('')
  await lab.openAtEnd(`#v=1&f=beale&x=1,1&T=20${eight}`)
  await pick(page, lab.button('Add a run'), 'lion')
  const name = card(page, 8).getByRole('heading').getByRole('button')
  await expect(name).toBeFocused()
  await expect(name).toBeInViewport()
})

test('a card is dragged to another place by its grip', async ({ lab, page }) => {
  await openAt(lab, `${LINK}&run=lion(lr=0.01)`)
  const drag = async () => {
    await card(page, 0).hover()
    const grip = (await card(page, 0).locator('.card-grip').boundingBox())!
    const last = (await card(page, 2).boundingBox())!
    await page.mouse.move(grip.x + 8, grip.y + 14)
    await page.mouse.down()
    await page.mouse.move(grip.x + 8, last.y + last.height - 4, { steps: 8 })
    await page.mouse.up()
  }
  await expectOneStep(
    lab,
    drag,
    'run=adam(lr=0.05)~look(color=1)&run=lion(lr=0.01)~look(color=2)&run=sgd(lr=0.01)~look(color=0)',
  )
  await expect(page.locator('.card h3')).toHaveText(['Adam', 'Lion', 'SGD'])
})

test('mute, solo, colour and marker', async ({ lab, page }) => {
  await openAt(lab, LINK)
  const mute = lab.button('Mute SGD')
  const press = async (what: Locator) => {
    await card(page, 0).hover()
    await what.click()
  }
  await expectOneStep(lab, async () => press(mute), 'sgd(lr=0.01)~look(mute=1)')
  await expect(mute).toHaveAttribute('aria-pressed', 'true')
  const solo = lab.button('Solo SGD')
  await expectOneStep(
    lab,
    async () => press(solo),
    'run=sgd(lr=0.01)&run=adam(lr=0.05)~look(mute=1)',
  )
  await expect(solo).toHaveAttribute('aria-pressed', 'true')
  await expectOneStep(lab, async () => press(solo), /run=sgd\(lr=0\.01\)&run=adam\(lr=0\.05\)$/)

  const before = await card(page, 1).locator('.run-mark').innerHTML()
  await expectOneStep(
    lab,
    async () => menu(page, 'Adam', 'Magenta, hollow diamond'),
    'adam(lr=0.05)~look(color=11)',
  )
  expect(await card(page, 1).locator('.run-mark').innerHTML()).not.toBe(before)
  await lab.button('More for Adam').click()
  const checked = page.getByRole('menuitemradio', { checked: true })
  await expect(checked).toHaveAccessibleName('Magenta, hollow diamond')
  const names = await page
    .getByRole('menuitemradio')
    .evaluateAll((all) => all.map((each) => `${each.getAttribute('aria-label')} ${each.innerHTML}`))
  expect(new Set(names).size).toBe(16)
})

test('a run has a start of its own where it is given one', async ({ lab, page }) => {
  await openAt(lab, LINK)
  const on = async () => menu(page, 'Adam', 'Own start')
  await expectOneStep(lab, on, 'adam(lr=0.05)~start(1,1)')
  await details(page, 'Adam').click()
  const move = async () => {
    await lab.field('Start y of Adam').fill('-0.5')
    await lab.field('Start y of Adam').press('Enter')
  }
  await expectOneStep(lab, move, '~start(1,-0.5)')
  expect(trace(lab.link()).runs.map(({ theta }) => theta[0])).toEqual([
    [1, 1],
    [1, -0.5],
  ])
  await expectTraced(lab)
  const off = async () => page.getByRole('checkbox', { name: 'Own start' }).click()
  await expectOneStep(lab, off, 'run=adam(lr=0.05)')
})

test('sixteen runs are the most; a link may hide and lock', async ({ lab, page }) => {
  const sixteen = Array.from({ length: 16 }, (_, i) => `&run=sgd(lr=0.0${10 + i})`).join('')
  await lab.openAtEnd(`#v=1&f=beale&x=1,1&T=20${sixteen}`)
  await expect(page.locator('.card')).toHaveCount(16)
  await expect(lab.button('Add a run')).toBeDisabled()
  await expect(page.getByText('16 runs are the most')).toBeVisible()
  await expect(page.locator('.card .formula')).toHaveCount(0)
  await details(page, 'SGD 0.01').click()
  await expect(page.locator('.card .formula')).toHaveCount(1)

  await lab.openAtEnd(`${LINK}&hide=add,formulas&lock=runs,rate,stages`)
  await page.reload()
  await expect(lab.button('Add a run')).toHaveCount(0)
  await expect(page.locator('.card .formula')).toHaveCount(0)
  await expect(lab.field('Learning rate of Adam')).toBeDisabled()
  await details(page, 'Adam').click()
  await expect(lab.field('beta1 of Adam')).toBeEnabled()
  await expect(lab.button('Replace Adam')).toBeDisabled()
  await lab.button('More for Adam').click()
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('no runs: the page says what a run is', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=20&run=sgd(lr=0.01)')
  await menu(page, 'SGD', 'Remove')
  await expect(page.getByText('No runs yet.')).toBeVisible()
  await pick(page, lab.button('Add a run'), 'adam')
  await expect(page.locator('.card')).toHaveCount(1)
})

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme}`, () => {
    test.use({ colorScheme: theme })
    test('an opened card and its menu have no fault that axe finds', async ({ lab, page }) => {
      await lab.openAtEnd(
        '#v=1&f=beale&x=1,1&T=60&run=clip_norm~rmsprop~ema~multistep(len=20)~cyclic&run=adam',
      )
      await details(page, 'RMSprop').click()
      // A card under the pointer dims the others.
      await page.mouse.move(720, 4)
      await page.evaluate(axe)
      const faults = async () =>
        page.evaluate<readonly unknown[]>(
          `axe.run().then(({ violations }) =>
            violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
        )
      expect(await faults()).toEqual([])
      await lab.button('More for Adam').focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('menu')).toBeVisible()
      expect(await faults()).toEqual([])
    })
  })
}
