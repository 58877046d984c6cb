import { expect, type Page } from '@playwright/test'
import { rgb } from 'd3'
import { lossPalette } from '#plots/loss-palette.ts'
import { runColor, themes } from '#plots/colors.ts'
import { type Ink, settled, settledFor } from './ink.ts'
import { expectShown, type Lab, shown, test, trace } from './lab.ts'

test.use({ neighbours: true })

const LINK = '#v=1&f=beale&x=1,1&T=60&run=adam(lr=0.1)'

const facts = (page: Page) => page.locator('.facts')

async function openCard(lab: Lab): Promise<void> {
  const card = lab.button('Parameters, schedule and transforms of Adam')
  if ((await card.getAttribute('aria-expanded')) === 'false') await card.click()
}

test('every run has its neighbours, until one takes them away', async ({ lab, page }) => {
  await lab.openAtEnd(LINK)
  await settled(page, ({ share }) => share > 0)
  await expect(facts(page)).toContainText(/float32 · WebGL \(.+\) · 256 lanes/)
  const toggle = lab.button('Neighbours')
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  await toggle.click()
  await settled(page, ({ share }) => share === 0)
  await expect(facts(page)).not.toContainText('float32')
  // Remembered here, not in the link.
  expect(lab.link()).toBe(LINK)
  await page.reload()
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')
})

test('a cloud of one is the run itself: its point is where the run is', async ({ lab, page }) => {
  const view = '&view=-0.5,3.5,-1.5,1.5'
  const cloud = '~cloud(n=1,from=disc)'
  const [x, y] = trace(LINK).runs[0]!.theta[20]!
  // The same view, the start where the run is after 20 steps: the handle tells the pixel.
  await lab.open(`${LINK.replace('x=1,1', `x=${x},${y}`)}${view}&k=0`)
  const handle = await lab.handle()
  await lab.open(`${LINK}${cloud}${view}&k=20`)
  await settled(page, (ink) => Math.hypot(ink.x - handle.x, ink.y - handle.y) < 1)
})

test('points follow the clock back and forth', async ({ lab, page }) => {
  const away = (from: { x: number; y: number }) => (ink: Ink) =>
    Math.hypot(ink.x - from.x, ink.y - from.y)
  await lab.open(`${LINK}~cloud(n=1)&view=-0.5,3.5,-1.5,1.5&k=0`)
  const start = await lab.handle()
  await settled(page, (ink) => away(start)(ink) < 1)
  await page.keyboard.press('End')
  const end = await settled(page, (ink) => away(start)(ink) > 50)
  await lab.scrubber.fill('20')
  const between = await settled(page, (ink) => away(end)(ink) > 5 && away(start)(ink) > 5)
  await page.keyboard.press('End')
  await settled(page, (ink) => away(end)(ink) < 0.5)
  await lab.scrubber.fill('20')
  await settled(page, (ink) => away(between)(ink) < 0.5)
  await lab.scrubber.fill('0')
  await settled(page, (ink) => away(start)(ink) < 1)
})

test('a run’s own cloud is set on its card, written in the link, and undone', async ({
  lab,
  page,
}) => {
  await lab.openAtEnd(LINK)
  await openCard(lab)
  await page.getByRole('checkbox', { name: 'Own cloud' }).check()
  await expect.poll(() => lab.link()).toBe(`${LINK}~cloud(n=256)`)
  const starts = lab.field('Starts of the cloud of Adam')
  // All of it fits into the panel.
  const [panel, field] = await Promise.all([
    page.getByRole('listitem').filter({ has: starts }).boundingBox(),
    starts.boundingBox(),
  ])
  expect(field!.x + field!.width).toBeLessThanOrEqual(panel!.x + panel!.width)
  await starts.fill('1000')
  await starts.press('Enter')
  await expect(facts(page)).toContainText('1,000 lanes')
  await page.getByRole('combobox', { name: 'Spread of the cloud of Adam' }).selectOption('grid')
  await expect.poll(() => lab.link()).toBe(`${LINK}~cloud(n=1000,from=grid)`)
  // A grid has no radius.
  await expect(lab.field('Radius of the cloud of Adam')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Spread of the cloud of Adam' }).selectOption('disc')
  const radius = lab.field('Radius of the cloud of Adam')
  await radius.fill('0.5')
  await radius.press('Enter')
  await expect.poll(() => lab.link()).toBe(`${LINK}~cloud(n=1000,from=disc,r=0.5)`)
  const wide = await settledFor(page)
  await page.reload()
  await lab.start.waitFor()
  await page.keyboard.press('End')
  await openCard(lab)
  await expect(starts).toHaveValue('1000')
  await settled(page, ({ share }) => Math.abs(share - wide.share) < 1e-6)
  await starts.fill('0')
  await starts.press('Enter')
  await settled(page, ({ share }) => share === 0)
  await page.getByRole('checkbox', { name: 'Own cloud' }).uncheck()
  await expect.poll(() => lab.link()).toBe(LINK)
  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toBe(`${LINK}~cloud(n=0,from=disc,r=0.5)`)
})

for (const theme of ['light', 'dark'] as const)
  test(`points are coloured by run, or by loss: ${theme}`, async ({ lab, page }) => {
    // Nearly at its minimum, where the loss has the lowest colour.
    await lab.openAtEnd(`${LINK.replace('T=60', 'T=400')}~cloud(n=64,r=0.01)&theme=${theme}`)
    const away = ({ color }: Ink, wanted: string) => {
      const { r, g, b } = rgb(wanted)
      return Math.hypot(color[0] - r, color[1] - g, color[2] - b)
    }
    const own = runColor(themes[theme], 0)
    const low = lossPalette(theme, 2)[0]!
    const byRun = await settled(page, ({ share }) => share > 0)
    expect(away(byRun, own)).toBeLessThan(12)
    await lab.button('Colour points by loss').click()
    await expect(page.getByTitle('Colour of the points: loss')).toBeVisible()
    await settled(page, (ink) => away(ink, low) < 24)
    await lab.button('Colour points by loss').click()
    await settled(page, (ink) => away(ink, own) < 12)
  })

test('a graph has no cloud, and says why', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=:x^2&x=3,0&T=20&run=adam(lr=0.1)~cloud(n=9)')
  await openCard(lab)
  await expect(page.getByRole('checkbox', { name: 'Own cloud' })).toBeDisabled()
  await expect(page.getByText('A function of x alone has no plane')).toBeVisible()
  await expect(lab.button('Neighbours')).toHaveCount(0)
})

