import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { expectShown, test, trace } from './lab.ts'

const LINK = '#v=1&f=beale&x=1,1&T=200&run=adam(lr=0.05)&run=momentum(lr=0.001)~onecycle'
const ALL = [
  'Learning rate',
  'Gradient norm',
  'Step length',
  'Distance to the minimum',
  'Momentum',
  'Sharpness λmax',
]
const SIXTEEN = `#v=1&f=rosenbrock&T=300&${Array.from(
  { length: 16 },
  (_, i) => `run=${i % 2 ? 'sgd' : 'adam'}(lr=${(i + 1) / (i % 2 ? 40_000 : 400)})`,
).join('&')}`

const panels = (page: Page) => page.locator('[data-curve]')
const panel = (page: Page, id: string) => page.locator(`[data-curve=${id}]`)
const value = (page: Page, id: string, run: number) =>
  panel(page, id).locator(`[data-run="${run}"] .value`)

/** Opens the list, presses these boxes, closes the list. */
async function choose(page: Page, ...names: readonly string[]) {
  await page.getByRole('button', { name: 'Choose curves' }).click()
  const list = page.getByRole('group', { name: 'Choose curves' })
  for (const name of names) await list.getByRole('checkbox', { name }).click()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
}

test('which curves are drawn and on which axis stays over a reload', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await expect(panels(page)).toHaveCount(3)
  await choose(page, 'Learning rate', 'Momentum')
  const chosen = async () =>
    panels(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-curve')))
  // Panels come one a frame where the frame is full.
  await expect
    .poll(async () => new Set(await chosen()))
    .toEqual(new Set(['gradient', 'loss', 'momentum']))
  await lab.button('Gradient norm ‖∇f‖: log axis').click()
  const linear = lab.button('Gradient norm ‖∇f‖: linear axis')
  await expect(linear).toHaveText('linear')
  await expect(panel(page, 'gradient')).not.toContainText('10−')
  await page.reload()
  await expect(linear).toBeVisible()
  await expect.poll(chosen).toEqual(['loss', 'gradient', 'momentum'])
  await expect(lab.button('Momentum: log axis')).toHaveCount(0)
  expect(lab.link()).not.toContain('curves')
})

test('without a curve the panel says what a curve is', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await choose(page, 'Loss', 'Learning rate', 'Gradient norm')
  await expect(page.getByText('No curve is chosen.')).toBeVisible()
  await lab.button('Show the loss').click()
  await expect(panels(page)).toHaveCount(1)
})

test('a drag on any curve puts the clock where the hand is', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  for (const [id, from, to] of [
    ['loss', 0.9, 0.25],
    ['gradient', 0.1, 0.634],
  ] as const) {
    const box = (await panel(page, id).locator('canvas').first().boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + from * box.width, y)
    await page.mouse.down()
    await page.mouse.move(box.x + to * box.width, y, { steps: 4 })
    await page.mouse.up()
    expect(Math.abs((await lab.step()) - to * 200)).toBeLessThanOrEqual(1)
    const clock = page.getByRole('slider', { name: 'Step shown' })
    await expect(clock).toHaveAttribute('aria-valuenow', String(await lab.step()))
  }
})

test('the numbers at the cross-hair are those of the run', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await choose(page, ...ALL.filter((name) => !['Learning rate', 'Gradient norm'].includes(name)))
  const { runs } = trace(lab.link())
  for (const k of [200, 0, 1, 77]) {
    await lab.scrubber.fill(String(k))
    // Drawn in one frame with the numbers.
    const clock = page.getByRole('slider', { name: 'Step shown' })
    await expect(clock).toHaveAttribute('aria-valuenow', String(k))
    for (const [i, { theta, loss, grad_norm, lr, momentum }] of runs.entries()) {
      const [here, next] = [theta[k]!, theta[Math.min(k, 199) + 1]!]
      const before = theta[Math.min(k, 199)]!
      const expected = {
        loss: loss[k]!,
        gradient: grad_norm[k]!,
        // Of T steps the last is told to the end of the clock.
        lr: lr[Math.min(k, 199)]!,
        step: Math.hypot(next[0] - before[0], next[1] - before[1]),
        distance: Math.hypot(here[0] - 3, here[1] - 0.5),
      }
      for (const [id, number] of Object.entries(expected)) {
        await expect(value(page, id, i)).not.toBeEmpty()
        expectShown((await value(page, id, i).textContent()) ?? '', number)
      }
      if (momentum)
        expectShown(
          (await value(page, 'momentum', i).textContent()) ?? '',
          momentum[Math.min(k, 199)]!,
        )
      else await expect(value(page, 'momentum', i)).toHaveCount(0)
    }
  }
})

