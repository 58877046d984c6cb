/**
 * An installed browser of the Chromium family, for the end-to-end tests. As a program it prints
 * the executable's path; installs one where none is found, and says what to run where it cannot.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]

const macApps = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

const require = createRequire(import.meta.url)

/** The browser that Playwright would download, whether or not it has. */
function playwrightBrowser() {
  /** @type {typeof import('@playwright/test')} */
  const { chromium } = require('@playwright/test')
  return chromium.executablePath()
}

/** Every place worth a look, the user's wish first. */
function* candidates() {
  const { RAVINE_BROWSER, CHROME_PATH, PATH, LOCALAPPDATA, PROGRAMFILES } = process.env
  yield RAVINE_BROWSER
  yield CHROME_PATH
  if (process.platform === 'win32') {
    for (const root of [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA])
      for (const program of windowsPrograms) if (root) yield join(root, program)
  } else {
    for (const folder of (PATH ?? '').split(delimiter))
      for (const name of names) if (folder) yield join(folder, name)
  }
  if (process.platform === 'darwin')
    for (const root of ['/Applications', join(homedir(), 'Applications')])
      for (const app of macApps) yield join(root, app)
  yield playwrightBrowser()
}

/**
 * Some systems have a `chromium-browser` that only tells how to install it. (On Windows a browser
 * asked for its version opens a window instead.)
 * @param {string} path
 */
const answers = (path) =>
  process.platform === 'win32' ||
  spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0

/** Path of a browser that is there, or undefined. */
export function installedBrowser() {
  for (const path of candidates()) if (path && existsSync(path) && answers(path)) return path
  return undefined
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} seconds
 */
function run(command, args, seconds) {
  console.error(`$ ${[command, ...args].join(' ')}`)
  // Output goes to stderr: stdout carries the path alone.
  return spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

const canUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

const playwrightCli = () =>
  join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')

/** Path of a browser, installed now if need be; undefined if that failed too. */
export function findBrowser() {
  const there = installedBrowser()
  if (there) return there
  if (canUseApt()) {
    run('apt-get', ['update'], 120)
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 300)
    const installed = installedBrowser()
    if (installed) return installed
  }
  run(process.execPath, [playwrightCli(), 'install', 'chromium'], 60)
  return installedBrowser()
}

/** What to tell when there is no browser. */
export const howToInstall = `No Chromium, Chrome or Edge was found. Run one of
  npx playwright install --with-deps chromium
  sudo apt-get update && sudo apt-get install -y chromium
or say where one is: RAVINE_BROWSER=/path/to/chrome npm test`

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = findBrowser()
  if (path) console.log(path)
  else {
    console.error(howToInstall)
    process.exitCode = 1
  }
}
