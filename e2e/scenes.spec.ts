import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import { sceneTexts } from '#i18n/scene-texts.ts'
import type { SceneId } from '#lessons/scene.ts'
import { scenes } from '#lessons/scenes.ts'
import { expectShown, type Lab, shown, test, trace } from './lab.ts'

/** What the page must show of a run when the clock stands at the end. */
type Claim =
  | readonly [run: string, what: 'reached' | 'diverged', step: number]
  | readonly [run: string, what: 'made all steps']
  | readonly [run: string, what: 'loss' | 'x' | 'y', from: number, to: number]

/** Everything a scene says of its end, in what can be read on the page. */
const claims: { readonly [id in SceneId]: readonly Claim[] } = {
  three_rates: [
    ['Too small', 'x', 1.15, 1.25],
    ['Right', 'reached', 19],
    ['Too large', 'x', 383, 384],
  ],
  edge: [
    ['Below', 'y', -0.2, 0.2],
    ['Exactly', 'y', -2, -2],
    ['Above', 'y', -22, -20],
  ],
  kappa: [
    ['Half the best', 'made all steps'],
    ['Best', 'reached', 290],
    ['Near the limit', 'loss', 50, 51],
  ],
  range_test: [['Range test', 'diverged', 176]],
  noise_floor: [
    ['Small', 'loss', 0.02, 0.04],
    ['Decayed', 'loss', 0, 0.0025],
  ],
  momentum: [
    ['No momentum', 'diverged', 25],
    ['A little', 'reached', 57],
    ['Enough', 'reached', 24],
  ],
  how_much: [
    ['None', 'reached', 290],
    ['Best', 'reached', 33],
    ['Too much', 'reached', 202],
  ],
  lessard: [
    ['Heavy ball', 'x', 0.64, 0.66],
    ['Nesterov momentum', 'reached', 10],
    ['SGD', 'reached', 8],
  ],
  saddle: [
    ['SGD', 'loss', 1e-4, 1e-3],
    ['Momentum', 'y', 1.4, 1.43],
    ['Adam', 'y', 1.4, 1.43],
  ],
  adagrad: [
    ['AdaGrad', 'made all steps'],
    ['AdaGrad, rate 2', 'reached', 20],
    ['RMSprop', 'reached', 23],
    ['RMSprop', 'loss', 0.1, 0.2],
  ],
  bias: [
    ['Adam', 'reached', 55],
    ['Uncorrected', 'reached', 81],
  ],
  scale_1: [
    ['SGD', 'loss', 5.1, 5.3],
    ['Adam', 'loss', 0.11, 0.115],
    ['Adam', 'x', 0.664, 0.666],
  ],
  scale_1000: [
    ['SGD', 'diverged', 2],
    ['Adam', 'loss', 110, 115],
    ['Adam', 'x', 0.664, 0.666],
  ],
  rotate_0: [
    ['SGD', 'reached', 290],
    ['Adam', 'reached', 103],
  ],
  rotate_45: [
    ['SGD', 'reached', 290],
    ['Adam', 'reached', 566],
  ],
  reddi: [
    ['Adam', 'x', 1, 1],
    ['AMSGrad', 'x', -1, -0.97],
  ],
  decay: [
    ['Adam with L2', 'x', 0.93, 0.945],
    ['Adam with L2', 'y', -0.001, 0.001],
    ['AdamW', 'x', 0.37, 0.39],
    ['AdamW', 'y', 0.37, 0.39],
  ],
  restarts: [
    ['One short cosine', 'loss', 0.19, 0.195],
    ['Four restarts', 'loss', 0.001, 0.002],
    ['One long cosine', 'loss', 1e-4, 5e-4],
  ],
  river: [
    ['Cosine', 'loss', -0.58, -0.56],
    ['WSD', 'loss', -0.9, -0.88],
    ['WSD', 'x', 8.5, 9.5],
    ['Constant', 'x', 8.5, 9.5],
  ],
  plateau: [
    ['Constant', 'made all steps'],
    ['On plateau', 'reached', 57],
    ['On plateau', 'loss', 0, 1e-15],
    ['Cosine', 'reached', 157],
  ],
  cliff: [
    ['Unclipped', 'diverged', 1],
    ['Unclipped', 'loss', 0.09, 0.09],
    ['Clipped', 'loss', 0, 1e-4],
  ],
  edge_of_stability: [
    ['Rate 0.05', 'reached', 13],
    ['Rate 0.2', 'x', 2.18, 2.181],
    ['Rate 0.3', 'x', 1.72, 1.721],
  ],
  catapult: [
    ['Calm', 'x', 3.97, 3.98],
    ['Catapult', 'x', 2.86, 2.87],
    ['Further', 'x', -0.87, -0.86],
    ['Too far', 'diverged', 8],
  ],
  precision: [
    ['Settles', 'x', 1, 1],
    ['Chaotic', 'made all steps'],
  ],
  basins: [['SGD', 'reached', 88]],
}

const texts = sceneTexts('en')

for (const { id, link } of scenes) {
  test(`the scene ${id} shows what it says`, async ({ lab, page }) => {
    await lab.openAtEnd(link)
    await expect(caption(page, texts[id].title)).toContainText(texts[id].look)
    await expect(lab.message).toBeEmpty()
    const { runs, surface } = trace(link)
    // The terminal computes in float64, and in chaos that is another path.
    const compared = link.includes('engine=f32') ? [] : runs
    for (const { name, loss } of compared)
      expectShown(await cell(page, name, 'now'), loss.at(-1)! - (surface.fmin ?? 0))
    for (const claim of claims[id]) await holds(lab, claim)
    // How the runs ended takes no room from what can be pressed.
    const { scrollWidth, clientWidth } = await page
      .locator('.runs')
      .evaluate((node) => ({ scrollWidth: node.scrollWidth, clientWidth: node.clientWidth }))
    expect(scrollWidth).toBe(clientWidth)
    expect(lab.link()).toBe(link)
  })
}

