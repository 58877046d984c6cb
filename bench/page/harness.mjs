import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { howToInstall, installedBrowser } from '../../scripts/find-browser.mjs'

/**
 * A browser and the address of a freshly built page.
 * @typedef {{ browser: import('@playwright/test').Browser, address: string }} Site
 */

/**
 * Builds the page, serves it as `npm start` does, and opens a browser for as long as `use` takes.
 * @template T
 * @param {(site: Site) => Promise<T>} use
 */
export async function withSite(use) {
  const executablePath = installedBrowser()
  if (!executablePath) throw new Error(howToInstall)
  const outDir = mkdtempSync(join(tmpdir(), 'ravine-bench-'))
  await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  try {
    return await use({ browser, address: server.resolvedUrls?.local[0] ?? '' })
  } finally {
    await browser.close()
    await server.close()
  }
}

/**
 * The value that a share of the list does not exceed.
 * @param {readonly number[]} list
 * @param {number} share
 */
export function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

/** @param {readonly number[]} list */
export const median = (list) => quantile(list, 0.5)
