import { expect, type Locator, type Page } from '@playwright/test'
import { type Lab, test } from './lab.ts'

const LINK = '#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.05)&run=sgd(lr=0.001)'

/** What `hide=` takes away: a part that is there without it. */
const hidden: Readonly<Record<string, (page: Page) => Locator>> = {
  bar: (page) => page.getByRole('banner'),
  runs: (page) => page.getByRole('region', { name: 'Setup and runs' }),
  curves: (page) => page.getByRole('region', { name: 'Curves' }),
  timeline: (page) => page.getByRole('region', { name: 'Timeline' }),
  board: (page) => page.getByRole('region', { name: 'Scoreboard' }),
}

/** Opens a link whose timeline may be hidden, and waits until there is something to see. */
async function open(lab: Lab, link: string): Promise<void> {
  await lab.page.goto(`./${link}`)
  await lab.start.waitFor()
}

for (const [what, part] of Object.entries(hidden))
  test(`hide=${what} takes it off the page, and only it`, async ({ lab, page }) => {
    await open(lab, LINK)
    await expect(part(page)).toBeVisible()
    await open(lab, `${LINK}&hide=${what}`)
    await expect(part(page)).toHaveCount(0)
    for (const [other, stays] of Object.entries(hidden))
      if (other !== what) await expect(stays(page)).toBeVisible()
    expect(lab.link()).toMatch(new RegExp(`&hide=${what}$`))
    // A reload and a copied link keep it.
    await page.reload()
    await lab.start.waitFor()
    await expect(part(page)).toHaveCount(0)
  })

/** The same for smaller things. */
const parts: Readonly<Record<string, (page: Page) => Locator>> = {
  surface: (page) => page.getByRole('heading', { name: 'Beale' }),
  noise: (page) => page.getByRole('textbox', { name: 'Noise σ' }),
  formulas: (page) => page.locator('.formula').first(),
  add: (page) => page.getByRole('button', { name: 'Add a run' }),
  tools: (page) => page.getByRole('toolbar', { name: 'Tools of the stage' }),
  scenes: (page) => page.getByRole('button', { name: 'Scenes' }),
  export: (page) => page.getByRole('button', { name: 'Export' }),
}

for (const [what, part] of Object.entries(parts))
  test(`hide=${what} takes it off the page, and nothing else`, async ({ lab, page }) => {
    await open(lab, LINK)
    await expect(part(page)).toBeVisible()
    await open(lab, `${LINK}&hide=${what}`)
    await expect(lab.field('Learning rate of Adam')).toBeVisible()
    await expect(part(page)).toHaveCount(0)
    for (const [other, stays] of Object.entries(parts))
      if (other !== what) await expect(stays(page)).toBeVisible()
  })

test('without a bar the link still says the theme and the language', async ({ page }) => {
  await page.goto(`./${LINK}&hide=bar,runs,curves,timeline,board&lang=zh&theme=dark`)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('slider', { name: '所有运行的起点' })).toBeVisible()
})

test.describe('with everything hidden', () => {
  test.use({ viewport: { width: 1200, height: 800 } })
  test('the stage takes the room', async ({ page, lab }) => {
    await open(lab, `${LINK}&hide=bar,runs,curves,timeline,board`)
    const stage = page.getByRole('figure', { name: 'Stage' })
    const box = await stage.boundingBox()
    expect(box).toMatchObject({ x: 0, y: 0, width: 1200, height: 800 })
  })
})

test('an unknown name to hide or lock is no fault', async ({ lab, page }) => {
  await open(lab, `${LINK}&hide=doors&lock=windows`)
  await expect(lab.message).toBeEmpty()
  for (const part of Object.values(hidden)) await expect(part(page)).toBeVisible()
})

test('a panel that was folded away is there where nobody could unfold it', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(LINK)
  await lab.button('Show the curves').click()
  await expect(page.getByRole('region', { name: 'Curves' })).toBeHidden()
  await page.goto('about:blank')
  await open(lab, `${LINK}&hide=bar`)
  await expect(page.getByRole('region', { name: 'Curves' })).toBeVisible()
})

/** What each lock disables; edits by other ways than the control must not go through either. */
const locked: Readonly<Record<string, (lab: Lab) => readonly Locator[]>> = {
  start: (lab) => [lab.field('x'), lab.field('y'), lab.button('Race again from a random start')],
  T: (lab) => [lab.field('Steps')],
  seed: (lab) => [lab.field('Seed'), lab.button('Race again from a random start')],
  noise: (lab) => [lab.field('Noise σ')],
  engine: (lab) => [lab.page.getByRole('combobox', { name: 'Precision' })],
  rate: (lab) => [lab.field('Learning rate of Adam')],
  surface: (lab) => [lab.button('Beale')],
  view: (lab) => [lab.button('Zoom in'), lab.button('Zoom out')],
  runs: (lab) => [lab.button('Add a run')],
  params: (lab) => [lab.field('beta1 of Adam'), lab.field('Learning rate of Adam')],
  stages: (lab) => [
    lab.button('Constant: choose a schedule'),
    lab.page.getByRole('checkbox', { name: 'Own cloud' }),
  ],
}

/** Opens a link at its end, with Adam's card open. */
async function openCard(lab: Lab, link: string): Promise<void> {
  await lab.openAtEnd(link)
  const card = lab.button('Parameters, schedule and transforms of Adam')
  if ((await card.getAttribute('aria-expanded')) === 'false') await card.click()
  await expect(card).toHaveAttribute('aria-expanded', 'true')
}

for (const [what, controls] of Object.entries(locked))
  test(`lock=${what} disables it`, async ({ lab }) => {
    await openCard(lab, LINK)
    for (const control of controls(lab)) await expect(control).toBeEnabled()
    await openCard(lab, `${LINK}&lock=${what}`)
    for (const control of controls(lab)) await expect(control).toBeDisabled()
  })

test('lock=all disables all of them', async ({ lab }) => {
  await openCard(lab, `${LINK}&lock=all`)
  for (const controls of Object.values(locked))
    for (const control of controls(lab)) await expect(control).toBeDisabled()
})

test('a locked start stays where it is, however it is pushed', async ({ lab, page }) => {
  await lab.openAtEnd(`${LINK}&lock=start`)
  const { x, y } = await lab.handle()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 40, { steps: 4 })
  await page.mouse.up()
  await page.mouse.click(x + 90, y)
  expect(lab.link()).toContain('x=1,1')
  await expect(lab.button('Undo')).toBeDisabled()
})

test('Undo does not lead out of a link that locks something', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await lab.field('Steps').fill('70')
  await lab.field('Steps').press('Enter')
  await expect(lab.button('Undo')).toBeEnabled()
  await page.evaluate((link) => {
    location.hash = link
  }, '#v=1&f=himmelblau&x=0,0&T=40&run=sgd(lr=0.01)&lock=surface')
  await expect(page.getByRole('heading', { name: 'Himmelblau' })).toBeVisible()
  await expect(lab.button('Undo')).toBeDisabled()
  await lab.field('Steps').fill('50')
  await lab.field('Steps').press('Enter')
  await lab.button('Undo').click()
  await expect(lab.field('Steps')).toHaveValue('40')
  await expect(lab.button('Undo')).toBeDisabled()
})
