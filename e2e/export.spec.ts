import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { type Lab, test } from './lab.ts'

/** Sums and products only: every machine has the same bits. */
const EXACT =
  '#v=1&f=himmelblau&x=-1,-1&T=300&run=a%2Cb:sgd(lr=0.01)&run=momentum(lr=0.003)~step(n=100)'

const ravine = (link: string, format: string) =>
  execFileSync('npm', ['run', '--silent', 'ravine', '--', 'trace', link, '--format', format], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })

async function openDialog(lab: Lab, link: string, tab: 'Data' | 'Picture' | 'Code') {
  await lab.openAtEnd(link)
  await lab.button('Export').click()
  await lab.page.getByRole('tab', { name: tab }).click()
}

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

test('CSV and JSON are what the terminal prints, byte for byte', async ({ lab, page }) => {
  await openDialog(lab, EXACT, 'Data')
  await expect(page.getByText('602 rows')).toBeVisible()
  const csv = await saved(page, 'CSV')
  expect(csv.name).toBe('ravine-himmelblau-2runs.csv')
  expect(csv.bytes.toString()).toBe(ravine(lab.link(), 'csv'))
  const json = await saved(page, 'JSON')
  expect(json.bytes.toString()).toBe(ravine(lab.link(), 'json'))
  await expect(page.getByText('Saved as ravine-himmelblau-2runs.json.')).toBeVisible()
})

/** Width, height and how many colours a PNG has, as the browser reads it. */
const readPng = (page: Page, bytes: Buffer) =>
  page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const colors = new Set(new Uint32Array(data.buffer))
    return { width: canvas.width, height: canvas.height, colors: colors.size }
  }, bytes.toString('base64'))

/** What the browser's own reader of XML finds in an SVG. */
const readSvg = (page: Page, bytes: Buffer) =>
  page.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      faults: svg.querySelectorAll('parsererror').length,
      width: Number(svg.documentElement.getAttribute('width')),
      height: Number(svg.documentElement.getAttribute('height')),
      runs: svg.querySelectorAll('path.run').length,
      images: svg.querySelectorAll('image').length,
      words: [...svg.querySelectorAll('text')].map((word) => word.textContent),
    }
  }, bytes.toString())

test('pictures of stage and curves stand alone, in both themes', async ({ lab, page }) => {
  await openDialog(lab, EXACT, 'Picture')
  for (const figure of ['stage', 'curves']) {
    for (const theme of ['light', 'dark']) {
      await page.getByLabel('Figure').selectOption(figure)
      await page.getByLabel('Colours').selectOption(theme)
      const svg = await readSvg(page, (await saved(page, 'SVG')).bytes)
      expect(svg.faults).toBe(0)
      expect(svg.runs).toBe(figure === 'stage' ? 2 : 6)
      expect(svg.images).toBe(figure === 'stage' ? 1 : 0)
      expect(svg.words).toEqual(expect.arrayContaining(['a,b', 'Momentum']))
      const png = await readPng(page, (await saved(page, 'PNG')).bytes)
      expect(png.width).toBe(Math.floor(svg.width) * 2)
      expect(png.height).toBe(Math.floor(svg.height) * 2)
      expect(png.colors).toBeGreaterThan(20)
    }
  }
})

test('the picture of the stage has what the stage has', async ({ lab, page }) => {
  const runs = '&run=sgd(lr=0.01)~project(min=-2,max=2)~start(-3,3)&run=sgd(lr=5)~start(1,1)'
  await page.goto(`./#v=1&f=himmelblau&x=-1,-1&T=60${runs}`)
  await page
    .getByRole('slider', { name: /^Start of/ })
    .first()
    .waitFor()
  await page.keyboard.press('End')
  await lab.button('Gradient arrows').click()
  await lab.button('Export').click()
  await page.getByRole('tab', { name: 'Picture' }).click()
  let svg = ''
  const count = (pattern: RegExp) => svg.match(pattern)?.length ?? 0
  // The arrows are computed while the dialog opens.
  await expect
    .poll(async () => {
      svg = (await saved(page, 'SVG')).bytes.toString()
      return count(/class="arrows"/g)
    })
    .toBe(1)
  // no run begins at the common start; the second leaves the view
  expect(count(/class="start"/g)).toBe(2)
  expect(count(/class="exit"/g)).toBe(1)
  expect(count(/class="box"/g)).toBe(1)
  expect(count(/<g class="heights"/g)).toBe(1)
})

