import { useEffect, useRef } from 'react'
import { typeset } from '#panels/katex.ts'

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
