import { expect, test } from '@playwright/test'

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
