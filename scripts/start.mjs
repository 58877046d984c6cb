/** Builds the laboratory, serves it on a free port and opens it: `npm start`. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'

const usage = 'npm start -- [--port 4173] [--no-open]'

/** What the command line asks for, or undefined if it is not understood. */
function options() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean' } },
    })
    const port = Number(values.port)
    if (Number.isInteger(port) && port > 0 && port < 65_536)
      return { port, open: !values['no-open'] }
  } catch {
    // Told below.
  }
  return undefined
}

/** False where a browser would have no screen to appear on. */
function hasScreen() {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env
  if (CI) return false
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY)
}

/** @type {Partial<Record<NodeJS.Platform, [string, ...string[]]>>} */
const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }

/**
 * Opens the default browser; where that fails the printed address is enough.
 * @param {string} address
 */
function openBrowser(address) {
  const [command, ...before] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...before, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

const wanted = options()
if (wanted) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  console.log('Building …')
  await build({ root, logLevel: 'warn' })
  // 127.0.0.1 by name: `localhost` may be another program's on IPv6.
  const server = await preview({
    root,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: wanted.port },
  })
  const address = server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${wanted.port}/`
  console.log(`\n  Ravine is at  ${address}\n\n  Ctrl-C ends it.`)
  const end = () => void server.close().finally(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // Killing `npm start` kills the shell between npm and us, but tells us nothing.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid === parent || end(), 500).unref()
  if (wanted.open && hasScreen()) openBrowser(address)
} else {
  console.error(usage)
  process.exitCode = 2
}
