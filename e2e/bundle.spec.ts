import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { parseSync } from 'vite'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const scripts = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'))
const text = (file: string) => readFileSync(join(dist, 'assets', file), 'utf8')

/** Words that TensorFlow.js needs at run time, so that no minifier takes them away. */
const TENSORFLOW = /_tfengine|_tfGlobals|tfjsflags/

/** What a script imports, by any kind of import; not the workers it starts. */
function imports(file: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text(file)).module
  const code = text(file)
  const asked = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value),
    ),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start + 1, end - 1)),
  ]
  return asked.flatMap((request) =>
    request?.startsWith('.') ? [posix.join(dirname(file), request)] : [],
  )
}

/** Everything that scripts may load into their own thread. */
function reachable(from: readonly string[]): string[] {
  const found = new Set(from)
  for (const file of found) for (const next of imports(file)) found.add(next)
  return [...found].toSorted()
}

const page = readFileSync(join(dist, 'index.html'), 'utf8')
const entries = Array.from(
  page.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g),
  (match) => match[1]!,
)
const workers = scripts.filter((file) => /\.worker-[\w-]+\.js$/.test(file))

const kilobytes = (files: readonly string[]) =>
  (files.reduce((sum, file) => sum + gzipSync(text(file)).length, 0) / 1000).toFixed(1)

test('TensorFlow.js is in the swarm’s worker and nowhere on the page’s thread', () => {
  expect(entries.length).toBeGreaterThan(0)
  const main = reachable(entries)
  // More than what the page names itself: else no import was followed.
  expect(main.length).toBeGreaterThan(entries.length)
  expect(main.filter((file) => TENSORFLOW.test(text(file)))).toEqual([])
  expect(main.filter((file) => workers.includes(file))).toEqual([])
  for (const worker of workers) {
    const own = reachable([worker])
    const holds = own.some((file) => TENSORFLOW.test(text(file)))
    expect(holds, worker).toBe(worker.startsWith('swarm'))
    console.log(`${worker}: ${kilobytes(own)} kB gzip`)
  }
  expect(workers.filter((worker) => worker.startsWith('swarm'))).toHaveLength(1)
  console.log(
    `first scripts: ${kilobytes(entries)} kB gzip; all of the page: ${kilobytes(main)} kB`,
  )
})

test('whatever is built in has its licence beside it', () => {
  const licences = readdirSync(join(dist, 'licenses'))
    .map((file) => readFileSync(join(dist, 'licenses', file), 'utf8'))
    .join('\n')
  for (const name of [
    'react',
    'd3',
    'katex',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-backend-webgl',
  ])
    expect(licences).toMatch(new RegExp(`^## ${name}\\b`, 'm'))
  expect(licences).toContain('Apache License')
})
