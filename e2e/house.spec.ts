import { expect, test } from '@playwright/test'
import { contentSecurityPolicy } from '../scripts/content-security-policy.mjs'

test('the page opens under its own policy, asks no other server and reports no error', async ({
  page,
  baseURL,
}) => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !url.startsWith(baseURL ?? '')) elsewhere.push(url)
  })
  await page.goto('./')
  await expect(page.locator('#root > *').first()).toBeVisible()
  await expect(page).toHaveTitle(/Ravine/)
  expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1)
  await page.waitForLoadState('networkidle')
  expect(complaints).toEqual([])
  expect(elsewhere).toEqual([])
})

test('one policy: first in the head, in the header, in the file for hosts; no code from text', async ({
  page,
  request,
}) => {
  const response = await page.goto('./')
  expect(response?.headers()['content-security-policy']).toBe(contentSecurityPolicy)
  const first = page.locator('head > *').first()
  await expect(first).toHaveAttribute('http-equiv', 'Content-Security-Policy')
  await expect(first).toHaveAttribute('content', contentSecurityPolicy)
  expect(await (await request.get('./_headers')).text()).toContain(contentSecurityPolicy)

  // the race's and the swarm's
  await expect.poll(() => page.workers().length).toBe(2)
  expect(await page.evaluate(codeFromText)).toMatch(/EvalError/)
  for (const worker of page.workers())
    expect(await worker.evaluate(codeFromText)).toMatch(/EvalError/)
})

test('what fails in drawing the page is said, with the setup kept', async ({ page }) => {
  // A browser that lacks what a plot needs.
  await page.addInitScript(() => Object.defineProperty(document, 'fonts', { value: null }))
  await page.goto('./#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await expect(page.getByRole('alert')).toContainText('The page could not be drawn')
  await expect(page.getByRole('alert')).toContainText('f=beale&x=1,1&T=50&run=adam(lr=0.05)')
  await expect(page.getByRole('button', { name: 'Load the page again' })).toBeVisible()
})

/** What becomes of code from text, in a task of its own: what Playwright itself calls is exempt. */
const codeFromText = () =>
  new Promise<string>((resolve) => {
    setTimeout(() => {
      try {
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- it must be forbidden
        resolve(String(new Function('return 1')()))
      } catch (error) {
        resolve(String(error))
      }
    })
  })
