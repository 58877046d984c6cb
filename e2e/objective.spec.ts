import { expect } from '@playwright/test'
import { expectShown, type Lab, test, trace } from './lab.ts'

const FORMULA = 'Formula of your surface'

/** Every number of the scoreboard is the one that the terminal computes from the page's own link. */
async function expectTraced(lab: Lab): Promise<void> {
  // The address and the numbers follow an edit, each in its own time.
  await expect(async () => {
    const { T, runs, surface } = trace(lab.link())
    for (const [i, { loss }] of runs.entries()) {
      const cell = lab.page.locator('td[data-cell=now]').nth(i)
      expectShown(await cell.innerText(), (loss.at(T) ?? NaN) - (surface.fmin ?? 0))
    }
  }).toPass({ timeout: 15_000 })
}

test('a surface is found and taken by keys alone; focus comes back', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&T=60&run=adam(lr=0.05)')
  await lab.button('Beale').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Choose a surface' })
  const search = dialog.getByRole('combobox', { name: 'Search the catalogue' })
  await expect(search).toBeFocused()
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Beale')

  await page.keyboard.type('jamil 1972')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await search.fill('1408.3595')
  await expect(dialog.getByRole('option', { selected: true })).toContainText('heavy ball')
  await search.fill('xyzzy')
  await expect(dialog.getByRole('option')).toHaveCount(0)
  await expect(dialog).toContainText('Nothing in the catalogue matches')

  await search.fill('camel')
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Six-hump')
  const detail = dialog.getByRole('region', { name: 'Six-hump camel' })
  await expect(detail.locator('.katex').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Six-hump camel', exact: true })).toBeVisible()
  await expect(lab.button('Six-hump camel')).toBeFocused()
  await expect.poll(() => lab.link()).toContain('f=six_hump_camel')
  await expectTraced(lab)

  await page.keyboard.press('Enter')
  await expect(search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(lab.button('Six-hump camel')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => lab.link()).toContain('f=beale')
})

test('a parameter of the surface is moved by its slider and typed', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=rosenbrock&x=-1,1&T=80&run=adam(lr=0.05)')
  const slider = page.getByRole('slider', { name: 'b of the surface' })
  const field = lab.field('b of the surface')
  await expect(field).toHaveValue('100')
  await slider.press('ArrowLeft')
  await expect(field).not.toHaveValue('100')
  const value = await field.inputValue()
  await expect.poll(() => lab.link()).toContain(`b=${value}`)
  await expectTraced(lab)
  await field.fill('7/2')
  await field.press('Enter')
  await expect.poll(() => lab.link()).toContain('b=3.5')
  await expectTraced(lab)
  await slider.press('Backspace')
  await expect(field).toHaveValue('100')
  for (const before of ['3.5', value, '100']) {
    await lab.button('Undo').click()
    await expect(field).toHaveValue(before)
  }
})

test('a formula of one’s own runs while it is typed; all of it is one step of Undo', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=booth&x=-1,1&T=100&run=sgd(lr=0.01)&run=adam(lr=0.05)')
  const area = lab.field(FORMULA)
  const cell = lab.cell('Adam', 'now')
  await lab.button('Edit the formula as your own').click()
  await expect(area).toBeFocused()
  await expect(page.getByRole('heading', { name: 'Your surface' })).toBeVisible()
  await expectTraced(lab)
  const own = lab.link()

  await area.fill('')
  await area.pressSequentially('log(1+x^2)*sin(3y)+exp(-(x-1)^2)')
  await expect(page.locator('.objective .katex').first()).toContainText('sin')
  await area.press('Enter')
  await expect.poll(() => lab.link()).toContain('f=:log')
  await expect.poll(() => lab.link()).toContain('sin(3y)')
  await expectTraced(lab)

  // What is wrong is told under its place; what ran goes on, and nothing typed is lost.
  const running = await cell.innerText()
  const link = lab.link()
  await area.press('End')
  await area.pressSequentially(' + wibble(2)')
  await expect(area).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('.editor-mirror mark')).toHaveText('wibble')
  await expect(page.locator('.editor-message')).toContainText('no function “wibble”')
  const [box, mark] = await Promise.all(
    [area, page.locator('.editor-mirror mark')].map((each) => each.boundingBox()),
  )
  expect(mark!.y).toBeGreaterThan(box!.y)
  expect(mark!.y + mark!.height).toBeLessThan(box!.y + box!.height)
  await area.blur()
  await expect(area).toHaveValue('log(1+x^2)*sin(3y)+exp(-(x-1)^2) + wibble(2)')
  await expect(cell).toHaveText(running)
  expect(lab.link()).toBe(link)
  await area.fill('x^2+3y^2')
  await area.press('Enter')
  await expect(area).toHaveAttribute('aria-invalid', 'false')
  await expectTraced(lab)

  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toBe(link)
  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toBe(own)
  await lab.button('Undo').click()
  await expect(page.getByRole('heading', { name: 'Booth' })).toBeVisible()
  await expect(lab.button('Undo')).toBeDisabled()
})

