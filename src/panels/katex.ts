import type katexModule from 'katex'
import { fetchPart } from '#panels/fetch-part.ts'
import { store } from '#store/store.ts'

type Katex = typeof katexModule

/** Milliseconds of typesetting between two looks at the reader's hands. */
const SLICE = 6

/** What waits to be typeset; a node that was taken away meanwhile is skipped. */
type Job = { readonly tex: string; readonly node: HTMLElement; readonly fits: boolean }

const waiting = new Set<Job>()
/** Lines that shrink where they are too long, once the fonts are here. */
const fitted = new Set<Job>()
let busy = false

/** KaTeX and its style come after the runs have begun to move: motion waits for nothing. */
async function fetched(): Promise<Katex> {
  await inMotion()
  const [{ default: katex }] = await fetchPart(() =>
    Promise.all([import('katex'), import('katex/dist/katex.min.css')]),
  )
  return katex
}

const inMotion = () =>
  new Promise<void>((resolve) => {
    const drawn = () => requestAnimationFrame(() => setTimeout(resolve))
    if (store.getState().results.status !== 'busy') {
      drawn()
      return
    }
    const stop = store.subscribe(({ results }) => {
      if (results.status === 'busy') return
      stop()
      drawn()
    })
  })

/**
 * Typesets into a node once KaTeX is here, a few lines at a time, so that the page stays awake.
 * With `fits` a line that is too long shrinks a little, then scrolls.
 */
export function typeset(tex: string, node: HTMLElement, fits = false): () => void {
  const job: Job = { tex, node, fits }
  waiting.add(job)
  if (!busy) void work()
  return () => {
    waiting.delete(job)
    fitted.delete(job)
  }
}

async function work(): Promise<void> {
  busy = true
  try {
    // Where KaTeX cannot be fetched, formulas wait for the next one, which tries again.
    const katex = await fetched().catch(() => null)
    if (katex) await setAll(katex)
  } finally {
    busy = false
  }
}

async function setAll(katex: Katex): Promise<void> {
  do {
    while (waiting.size > 0) {
      slice(katex)
      await rested()
    }
    // The first formula brings the fonts, and other widths: all are laid out once, with them.
    await document.fonts.ready
    fit([...fitted])
  } while (waiting.size > 0)
}

function slice(katex: Katex): void {
  const began = performance.now()
  for (const job of waiting) {
    waiting.delete(job)
    katex.render(job.tex, job.node, { trust: false, throwOnError: false, strict: false })
    if (job.fits) fitted.add(job)
    if (performance.now() - began > SLICE) break
  }
}

const rested = () => new Promise((resolve) => setTimeout(resolve))

/** Smallest share of its size a line shrinks to before it scrolls. */
const SMALLEST = 0.8

/** All are measured before any is changed: one layout for all of them. */
function fit(jobs: readonly Job[]): void {
  for (const { node } of jobs) node.style.fontSize = ''
  const shares = jobs.map(({ node }) => node.clientWidth / node.scrollWidth)
  for (const [i, { node }] of jobs.entries()) {
    const share = shares[i] ?? 1
    if (share < 1) node.style.fontSize = `${Math.max(share * 0.99, SMALLEST) * 100}%`
    // What scrolls must be reachable by keys.
    if (share * 0.99 < SMALLEST) node.tabIndex = 0
    else node.removeAttribute('tabindex')
  }
}
