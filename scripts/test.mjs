/**
 * Everything the project checks, in order: `npm test`. Goes on after a failure, so that one run
 * tells all, and ends with one line: the checks and tests passed and failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, howToInstall } from './find-browser.mjs'

/** @typedef {{ passed: number, failed: number, skipped?: number }} Count */

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'ravine-'))
// Colours are for people.
const colour = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }
const windows = process.platform === 'win32'

/**
 * Runs a program of node_modules/.bin.
 * @param {string} name
 * @param {string[]} args
 * @param {{ minutes: number, quiet: boolean, env?: Record<string, string | undefined> }} how
 */
function run(name, args, { minutes, quiet, env }) {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name),
    args,
    {
      cwd: root,
      shell: windows,
      encoding: 'utf8',
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      maxBuffer: 64 * 2 ** 20,
      timeout: minutes * 60_000,
      env: { ...process.env, ...colour, ...env },
    },
  )
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}`.trim() }
}

/**
 * A program that only says yes or no; what it prints matters only if it says no.
 * @param {string} name
 * @param {string[]} args
 * @returns {Count}
 */
function check(name, ...args) {
  const { ok, text } = run(name, args, { minutes: 3, quiet: true })
  if (!ok) console.log(text || `${name} ended without a word`)
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * The count in a report, or a failure where the run died before it could write one.
 * @param {string} file
 * @param {boolean} ok
 * @param {(report: any) => Count} read
 * @returns {Count}
 */
function counted(file, ok, read) {
  /** @type {Count} */
  let count = { passed: 0, failed: 0 }
  try {
    count = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    console.log('no report was written')
  }
  // An error outside any test, no test at all, a time-out.
  return !ok && count.failed === 0 ? { ...count, failed: 1 } : count
}

function unit() {
  const file = join(reports, 'unit.json')
  const { ok } = run(
    'vitest',
    ['run', '--reporter=minimal', '--reporter=json', `--outputFile.json=${file}`],
    { minutes: 6, quiet: false },
  )
  return counted(file, ok, (report) => ({
    passed: report.numPassedTests,
    // A file that cannot be loaded has no tests to fail.
    failed:
      report.numFailedTests +
      report.testResults.filter(
        (/** @type {{ status: string, assertionResults: unknown[] }} */ each) =>
          each.status === 'failed' && each.assertionResults.length === 0,
      ).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

function endToEnd() {
  const browser = findBrowser()
  if (!browser) {
    console.log(howToInstall)
    return { passed: 0, failed: 1 }
  }
  const file = join(reports, 'e2e.json')
  const { ok } = run('playwright', ['test'], {
    minutes: 12,
    quiet: false,
    // Playwright forces colours on or off itself; Node warns where both are said.
    env: { NO_COLOR: undefined, RAVINE_BROWSER: browser, RAVINE_E2E_REPORT: file },
  })
  return counted(file, ok, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}

/** @type {Record<string, () => Count>} */
const steps = {
  types: () => check('tsc', '-p', '.'),
  lint: () => check('oxlint', '--format=unix'),
  format: () => check('oxfmt', '--list-different'),
  unused: () => check('knip', '--no-progress'),
  unit,
  build: () => check('vite', 'build', '--logLevel', 'warn'),
  e2e: endToEnd,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}; there are ${Object.keys(steps).join(' ')}`)
  process.exit(2)
}

const total = { passed: 0, failed: 0 }
for (const [name, step] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const begun = Date.now()
  const { passed, failed, skipped = 0 } = step()
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  const also = skipped > 0 ? `, ${skipped} skipped` : ''
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(7)} ${passed} passed, ${failed} failed${also} (${seconds} s)`,
  )
}
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
