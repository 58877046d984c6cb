import { expect, type Locator, type Page } from '@playwright/test'
import { expectShown, type Lab, trace } from './lab.ts'

/** Two runs, sixty steps. */
export const LINK = '#v=1&f=beale&x=1,1&T=60&run=sgd(lr=0.01)&run=adam(lr=0.05)'
const CLOCK = 37

/** Opens a link and puts the clock on a step in the middle. */
export async function openAt(lab: Lab, link: string): Promise<void> {
  await lab.openAtEnd(link)
  await lab.scrubber.fill(String(CLOCK))
}

/** Every number of the scoreboard is what the terminal says of the page's own link, at this step. */
export async function expectTraced(lab: Lab): Promise<void> {
  expect(await lab.step()).toBe(CLOCK)
  // The address and the numbers follow an edit, each in its own time.
  await expect(async () => {
    const { runs, surface } = trace(lab.link())
    for (const { name, loss } of runs) {
      const text = await lab.cell(name, 'now').innerText()
      expectShown(text, loss[CLOCK]! - (surface.fmin ?? 0))
    }
  }).toPass({ timeout: 15_000 })
}

/** An edit changes the link so, leaves the clock alone, and is one step of Undo. */
export async function expectOneStep(
  lab: Lab,
  edit: () => Promise<void>,
  link: string | RegExp,
): Promise<void> {
  const before = lab.link()
  const pattern = typeof link === 'string' ? new RegExp(link.replace(/[.()&+]/g, '\\$&')) : link
  await edit()
  const now = () => decodeURIComponent(lab.link())
  await expect.poll(now).toMatch(pattern)
  expect(await lab.step()).toBe(CLOCK)
  await lab.button('Undo').click()
  await expect.poll(() => lab.link()).toBe(before)
  await lab.button('Redo').click()
  await expect.poll(now).toMatch(pattern)
}

/** The card at a place. */
export const card = (page: Page, place: number): Locator => page.locator('.card').nth(place)

/** Chooses an item of a run's menu. */
export async function menu(page: Page, run: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${run}`, exact: true }).click()
  await page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemcheckbox', { name: item }))
    .or(page.getByRole('menuitemradio', { name: item, exact: true }))
    .click()
  await expect(page.getByRole('menu')).toBeHidden()
}

/** Chooses an entry in the catalogue that a button opens. */
export async function pick(page: Page, opener: Locator, id: string): Promise<void> {
  await opener.click()
  const search = page.getByRole('dialog').getByRole('combobox')
  await search.fill(id)
  await search.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** The button that opens a card. */
export const details = (page: Page, run: string): Locator =>
  page.getByRole('button', { name: `Parameters, schedule and transforms of ${run}`, exact: true })