test('in float32 the runs are those of the GPU, and a curve compares them', async ({
  lab,
  page,
}) => {
  await lab.open(LINK)
  await page.keyboard.press('End')
  const precision = page.getByRole('combobox', { name: 'Precision' })
  await precision.selectOption({ label: 'float32 · WebGL' })
  await expect(facts(page)).toContainText(/^float32 · WebGL \(/)
  await expect.poll(() => lab.link()).toContain('&engine=f32')
  await expect(page.getByText('float32 − float64').first()).toBeAttached()
  // A thousandth, not the last digit: single precision has seven, and the path is short.
  const { runs } = trace(LINK)
  const now = shown((await lab.cell('Adam', 'now').textContent()) ?? '')
  expect(Math.abs(now / runs[0]!.loss.at(-1)! - 1)).toBeLessThan(1e-3)
  await precision.selectOption({ label: 'float64' })
  await expect(facts(page)).toContainText('float64 · WebAssembly')
  expectShown((await lab.cell('Adam', 'now').textContent()) ?? '', runs[0]!.loss.at(-1)!)
})

test('a link in float32 opens in float32; dragging its start goes on', async ({ lab, page }) => {
  const link = LINK.replace('&run=', '&engine=f32&run=')
  await page.goto(`./${link}`)
  await expect(facts(page)).toContainText(/^float32 · WebGL \(/)
  await page.keyboard.press('End')
  const { x, y } = await lab.handle()
  const before = await lab.cell('Adam', 'now').textContent()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 40, y + 10, { steps: 5 })
  await expect(lab.cell('Adam', 'now')).not.toHaveText(before ?? '')
  await page.mouse.up()
  const wanted = () => trace(lab.link()).runs[0]!.loss.at(-1)!
  await expect.poll(() => lab.link()).not.toContain('x=1,1')
  await expect
    .poll(async () => {
      const now = shown((await lab.cell('Adam', 'now').textContent()) ?? '')
      return Math.abs(now / wanted() - 1)
    })
    .toBeLessThan(1e-2)
})

test('a run that the GPU cannot hold says what it lacks; its race is in float64', async ({
  lab,
  page,
}) => {
  // Seventeen states of two coordinates and θ: nine textures of four numbers. GPUs draw eight at once.
  const names = Array.from({ length: 17 }, (_, i) => `a${i + 1}`)
  const chain = names.map((name, i) => `${name}=0.1*${name}+0.1*${names[i - 1] ?? 'g'}`)
  const states = `state%20${names.map((name) => `${name}=0`).join(',')}`
  const def = `def=rule.deep(lr=0.1):${states};${chain.join(';')};theta=theta-lr*(g+a17)`
  const link = `#v=1&f=booth&x=1,1&T=9&engine=f32&run=Deep:deep(lr=0.01)~cloud(n=64)&run=sgd(lr=0.01)&${def}`
  await lab.openAtEnd(link)
  await expect(lab.message).toBeEmpty()
  const card = page.locator('.card').filter({ hasText: 'Deep' })
  await expect(card).toContainText(/its state needs 9 textures, this GPU draws \d: no cloud/)
  await expect(card).toContainText('computed in float64')
  await expect(page.locator('.card').filter({ hasText: 'SGD' })).not.toContainText('float64')
  expectShown(
    (await lab.cell('Deep', 'now').textContent()) ?? '',
    trace(link).runs[0]!.loss.at(-1)!,
  )
})

for (const width of [1024, 390])
  test(`at ${width} px nothing overflows`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height: 800 })
    await lab.openAtEnd(`${LINK}~cloud(n=1000)`)
    await settled(page, ({ share }) => share > 0)
    const over = await page.evaluate(() => {
      const root = document.documentElement
      const bar = document.querySelector('.bar')!
      return [root.scrollWidth - root.clientWidth, bar.scrollWidth - bar.clientWidth]
    })
    expect(over).toEqual([0, 0])
  })

test('the page speaks of clouds in Chinese', async ({ lab, page }) => {
  await page.goto(`./${LINK}&lang=zh`)
  await expect(page.getByRole('button', { name: '邻点' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: '精度' })).toBeVisible()
  await expect(facts(page)).toContainText('256 条并行轨迹')
  expect(lab.link()).toContain('lang=zh')
})
