import { expect, type Page, type Worker } from '@playwright/test'
import { expectShown, test, trace } from './lab.ts'

test.use({ neighbours: true })

const LINK = '#v=1&f=himmelblau&x=0,0&T=60&k=40&run=adam(lr=0.1)~cloud(n=1000,r=2)'

/** What a test can do inside the swarm's worker, whose script begins with `HOOK`. */
type Hooked = {
  readonly lose: () => void
  /** loses the context and gives it back; resolves when the worker says that all is restored */
  readonly loseOnce: () => Promise<void>
  readonly tensors: () => number
}

/** Keeps the context that the worker draws with, so that a test can take it away. */
const HOOK = `
  self.tensors = () => self._tfengine.memory().numTensors
  let told = () => {}
  const post = self.postMessage.bind(self)
  self.postMessage = (message, ...how) => {
    post(message, ...how)
    if (message.kind === 'restored') told()
  }
  const before = OffscreenCanvas.prototype.getContext
  OffscreenCanvas.prototype.getContext = function (...how) {
    const context = before.apply(this, how)
    if (how[0] === 'webgl2' && context) {
      // a lost context hands out no extensions
      const extension = context.getExtension('WEBGL_lose_context')
      self.lose = () => extension.loseContext()
      self.loseOnce = () =>
        new Promise((resolve) => {
          told = resolve
          const back = () => setTimeout(() => extension.restoreContext())
          this.addEventListener('webglcontextlost', back, { once: true })
          extension.loseContext()
        })
    }
    return context
  }
`

/** No WebGL2 in the worker. */
const WITHOUT = `
  const before = OffscreenCanvas.prototype.getContext
  OffscreenCanvas.prototype.getContext = function (...how) {
    return how[0] === 'webgl2' ? null : before.apply(this, how)
  }
`

/** Puts something before the swarm's script. */
const hook = (page: Page, script: string) =>
  page.route('**/swarm.worker-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `{${script}}\n${await response.text()}` })
  })

const facts = (page: Page) => page.locator('.facts')

/** The worker of the clouds that is there now. */
async function swarmOf(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().some((each) => each.url().includes('swarm'))).toBe(true)
  return page.workers().findLast((each) => each.url().includes('swarm'))!
}

/** A sum of the points as they are on the page; '' where there are none. */
const picture = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-layer=swarm] canvas')
    const copy = document.createElement('canvas')
    const context = copy.getContext('2d')
    if (!canvas || !context || canvas.width < 2) return ''
    copy.width = canvas.width
    copy.height = canvas.height
    context.drawImage(canvas, 0, 0)
    const { data } = context.getImageData(0, 0, copy.width, copy.height)
    if (!data.some((byte) => byte > 0)) return ''
    const sum = data.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5)
    return `${copy.width} × ${copy.height}: ${sum}`
  })

/** Opens the link; the picture once it stands still. */
async function drawn(page: Page): Promise<string> {
  await page.goto(`./${LINK}`)
  return still(page)
}

async function still(page: Page): Promise<string> {
  let last = ''
  await expect
    .poll(
      async () => {
        const now = await picture(page)
        const same = now !== '' && now === last
        last = now
        return same
      },
      { timeout: 20_000, intervals: [150] },
    )
    .toBe(true)
  return last
}

test('a context lost 200 times in a row comes back, and nothing leaks', async ({ page }) => {
  test.setTimeout(150_000)
  await hook(page, HOOK)
  const before = await drawn(page)
  await expect(facts(page)).toContainText('1,000 lanes')
  const worker = await swarmOf(page)
  const tensors = () => worker.evaluate(() => (self as unknown as Hooked).tensors())
  const atFirst = await tensors()
  expect(atFirst).toBeGreaterThan(0)
  for (let i = 0; i < 200; i++) await worker.evaluate(() => (self as unknown as Hooked).loseOnce())
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => picture(page)).toBe(before)
  expect(await swarmOf(page)).toBe(worker)
  await expect.poll(tensors).toBeLessThanOrEqual(atFirst)
  await expect(facts(page)).toContainText('WebGL')
})

test('a context that does not come back is replaced with its worker', async ({ page }) => {
  await hook(page, HOOK)
  const before = await drawn(page)
  const worker = await swarmOf(page)
  await worker.evaluate(() => (self as unknown as Hooked).lose())
  await expect(page.getByText('what it computes was started again')).toBeVisible({
    timeout: 10_000,
  })
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => picture(page), { timeout: 15_000 }).toBe(before)
  expect(await swarmOf(page)).not.toBe(worker)
  await expect(facts(page)).toContainText('WebGL')
})

test('GPUs that are lost again and again give way to the processor', async ({ page }) => {
  test.setTimeout(60_000)
  await hook(page, HOOK)
  await drawn(page)
  for (let i = 0; i < 3; i++) {
    const worker = await swarmOf(page)
    await expect(facts(page)).toContainText('WebGL')
    await worker.evaluate(() => (self as unknown as Hooked).lose())
    await expect.poll(async () => (await swarmOf(page)) !== worker, { timeout: 10_000 }).toBe(true)
    await still(page)
  }
  await expect(facts(page)).toContainText('the GPU was lost')
})

test('without WebGL2 the processor makes the same points', async ({ page }) => {
  await hook(page, WITHOUT)
  await drawn(page)
  await expect(facts(page)).toContainText('processor, no WebGL2 here · 1,000 lanes')
})

test('WebGL2 that cannot draw float32 is as good as none', async ({ page }) => {
  await hook(
    page,
    `const before = WebGL2RenderingContext.prototype.getExtension
     WebGL2RenderingContext.prototype.getExtension = function (name) {
       return name === 'EXT_color_buffer_float' ? null : before.call(this, name)
     }`,
  )
  expect(await drawn(page)).not.toBe('')
  await expect(facts(page)).toContainText('processor, no WebGL2 here')
  // Nothing was lost, and nothing is said to be.
  await expect(page.getByText('was started again')).toHaveCount(0)
})

test('without OffscreenCanvas the page draws them', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen')
  })
  await drawn(page)
  await expect(facts(page)).toContainText('processor, no OffscreenCanvas here · 1,000 lanes')
})

test('without workers there are runs, no points, and the bar says so', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Worker')
  })
  await page.goto(`./${LINK}`)
  await expect(facts(page)).toContainText('no clouds: no worker here')
  await page.keyboard.press('End')
  const { loss } = trace(LINK).runs[0]!
  const now = lab.cell('Adam', 'now')
  await expect(now).not.toHaveText('–')
  expectShown((await now.textContent()) ?? '', loss.at(-1)!)
  expect(await picture(page)).toBe('')
})