test('keys in the dialog leave the page behind alone', async ({ lab, page }) => {
  await openDialog(lab, '#v=1&f=himmelblau&x=-1,-1&T=60&run=sgd(lr=0.01)', 'Code')
  const before = await lab.step()
  await page.locator('pre').focus()
  for (const key of ['Home', 'ArrowLeft', 'Space']) await page.keyboard.press(key)
  // Nothing in the dialog has the focus after a press on its words.
  await page.getByRole('heading', { name: 'Take it away' }).click()
  for (const key of ['Home', 'ArrowLeft', 'Space', 'Control+z']) await page.keyboard.press(key)
  expect(await lab.step()).toBe(before)
  await page.keyboard.press('Escape')
  await expect(lab.play).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => lab.step()).toBe(before - 1)
})

test('a run as code, or the dialect that has one', async ({ lab, page }) => {
  await openDialog(lab, '#v=1&f=beale&T=80&run=adam(lr=0.25,beta1=0.8)~cosine', 'Code')
  const code = page.locator('pre')
  await expect(code).toContainText(
    'torch.optim.Adam([theta], lr=0.25, betas=(0.8, 0.999), eps=1e-8)',
  )
  await expect(code).toContainText('CosineAnnealingLR(optimizer, T_max=80, eta_min=0)')
  await page.getByLabel('Library').selectOption('keras')
  await expect(code).toHaveCount(0)
  await lab.button('Use the keras text in this run').click()
  await expect(code).toContainText(/keras\.optimizers\.Adam\(\s*learning_rate=/)
  await expect(code).toContainText('beta_1=0.8, beta_2=0.999, epsilon=1e-7')
  await expect.poll(() => lab.link()).toContain('adam.keras')
})

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('no tab of the dialog has a fault that axe finds', async ({ lab, page }) => {
      await openDialog(lab, '#v=1&noise=0.1&run=sgd(lr=0.01)&run=heavy_ball', 'Data')
      await page.evaluate(axe)
      const faults = () =>
        page.evaluate<readonly { id: string }[]>(
          "axe.run('dialog.export').then(({ violations }) => violations)",
        )
      expect((await faults()).map(({ id }) => id)).toEqual([])
      for (const tab of ['Picture', 'Code']) {
        await page.getByRole('tab', { name: tab }).click()
        expect((await faults()).map(({ id }) => id)).toEqual([])
      }
      await page.getByRole('dialog').getByRole('combobox').first().selectOption('Heavy ball')
      await expect(page.getByText('PyTorch has nothing for this run.')).toBeVisible()
      expect((await faults()).map(({ id }) => id)).toEqual([])
    })
  })

test('a large race is written without holding up the page', async ({ lab, page }) => {
  const link = '#v=1&f=himmelblau&x=-1,-1&T=100000' + '&run=sgd(lr=0.0001)'.repeat(4)
  await openDialog(lab, link, 'Data')
  await expect(page.getByText('400,004 rows')).toBeVisible()
  await page.evaluate(() => {
    const found: number[] = []
    Object.assign(window, { found })
    let last = performance.now()
    const tick = () => {
      found.push(performance.now() - last)
      last = performance.now()
      setTimeout(tick)
    }
    tick()
  })
  const { bytes } = await saved(page, 'CSV')
  expect(bytes.toString().match(/\r\n/g)).toHaveLength(400_005)
  // a tick waits for one slice at most, and for whatever else this machine does
  const waits = await page.evaluate<number[]>('found')
  expect(waits.length).toBeGreaterThan(20)
  const sorted = waits.toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(50)
})

test('keys walk the tabs, Escape leads back, and a link may hide it all', async ({ lab, page }) => {
  await openDialog(lab, EXACT, 'Code')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Picture' })).toBeFocused()
  await expect(page.getByRole('tab', { name: 'Picture' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(lab.button('Export')).toBeFocused()
  await lab.open('#v=1&hide=export')
  await expect(lab.button('Export')).toHaveCount(0)
})
