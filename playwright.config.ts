import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { howToInstall, installedBrowser } from './scripts/find-browser.mjs'

/** A port nobody listens on. */
const freePort = () =>
  new Promise<string>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address()
      server.close(() => resolve(String(typeof bound === 'object' ? bound?.port : '')))
    })
  })

// This file is read again in every worker: what it finds once is handed on by the environment.
const browser = (process.env['RAVINE_BROWSER'] ??= installedBrowser() ?? '')
if (!browser) throw new Error(howToInstall)
const port = (process.env['RAVINE_E2E_PORT'] ??= await freePort())
const address = `http://127.0.0.1:${port}/`

// Chromium's sandbox does not start for root. No GL flag: those slow down the page itself.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A machine that is busy with other things may miss a wait once; what fails twice is broken.
  retries: 1,
  timeout: 30_000,
  globalTimeout: 11.5 * 60_000,
  reporter: process.env['RAVINE_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['RAVINE_E2E_REPORT'] }]]
    : [['list']],
  use: {
    baseURL: address,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: browser, args },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
  },
})
