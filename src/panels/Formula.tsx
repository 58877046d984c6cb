import { useEffect, useRef } from 'react'

/** KaTeX and its style, fetched after the first paint: nothing that moves waits for them. */
const katex = () => {
  katexOnce ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(
    ([{ default: made }]) => made,
  )
  return katexOnce
}
let katexOnce: Promise<typeof import('katex').default> | undefined

/** Smallest share of its size a formula shrinks to before it scrolls. */
const SMALLEST = 0.78

/** Lines of TeX, typeset one under the other and shrunk a little where they are too wide. */
export function Formula({ lines, name }: { lines: readonly string[]; name: string }) {
  const host = useRef<HTMLDivElement>(null)
  const tex = `\\begin{aligned} ${lines.map((line) => `& ${line}`).join(' \\\\[0.3em] ')} \\end{aligned}`
  useEffect(() => {
    let wanted = true
    void katex().then(({ render }) => {
      const node = host.current
      if (!wanted || !node) return
      render(tex, node, { trust: false, throwOnError: false, output: 'htmlAndMathml', strict: false })
      fit(node)
      void document.fonts.ready.then(() => wanted && fit(node))
    })
    return () => {
      wanted = false
    }
  }, [tex])
  return <div ref={host} className="formula" role="group" aria-label={name} data-lines={lines.length} />
}

function fit(node: HTMLElement): void {
  node.style.fontSize = ''
  const share = node.clientWidth / node.scrollWidth
  if (share < 1) node.style.fontSize = `${Math.max(share, SMALLEST) * 100}%`
  // What scrolls must be reachable by keys.
  if (node.scrollWidth > node.clientWidth) node.tabIndex = 0
  else node.removeAttribute('tabindex')
}