test('curvature is that of the surface, and stands beside what the rate bears', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd('#v=1&f=:3*x^2%2By^2&x=1,1&T=20&run=sgd(0.25)&run=adam(0.1)')
  await choose(page, 'Loss', 'Learning rate', 'Gradient norm', 'Sharpness λmax')
  for (const run of [0, 1]) await expect(value(page, 'sharpness', run)).toHaveText('6')
  // 2/η = 8 and λmax = 6 are on the axis: the dotted line lies above the other.
  const colours = () =>
    panel(page, 'sharpness')
      .locator('canvas')
      .nth(1)
      .evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas
        const copy = new OffscreenCanvas(width, height).getContext('2d', {
          willReadFrequently: true,
        })!
        copy.drawImage(canvas, 0, 0)
        const { data } = copy.getImageData(0, 0, width, height)
        const shares: number[] = []
        for (let y = 0; y < height; y++) {
          let inked = 0
          for (let x = 0; x < width; x++) if (data[4 * (y * width + x) + 3]! > 60) inked++
          if (inked > 0.2 * width) shares.push(inked / width)
        }
        return shares
      })
  await expect.poll(async () => (await colours()).length).toBeGreaterThan(1)
  const shares = await colours()
  expect(shares[0]).toBeLessThan(0.6)
  expect(Math.max(...shares)).toBeGreaterThan(0.9)
})

test('while it plays the numbers come with the pointer and go with it', async ({ lab, page }) => {
  await lab.open(LINK)
  await lab.page.getByLabel('Speed').selectOption('0.25')
  await expect(lab.pause).toBeVisible()
  await expect(value(page, 'loss', 0)).toBeEmpty()
  const box = (await panel(page, 'loss').boundingBox())!
  await page.mouse.move(box.x + 100, box.y + 80)
  await expect(value(page, 'gradient', 0)).not.toBeEmpty()
  await page.mouse.move(600, 300)
  await expect(value(page, 'loss', 0)).toBeEmpty()
})

test('the last of all curves can be scrolled to', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await lab.openAtEnd(LINK)
  await choose(page, ...ALL.slice(2))
  await expect(panels(page)).toHaveCount(7)
  const body = page.locator('.curves-body')
  await body.hover()
  await page.mouse.wheel(0, 5000)
  const below = async () => {
    const bottoms = await panels(page).evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().bottom),
    )
    const bottom = await body.evaluate((node) => node.getBoundingClientRect().bottom)
    return Math.max(...bottoms) - bottom
  }
  await expect.poll(below).toBeLessThanOrEqual(0)
})

test('a short name is whole beside its number', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await lab.openAtEnd('#v=1&f=:x^2%2By^2&x=1,1&T=200&run=sgd(0.07)&run=adam(0.1)')
  for (const [run, name] of [
    [0, 'SGD'],
    [1, 'Adam'],
  ] as const) {
    await expect(value(page, 'loss', run)).not.toBeEmpty()
    await expect(panel(page, 'loss').locator(`[data-run="${run}"] .name`)).toHaveText(name)
  }
})

test('a place without numbers says why', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=beale&T=20&run=adam(lr=0.05)')
  await choose(page, 'Momentum')
  await expect(panel(page, 'momentum')).toContainText('No run’s schedule drives momentum')
  await page.goto('./#v=1&f=beale&run=')
  await expect(panel(page, 'loss')).toContainText('There are no runs.')
  const ticks = panel(page, 'loss').locator('g[text-anchor=end] text')
  await expect(ticks).toHaveCount(0)
})

test('names of sixteen runs never lie on one another, and those without room are counted', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(SIXTEEN)
  await choose(page, 'Step length')
  await expect(panels(page)).toHaveCount(4)
  await expect(value(page, 'loss', 0)).not.toBeEmpty()
  for (const id of ['loss', 'lr', 'gradient', 'step']) {
    const boxes = await panel(page, id)
      .locator('[data-run] text')
      .evaluateAll((texts) =>
        texts.map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect()
          return { left, right, top, bottom, text: text.textContent }
        }),
      )
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(0, i)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        // Boxes of letters hold their descenders' room: 13 px lines of 11 px letters share two.
        expect(across > 0 && down > 2.5, `${a.text} on ${b.text} in ${id}`).toBe(false)
      }
    const named = await panel(page, id).locator('[data-run]').count()
    const more = await panel(page, id).locator('.curve-more').textContent()
    expect(named + Number(more ?? 0)).toBe(16)
  }
})

test('a run that ended early has its marker where it ended', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=:x^2&x=10,0&T=2000&run=Too%20large:sgd(2.1)&run=sgd(0.2)')
  const [gone, calm] = [0, 1].map((run) => panel(page, 'lr').locator(`[data-run="${run}"] .end`))
  const box = (await panel(page, 'lr').locator('canvas').first().boundingBox())!
  const steps = trace(lab.link()).runs[0]!.lr.length
  expect(steps).toBeLessThan(1900)
  const mark = (await gone!.boundingBox())!
  expect(mark.x + mark.width / 2 - box.x).toBeCloseTo((box.width * (steps - 1)) / 2000, 0)
  await expect(calm!).toBeHidden()
})

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

for (const theme of ['light', 'dark'] as const)
  test.describe(`in the ${theme}`, () => {
    test.use({ colorScheme: theme })
    test('all seven curves and the list of them have no fault that axe finds', async ({
      lab,
      page,
    }) => {
      await lab.openAtEnd(LINK)
      await choose(page, ...ALL.slice(2))
      await expect(panels(page)).toHaveCount(7)
      await page.getByRole('button', { name: 'Choose curves' }).click()
      await page.evaluate(axe)
      const found = await page.evaluate<readonly { id: string }[]>(
        "axe.run('.curves').then(({ violations }) => violations)",
      )
      expect(found.map(({ id }) => id)).toEqual([])
    })
  })
