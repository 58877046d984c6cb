import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test as plain, type Worker } from '@playwright/test'
import * as fc from 'fast-check'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { printExpr } from '#formula/print.ts'
import { EVERYTHING, formulas as formulasOf } from '#formula/random-formula.fixture.ts'
import { servePage } from '../scripts/serve-page.mjs'
import type { Proof, Verdict } from './gpu/proof.worker.ts'

const plainFormulas = formulasOf({ ...EVERYTHING, names: ['x', 'y'] })

type Ask = <Name extends keyof Proof>(
  name: Name,
  ...args: Parameters<Proof[Name]>
) => Promise<Awaited<ReturnType<Proof[Name]>>>

/** Asks the worker of e2e/gpu, which has the page's own device on WebGL. */
const test = plain.extend<{ ask: Ask }, { site: string }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const site = await servePage(fileURLToPath(new URL('gpu', import.meta.url)))
      await use(site.address)
      await site.close()
    },
    { scope: 'worker' },
  ],
  ask: async ({ page, site }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    await page.goto(site)
    await expect(page.locator('body')).toHaveText('ready')
    await use((name, ...args) => {
      const worker = page.workers()[0]
      if (!worker) throw new Error('no worker')
      return asked(worker, name, args)
    })
    expect(complaints).toEqual([])
  },
})

const asked = (worker: Worker, name: string, args: readonly unknown[]) =>
  worker.evaluate(([question, given]) => Reflect.get(globalThis, 'proof')[question](...given), [
    name,
    args,
  ] as const)

test.describe.configure({ timeout: 120_000 })

/** All runs agree with the twin to the last bit, save those that say why they do not fit. */
function expectSame({ compared, unfit, wrong }: Verdict, of: string, runs: number): void {
  const without = unfit.map(
    ({ name, of: what, needs, has }) => `${name}: ${needs} ${what} of ${has}`,
  )
  console.log(
    `${of}: ${compared} of ${runs} runs bit for bit${without.map((each) => `; ${each}`).join('')}`,
  )
  expect(wrong).toEqual([])
  expect(compared + unfit.length).toBe(runs)
  for (const { needs, has } of unfit) expect(needs).toBeGreaterThan(has)
}

// Rosenbrock is + − × alone, Ackley has roots, exponentials and cosines.
for (const surface of ['rosenbrock', 'ackley']) {
  test(`every rule under every schedule on ${surface} is its float32 twin`, async ({ ask }) => {
    expectSame(
      await ask('combined', surface),
      `rules × schedules on ${surface}`,
      rules.length * schedules.length,
    )
  })
}

test('so is every dialect and every transform', async ({ ask }) => {
  const count = (entries: readonly { readonly dialects: readonly unknown[] }[]) =>
    entries.reduce((sum, entry) => sum + entry.dialects.length, 0)
  // A transform stands before the rule and after it.
  const all = count(rules) + count(schedules) + 2 * count(transforms)
  expectSame(await ask('set', 'dialects'), 'dialects', all)
})

test('so is every surface', async ({ ask }) => {
  expectSame(await ask('set', 'everySurface'), 'surfaces', surfaces.length)
})

test('so are noise, sequences, one dimension, one step and twenty thousand', async ({ ask }) => {
  expectSame(await ask('set', 'links'), 'links', 30)
})

test('the same bits come twice, of the same context and of another', async ({
  ask,
  page,
  site,
}) => {
  const { digest, compared } = await ask('set', 'fewLinks')
  expect(compared).toBe(9)
  expect((await ask('set', 'fewLinks')).digest).toBe(digest)
  await page.goto('about:blank')
  await page.goto(site)
  await expect(page.locator('body')).toHaveText('ready')
  expect((await ask('set', 'fewLinks')).digest).toBe(digest)
})

test('randn() in the shader is randn()', async ({ ask }) => {
  for (const seed of [0, 1, 4_294_967_295]) {
    const { draws, wrong } = await ask('draws', seed, 65_536)
    expect(wrong, `seed ${seed}`).toBeNull()
    expect(draws).toBe(262_144)
  }
})

test('a cloud’s lanes are races of their own, in one piece or in many', async ({ ask }) => {
  for (const { lanes, wrong } of await ask('clouds', 150)) {
    expect(wrong).toEqual([])
    expect(lanes).toBe(150)
  }
})

test('so is what anybody may type', async ({ ask }) => {
  const formulas = fc
    .sample(plainFormulas, { numRuns: 120, seed: 20 })
    .map((expr) => printExpr(expr))
    .filter((text) => text.length < 400)
  const { compared, wrong } = await ask('typed', formulas)
  console.log(`typed formulas: ${compared} of ${formulas.length} runs bit for bit`)
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(90)
})

test('lanes may have rates and parameters of their own', async ({ ask }) => {
  expect(await ask('map', 12)).toEqual({ lanes: 144, wrong: [] })
})

test('what does not fit says why and is raced in float64', async ({ ask }) => {
  const found = await ask('misfits')
  expect(found.map(({ wrong }) => wrong)).toEqual([null, null, null, null])
  const [one, , , forty] = found
  expect(one).toMatchObject({ states: 1, unfit: null, precision: 'float32' })
  // 40 states of two coordinates and θ are 82 numbers, four a target.
  expect(forty).toMatchObject({ precision: 'float64', unfit: { of: 'targets', needs: 21 } })
  expect(forty?.unfit?.has).toBeLessThan(21)
})

const { cases }: { cases: OptimizerCase[] } = JSON.parse(
  readFileSync(new URL('../golden/optimizers.json', import.meta.url), 'utf8'),
)
const HALF = Math.ceil(cases.length / 2)

for (const [name, part] of [
  ['first', cases.slice(0, HALF)],
  ['second', cases.slice(HALF)],
] as const) {
  test(`float32 is near what libraries did: the ${name} half of golden`, async ({ ask }) => {
    const { verdicts, unsupported, float64 } = await ask('golden', part)
    const steps = verdicts.reduce((sum, { counted }) => sum + counted, 0)
    const all = verdicts.reduce((sum, verdict) => sum + verdict.steps, 0)
    const worst = Math.max(...verdicts.map(({ ratio }) => ratio))
    console.log(
      `golden, ${name} half: ${verdicts.length} cases, ${steps} of ${all} steps count, at most ${worst.toFixed(2)} times as far as the twin; ${float64.length} do not fit; not mapped: ${unsupported.length}`,
    )
    expect(verdicts.filter(({ wrong }) => wrong !== null)).toEqual([])
    expect(verdicts.length + unsupported.length + float64.length).toBe(part.length)
    expect(verdicts.every(({ counted }) => counted > 0)).toBe(true)
    // Only apparent bugs of libraries and what the catalogue has not.
    expect(unsupported.length).toBeLessThan(20)
  })
}