test('an unknown name becomes a parameter; parameters, domain and dimension follow', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=:x^2%2By^2&x=-1,1&T=60&run=adam(lr=0.05)')
  const area = lab.field(FORMULA)
  await area.fill('(x - 1)^2 + k*y^2')
  await lab.button('Make k a parameter').click()
  await expect(area).toHaveAttribute('aria-invalid', 'false')
  await expect(area).toHaveValue('(x - 1)^2 + k*y^2')
  const field = lab.field('k of the surface')
  await expect(field).toHaveValue('1')
  await expect(lab.button('Remove k')).toBeDisabled()
  await page.getByRole('slider', { name: 'k of the surface' }).press('ArrowRight')
  await expect(field).not.toHaveValue('1')
  await expect.poll(() => lab.link()).toContain(`f=(k=${await field.inputValue()}):`)
  await expectTraced(lab)

  await lab.field('x from').fill('9')
  await lab.field('x from').press('Enter')
  await expect(page.getByRole('alert')).toContainText('not from 9 to 5')
  await expect(lab.field('x from')).toHaveValue('-5')
  await lab.field('x from').fill('0')
  await lab.field('x from').press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  // The start stood outside and came in.
  await expect.poll(async () => Number(await lab.field('x').inputValue())).toBeGreaterThan(0)
  await expect.poll(() => lab.link()).toContain('dom=0,5,-5,5')
  await expectTraced(lab)

  await expect(lab.field('y')).toBeVisible()
  await area.fill('x^4/4 - x')
  await area.press('Enter')
  await expect(lab.field('y')).toHaveCount(0)
  await expect(lab.field('f from')).toBeVisible()
  await lab.button('Remove k').click()
  await expect(field).toHaveCount(0)
  await expect.poll(() => lab.link()).toContain('f=:x^4/4-x')
  await expectTraced(lab)
})

test('the catalogue leads to a surface of one’s own, and from there back', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=ackley&x=1,1&T=60&run=adam(lr=0.05)')
  await lab.button('Ackley').click()
  await lab.button('Write your own').click()
  await expect(lab.field(FORMULA)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('r = x^2 + y^2')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('r/(1+r) + a')
  await page.keyboard.press('Enter')
  await expect.poll(() => lab.link()).toContain(':r=x^2+y^2;r/(1+r)+a')
  await expectTraced(lab)
  await lab.button('Your surface').click()
  await page.getByRole('option', { name: 'Sphere' }).click()
  await expect(page.getByRole('heading', { name: 'Sphere', exact: true })).toBeVisible()
  await expect(lab.field(FORMULA)).toHaveCount(0)
  await expect.poll(() => lab.link()).toContain('f=sphere')
  await expectTraced(lab)
})

test('one noise for all runs; another draw is another noise, and Undo brings the first back', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=booth&x=-1,1&T=60&noise=0.5&run=sgd(lr=0.01)&run=sgd(lr=0.01)')
  const cells = page.locator('td[data-cell=now]')
  const [first, twin] = await cells.allInnerTexts()
  expect(twin).toBe(first)
  await expectTraced(lab)
  await lab.button('Another draw').click()
  await expect(lab.field('Seed')).toHaveValue('2')
  await expect(cells.first()).not.toHaveText(first!)
  const [second, other] = await cells.allInnerTexts()
  expect(other).toBe(second)
  await expect.poll(() => lab.link()).toContain('seed=2')
  await expectTraced(lab)
  await page.getByRole('slider', { name: 'Spread of the noise, σ' }).press('Home')
  await expect(lab.field('Noise σ')).toHaveValue('0')
  await expect.poll(() => lab.link()).not.toContain('noise')
  await expectTraced(lab)
  await lab.button('Undo').click()
  await expect(cells.first()).toHaveText(second!)
  await lab.button('Undo').click()
  await expect(cells.first()).toHaveText(first!)
})

test('a random start names its seed', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=booth&x=-1,1&T=60&run=sgd(lr=0.01)')
  await lab.button('Race again from a random start').click()
  await page.keyboard.press('End')
  await expect(page.getByText('The start that seed 2 gives')).toBeVisible()
  await expect.poll(() => lab.link()).toContain('seed=2')
  const [at] = trace(lab.link()).runs[0]!.theta
  expect(await lab.field('x').inputValue()).toBe(String(at![0]))
  expect(await lab.field('y').inputValue()).toBe(String(at![1]))
  await expectTraced(lab)
})

test('a found minimum stands for f*, and the scoreboard counts the steps to it', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=:(x-1)^2%2B2y^2-3&x=-1,1&T=300&run=sgd(lr=0.1)')
  await expect(page.getByText('1 minimum found: f = −3 at (1, 0)')).toBeVisible()
  await lab.button('Use −3 as f*').click()
  await expect.poll(() => lab.link()).toContain('target=-3')
  await expect(page.getByRole('columnheader', { name: 'f − f* now' })).toBeVisible()
  const { status } = trace(lab.link()).runs[0]!
  expect(status).toBe('reached')
  await expect(lab.cell('SGD', 'target')).toHaveText(/^\d+$/)
})

test('what a link locks is there, but disabled; what it hides is gone', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=rosenbrock&T=20&run=adam&lock=surface,start,T,seed,noise')
  for (const name of ['x', 'y', 'Steps', 'Seed', 'Noise σ', 'b of the surface'])
    await expect(lab.field(name)).toBeDisabled()
  for (const name of ['Rosenbrock', 'Edit the formula as your own', 'Another draw'])
    await expect(lab.button(name)).toBeDisabled()
  await lab.openAtEnd('#v=1&f=beale&T=20&run=adam&hide=noise,formulas')
  await expect(lab.button('Beale')).toBeEnabled()
  await expect(lab.field('Noise σ')).toHaveCount(0)
  await expect(page.locator('.objective .katex')).toHaveCount(0)
})
