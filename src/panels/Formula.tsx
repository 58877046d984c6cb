import { useEffect, useRef } from 'react'
import { typeset } from '#panels/katex.ts'

/** Smallest share of its size a line shrinks to before it scrolls. */
const SMALLEST = 0.8

/** Lines of TeX one under the other. Long sums break; what cannot is shrunk a little. */
export function Formula({ lines }: { lines: readonly string[] }) {
  const keyed = lines.map((tex, i) => ({ key: `${i} ${tex}`, tex }))
  return (
    <div className="formula">
      {keyed.map(({ key, tex }) => (
        <Line key={key} tex={tex} />
      ))}
    </div>
  )
}

function Line({ tex }: { tex: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const node = host.current!
    return typeset(`\\displaystyle ${tex}`, node, () => fit(node))
  }, [tex])
  return <div ref={host} className="formula-line" />
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
