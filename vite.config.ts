import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contentSecurityPolicy } from './scripts/content-security-policy.mjs'
import { packageLicences } from './scripts/package-licences.mjs'

const header = { 'Content-Security-Policy': contentSecurityPolicy }

/** Puts the policy into the built page and beside it; the development server needs inline scripts. */
const pagePolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  },
  generateBundle() {
    const source = `/*\n  Content-Security-Policy: ${contentSecurityPolicy}\n`
    this.emitFile({ type: 'asset', fileName: '_headers', source })
  },
}

/** The engine's first worker is begun as soon as its few lines are here, before the page's own script is. */
const workerFirst: Plugin = {
  name: 'worker-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunk = Object.values(bundle).find(({ fileName }) => fileName.includes('first-worker'))
      if (!chunk) throw new Error('the chunk that begins the first worker is gone')
      // As the page's other modules, one instance for both; before the style sheet, which scripts wait for.
      const script = `<script type="module" async crossorigin src="./${chunk.fileName}"></script>`
      return html.replace('<script type="module"', `${script}\n    $&`)
    },
  },
}

/** The fonts' licences go where the fonts go; Vite writes those of the JavaScript. */
const fontLicences: Plugin = {
  name: 'font-licences',
  apply: 'build',
  generateBundle() {
    for (const font of ['inter', 'jetbrains-mono']) {
      const licence = new URL(`node_modules/@fontsource-variable/${font}/LICENSE`, import.meta.url)
      const source = readFileSync(licence, 'utf8')
      this.emitFile({ type: 'asset', fileName: `licenses/${font}.txt`, source })
    }
  },
}

/** What the workers hold: Vite lists the packages of the page's own scripts only. */
const workerModules = new Set<string>()

const noteWorkerModules = (): Plugin => ({
  name: 'note-worker-modules',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') for (const id of chunk.moduleIds) workerModules.add(id)
  },
})

const workerLicences: Plugin = {
  name: 'worker-licences',
  apply: 'build',
  generateBundle() {
    const source = packageLicences(workerModules)
    this.emitFile({ type: 'asset', fileName: 'licenses/workers.md', source })
  },
}

export default defineConfig({
  // Relative, so that the built page works in any folder of any server.
  base: './',
  plugins: [react(), pagePolicy, workerFirst, fontLicences, workerLicences],
  preview: { headers: header },
  worker: {
    format: 'es',
    plugins: () => [noteWorkerModules()],
    // Licence comments of libraries are in NOTICE; in a worker's chunk they are a third of the size.
    rolldownOptions: { output: { comments: false } },
  },
  build: {
    target: ['chrome111', 'firefox114', 'safari16.4'],
    sourcemap: false,
    license: { fileName: 'licenses/javascript.md' },
    // The policy allows no data: fonts; KaTeX's smallest would be inlined otherwise.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Evaluated before all others: the engine begins while the page is still being read.
            { name: 'first-worker', test: /src[\\/]engine[\\/]first-worker\.ts$/ },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|zustand|zundo)[\\/]/,
            },
            {
              name: 'd3',
              test: /node_modules[\\/](d3|d3-[a-z-]+|internmap|delaunator|robust-predicates)[\\/]/,
            },
            { name: 'katex', test: /node_modules[\\/]katex[\\/]/ },
          ],
        },
      },
    },
  },
})
