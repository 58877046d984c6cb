import { useEffect, useRef } from 'react'
import { typeset } from '#panels/katex.ts'

/** Lines of TeX one under the other. Long sums break; what cannot is shrunk a little. */
export function Formula({ lines }: { lines: readonly string[] }) {
  return (
    <div className="formula">
      {lines.map((tex, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line that changes keeps its place
        <Line key={i} tex={tex} />
      ))}
    </div>
  )
}

function Line({ tex }: { tex: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    return typeset(`\\displaystyle ${tex}`, host.current!, true)
  }, [tex])
  return <div ref={host} className="formula-line" />
}

/** A small formula within a line of text. */
export function Tex({ tex }: { tex: string }) {
  const host = useRef<HTMLSpanElement>(null)
  useEffect(() => typeset(tex, host.current!), [tex])
  return <span ref={host} className="tex" />
}
