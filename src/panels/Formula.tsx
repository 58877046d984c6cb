import { useEffect, useRef } from 'react'
import { typeset } from '#panels/katex.ts'

/** Smallest share of its size a formula shrinks to before it scrolls. */
const SMALLEST = 0.8

/** Lines of TeX, typeset one under the other and shrunk a little where they are too wide. */
export function Formula({ lines }: { lines: readonly string[] }) {
  const host = useRef<HTMLDivElement>(null)
  const tex = `\\begin{aligned} ${lines.map((line) => `& ${line}`).join(' \\\\[0.15em] ')} \\end{aligned}`
  useEffect(() => {
    const node = host.current!
    return typeset(tex, node, () => fit(node))
  }, [tex])
  return <div ref={host} className="formula" data-lines={lines.length} />
}

/** A small formula within a line of text. */
export function Tex({ tex }: { tex: string }) {
  const host = useRef<HTMLSpanElement>(null)
  useEffect(() => typeset(tex, host.current!), [tex])
  return <span ref={host} className="tex" />
}

function fit(node: HTMLElement): void {
  node.style.fontSize = ''
  const share = node.clientWidth / node.scrollWidth
  if (share < 1) node.style.fontSize = `${Math.max(share * 0.99, SMALLEST) * 100}%`
  // What scrolls must be reachable by keys.
  if (node.scrollWidth > node.clientWidth) node.tabIndex = 0
  else node.removeAttribute('tabindex')
}