test('a scene is chosen from the menu; Back returns to the setup before', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await lab.field('Steps').fill('123')
  await lab.field('Steps').press('Enter')
  await page.getByRole('button', { name: 'Scenes', exact: true }).click()
  await menu(page).getByRole('link', { name: texts.saddle.title }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(caption(page, texts.saddle.title)).toBeVisible()
  await expect(lab.field('Steps')).toHaveValue('120')
  await page.goBack()
  await expect(lab.field('Steps')).toHaveValue('123')
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(caption(page, texts.saddle.title)).toHaveCount(0)
})

test('the menu names every scene, as links, in course order', async ({ lab, page }) => {
  await lab.open()
  const links = menu(page).getByRole('link')
  await page.getByRole('button', { name: 'Scenes', exact: true }).click()
  await expect(links).toHaveCount(scenes.length)
  expect(await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual(
    scenes.map(({ link }) => link),
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Scenes', exact: true })).toBeFocused()
})

test('the caption outlasts edits and the clock, not another surface', async ({ lab, page }) => {
  const [first, second] = [texts.three_rates, texts.edge]
  await lab.openAtEnd(scenes[0]!.link)
  const words = caption(page, first.title)
  const room = await page.getByRole('figure', { name: 'Stage' }).boundingBox()
  await lab.field('Learning rate of Right').fill('0.3')
  await lab.field('Learning rate of Right').press('Enter')
  await lab.play.click()
  await expect(lab.pause).toBeVisible()
  await expect(words).toBeVisible()
  expect(await page.getByRole('figure', { name: 'Stage' }).boundingBox()).toEqual(room)
  await words.getByRole('link', { name: 'Next scene' }).click()
  await expect(caption(page, second.title)).toBeVisible()
  await expect(words).toHaveCount(0)
  await page.evaluate(() => {
    location.hash = '#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)'
  })
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(caption(page, second.title)).toHaveCount(0)
})

test('a closed caption comes back from the menu, and speaks Chinese', async ({ lab, page }) => {
  await lab.openAtEnd(scenes[0]!.link)
  await lab.button('Close the caption').click()
  await expect(caption(page, texts.three_rates.title)).toHaveCount(0)
  await page.getByRole('button', { name: 'Scenes', exact: true }).click()
  await menu(page).getByRole('link', { name: texts.three_rates.title }).click()
  await expect(caption(page, texts.three_rates.title)).toBeVisible()
  await page.getByRole('button', { name: '中文' }).click()
  await expect(caption(page, sceneTexts('zh').three_rates.title)).toBeVisible()
})

test('a link that hides the scenes shows neither menu nor caption', async ({ lab, page }) => {
  await lab.openAtEnd(`${scenes[0]!.link}&hide=scenes`)
  await expect(page.getByRole('button', { name: 'Scenes', exact: true })).toHaveCount(0)
  await expect(caption(page, texts.three_rates.title)).toHaveCount(0)
})

test('axe finds nothing in menu and caption, light and dark', async ({ lab, page }) => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const theme of ['light', 'dark']) {
    await lab.openAtEnd(`${scenes[1]!.link}&theme=${theme}`)
    await expect(caption(page, texts.edge.title)).toBeVisible()
    await page.evaluate(axe)
    const found = () =>
      page.evaluate(async (): Promise<string[]> => {
        const { axe: tool } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const { violations } = await tool.run()
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
      })
    const ours = (all: string[]) => all.filter((each) => each.includes('scene'))
    expect(ours(await found())).toEqual([])
    await page.getByRole('button', { name: 'Scenes', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await found()).toEqual([])
    await page.keyboard.press('Escape')
  }
})

const menu = (page: Page) => page.getByRole('dialog', { name: 'Scenes' })

const caption = (page: Page, title: string) =>
  page.getByRole('region', { name: title, exact: true })

/** What a cell of a run's row shows; names may be the beginning of one another. */
function cell(page: Page, run: string, name: 'now' | 'target' | 'status'): Promise<string> {
  const head = page.getByRole('rowheader', { name: run, exact: true })
  return page.getByRole('row').filter({ has: head }).locator(`[data-cell=${name}]`).innerText()
}

async function holds(lab: Lab, [run, what, from, to]: Claim) {
  if (what === 'reached') {
    expect(await cell(lab.page, run, 'target')).toBe(String(from))
  } else if (what === 'diverged') {
    expect(await cell(lab.page, run, 'status')).toBe(`diverged at step ${from}`)
  } else if (what === 'made all steps') {
    expect(await cell(lab.page, run, 'status')).toMatch(/^all \d+ steps made$/)
  } else {
    const value = shown(
      what === 'loss' ? await cell(lab.page, run, 'now') : await place(lab, run, what),
    )
    expect(value, `${what} of ${run}`).toBeGreaterThanOrEqual(from)
    expect(value, `${what} of ${run}`).toBeLessThanOrEqual(to!)
  }
}

/** Where a run is, as the stage says it in words. */
async function place(lab: Lab, run: string, coordinate: 'x' | 'y'): Promise<string> {
  const said = await lab.summary().innerText()
  const [, x = '', y = ''] = new RegExp(`${run}: x ([^,;]+), (?:y ([^,;]+), )?f`).exec(said) ?? []
  return coordinate === 'x' ? x : y
}
