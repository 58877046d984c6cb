import { expect } from '@playwright/test'
import { expectShown, shown, test, trace } from './lab.ts'

const DEFAULT =
  '#v=1&f=rosenbrock&x=-1.5,2&T=500&run=sgd(lr=0.001)&run=momentum(lr=0.0005)&run=adam(lr=0.1)&run=lion(lr=0.02)~cosine'

test('the default scene ends where it should, and as the terminal says', async ({ lab, page }) => {
  await lab.openAtEnd()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.button('Copy link').click()
  await expect(page.getByText('Link copied').first()).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const link = new URL(copied).hash
  expect(decodeURIComponent(link)).toBe(DEFAULT)

  const { runs, surface, T } = trace(link)
  expect(runs.map(({ name }) => name)).toEqual(['SGD', 'Momentum', 'Adam', 'Lion'])
  for (const { name, loss } of runs) {
    expect(loss).toHaveLength(T + 1)
    expectShown(await lab.cell(name, 'now').innerText(), loss[T]! - surface.fmin!)
    expectShown(await lab.cell(name, 'best').innerText(), Math.min(...loss) - surface.fmin!)
  }
  const now = async (name: string) => shown(await lab.cell(name, 'now').innerText())
  expect(await now('SGD')).toBeCloseTo(4.5, 1)
  expect(runs[0]!.theta[T]![0]).toBeLessThan(-1)
  expect(await now('Momentum')).toBeCloseTo(8e-2, 2)
  expect(await now('Adam')).toBeCloseTo(9e-3, 3)
  expect(await now('Lion')).toBeCloseTo(7e-5, 5)
})

test('every step shown is the step that ran', async ({ lab }) => {
  const link =
    '#v=1&f=himmelblau&x=-1,-1&T=40&run=adam(lr=0.2)&run=clip_norm(1)~momentum(lr=0.02)~warmup(n=10)~cosine'
  await lab.openAtEnd(link)
  const { runs, surface } = trace(lab.link())
  for (const k of [40, 0, 1, 17]) {
    await lab.scrubber.fill(String(k))
    // The words follow the clock a frame later.
    await expect(async () => {
      for (const run of runs) await expectStep(run, k)
    }).toPass({ timeout: 5000 })
  }

  async function expectStep({ name, loss, theta }: (typeof runs)[number], k: number) {
    expectShown(await lab.cell(name, 'now').innerText(), loss[k]! - surface.fmin!)
    const [, x = '', y = '', f = ''] =
      new RegExp(`${name}: x (.+?), y (.+?), f ([^;]+)`).exec(await lab.summary().innerText()) ?? []
    expectShown(x, theta[k]![0])
    expectShown(y, theta[k]![1])
    expectShown(f, loss[k]!)
  }
})

test('a run that diverges says at which step', async ({ lab }) => {
  await lab.openAtEnd('#v=1&f=:x^2&x=10,0&T=60&run=Too%20large:sgd(1.1)&run=sgd(0.2)')
  const [wild, calm] = trace(lab.link()).runs
  expect(wild!.status).toBe('diverged')
  await expect(lab.cell('Too large', 'status')).toHaveText(/^diverged at step \d+$/)
  expect(await lab.cell('SGD', 'status').innerText()).not.toContain('diverged')
  expectShown(await lab.cell('SGD', 'now').innerText(), calm!.loss[60]!)
})
