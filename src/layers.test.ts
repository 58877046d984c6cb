import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

/**
 * Lowest first. A folder imports itself, the folders before it, and the packages beside its name;
 * `sees` narrows which folders. Tests may import anything, nothing else may.
 */
const layers: readonly { name: string; packages: readonly string[]; sees?: readonly string[] }[] = [
  { name: 'formula', packages: [] },
  { name: 'i18n', packages: [] },
  { name: 'plots', packages: ['d3'] },
  { name: 'catalog', packages: [] },
  { name: 'race', packages: [] },
  {
    name: 'engine',
    packages: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-cpu',
    ],
  },
  { name: 'setup', packages: [] },
  { name: 'export', packages: [] },
  { name: 'lessons', packages: [] },
  { name: 'store', packages: ['zustand', 'zundo'] },
  { name: 'panels', packages: ['react', 'react-dom', 'katex', 'zustand', '@base-ui/react'] },
  {
    name: 'cli',
    packages: ['node:'],
    sees: ['formula', 'i18n', 'catalog', 'race', 'setup', 'export'],
  },
  {
    name: 'main',
    packages: [
      'react',
      'react-dom',
      'katex',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
  },
]

const source = fileURLToPath(new URL('.', import.meta.url))

/** The folder a path inside src/ belongs to; files beside the folders are wiring, as main.tsx. */
const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'main')

/** What a module asks for: `import`, `import type`, `export … from`, `import()`, globs, workers. */
function requests(code: string) {
  const { staticImports, staticExports } = parseSync('module.tsx', code).module
  const inCalls = /\b(?:import|import\.meta\.glob|new\s+URL)\s*(?:<[^>]*>)?\(\s*(['"`])(.+?)\1/g
  return [
    ...staticImports.map((each) => each.moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map((each) => each.moduleRequest?.value)),
    // An address of the web is no module.
    ...Array.from(code.matchAll(inCalls), (match) => match[2]).filter((to) => !to?.includes('://')),
  ].filter((request) => request !== undefined)
}

const packageOf = (request: string) =>
  request.startsWith('node:')
    ? 'node:'
    : request
        .split('/')
        .slice(0, request.startsWith('@') ? 2 : 1)
        .join('/')

/** Why a file of src/ may not ask for this, or nothing. */
function offence(file: string, request: string) {
  const here = folderOf(file)
  const rank = layers.findIndex(({ name }) => name === here)
  const layer = layers[rank]
  if (!layer) return `${here} has no place in the table`
  if (request.startsWith('.')) {
    const there = folderOf(posix.join(posix.dirname(file), request))
    return there === here ? undefined : `${request} leaves ${here}: write #folder/file.ts`
  }
  if (request.startsWith('#')) {
    const there = folderOf(request.slice(1))
    const seen = layer.sees ?? layers.slice(0, rank).map(({ name }) => name)
    return there === here || seen.includes(there) ? undefined : `${here} may not see ${there}`
  }
  return layer.packages.includes(packageOf(request))
    ? undefined
    : `${here} may not use ${packageOf(request)}`
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file))
  .toSorted()

test.each(files)('%s imports only what its folder may', (file) => {
  const code = readFileSync(posix.join(source, file), 'utf8')
  expect(requests(code).flatMap((request) => offence(file, request) ?? [])).toEqual([])
})

describe('the rule sees', () => {
  test.each([
    [`import { a } from '#store/a.ts'`],
    [`import type { A } from '#store/a.ts'`],
    [`import {\n  type A,\n} from "#store/a.ts"`],
    [`export * from '#store/a.ts'`],
    [`export type { A } from '#store/a.ts'`],
    [`import '#store/a.ts'`],
    [`const a = await import('#store/a.ts')`],
    [`let a: import('#store/a.ts').A`],
    [`new Worker(new URL('#store/a.ts', import.meta.url))`],
    [`import.meta.glob<string>('#store/a.ts')`],
  ])('%s', (code) => {
    expect(requests(code)).toEqual(['#store/a.ts'])
  })

  test('no words and no addresses', () => {
    const code = `// from 'd3'\nexport const a = "from 'd3'"\nnew URL('https://a.org/b')`
    expect(requests(code)).toEqual([])
  })
})

describe('the rule', () => {
  test.each([
    ['formula/parse.ts', '#catalog/entry.ts'],
    ['formula/parse.ts', '../catalog/entry.ts'],
    ['formula/parse.ts', '../main.tsx'],
    ['formula/parse.ts', '#main.tsx'],
    ['formula/parse.ts', 'd3'],
    ['formula/parse.ts', 'node:fs'],
    ['cli/main.ts', '#store/store.ts'],
    ['panels/App.tsx', 'd3'],
    ['panels/App.tsx', '#cli/main.ts'],
    ['utils/string.ts', './other.ts'],
  ])('%s may not ask for %s', (file, request) => {
    expect(offence(file, request)).toBeTypeOf('string')
  })

  test.each([
    ['formula/parse.ts', './expr.ts'],
    ['formula/deep/parse.ts', '../expr.ts'],
    ['race/race.ts', '#formula/parse.ts'],
    ['cli/main.ts', '#race/race.ts'],
    ['cli/main.ts', 'node:fs'],
    ['panels/App.tsx', 'react-dom/client'],
    ['main.tsx', './main.css'],
    ['main.tsx', '@fontsource-variable/inter/index.css'],
    ['main.tsx', '#panels/App.tsx'],
  ])('%s may ask for %s', (file, request) => {
    expect(offence(file, request)).toBeUndefined()
  })
})
