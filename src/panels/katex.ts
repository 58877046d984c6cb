import type katexModule from 'katex'
import { store } from '#store/store.ts'

let once: Promise<typeof katexModule> | undefined

/** KaTeX and its style come after the runs have begun to move: motion waits for nothing. */
async function fetched(): Promise<typeof katexModule> {
  await inMotion()
  const [{ default: katex }] = await Promise.all([
    import('katex'),
    import('katex/dist/katex.min.css'),
  ])
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

/** Typesets into a node once KaTeX is here; `drawn` is told, while the node is wanted. */
export function typeset(tex: string, node: HTMLElement, drawn?: () => void): () => void {
  let wanted = true
  once ??= fetched()
  const loading = once
  async function write() {
    const katex = await loading
    if (!wanted) return
    katex.render(tex, node, { trust: false, throwOnError: false, strict: false })
    drawn?.()
    // Its fonts come with the first formula.
    await document.fonts.ready
    if (wanted) drawn?.()
  }
  void write()
  return () => {
    wanted = false
  }
}
