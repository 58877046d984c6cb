import { expect } from '@playwright/test'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import { type Lab, test } from './lab.ts'

/** A link has at most sixteen runs. */
const inLinks = (runs: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(runs.length / 16) }, (_, i) =>
    ['#v=1&f=beale&x=1,1&T=40', ...runs.slice(16 * i, 16 * i + 16).map((run) => `run=${run}`)].join(
      '&',
    ),
  )

const LINKS = [
  ...inLinks(rules.flatMap(({ id, dialects }) => dialects.map((dialect) => `${id}.${dialect.id}`))),
  ...inLinks(
    schedules.flatMap(({ id, dialects }) =>
      dialects.map((dialect) => `sgd(lr=0.001)~${id}.${dialect.id}`),
    ),
  ),
  ...inLinks(transforms.map(({ id, place }) => (place === 'before' ? `${id}~adam` : `adam~${id}`))),
]

/** Nothing was refused, every card has its formula, and every run has gone somewhere. */
async function expectSound(lab: Lab, runs: number): Promise<void> {
  const { page } = lab
  await expect(page.getByRole('row')).toHaveCount(runs + 1)
  await expect(lab.message).toBeEmpty()
  // Many cards keep their formulas for when they are opened.
  if (runs > 6) for (const toggle of await page.locator('.card-toggle').all()) await toggle.click()
  for (const card of await page.locator('.card').all())
    await expect(card.locator('.formula .katex').first()).toBeVisible()
  expect(await page.locator('.katex-error').count()).toBe(0)
}

// The page's own console is watched: a formula that KaTeX or the page's policy refuses fails here.
LINKS.forEach((link, i) => {
  test(`the catalogue's entries run and are typeset, part ${i + 1} of ${LINKS.length}`, async ({
    lab,
  }) => {
    await lab.openAtEnd(link)
    await expectSound(lab, link.split('&run=').length - 1)
  })
})

test('every surface opens with its contours or its graph', async ({ lab, page }) => {
  await lab.openAtEnd('#v=1&f=sphere&T=5&run=adam(lr=0.01)')
  for (const { id, title } of surfaces) {
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#v=1&f=${id}&T=5&run=adam(lr=0.01)`)
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
    await expect(lab.message).toBeEmpty()
    await expect(lab.cell('Adam', 'now')).not.toHaveText('–')
  }
})
