import { useRef } from 'react'
import { useApp, useWords } from '#panels/use-app.ts'
import { toggleCurve } from '#store/curve-choice.ts'
import { drawnCurves, offeredCurves } from '#store/curve-drift.ts'

/** Pixels that the list takes. */
const TALL = 356

/** Which curves are drawn: a button with the list behind it. */
export function CurveChooser() {
  const { curveTools } = useWords()
  const chosen = useApp(drawnCurves)
  const offered = useApp(offeredCurves)
  const list = useRef<HTMLFieldSetElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  /** Under the button, or over it where there is more room, its right edge at the button's. */
  function place() {
    if (!list.current || !button.current) return
    const { top, bottom, right } = button.current.getBoundingClientRect()
    const over = bottom + TALL > window.innerHeight && top > window.innerHeight - bottom
    list.current.style.top = over ? 'auto' : `${bottom + 4}px`
    list.current.style.bottom = over ? `${window.innerHeight - top + 4}px` : 'auto'
    list.current.style.right = `${Math.max(4, document.documentElement.clientWidth - right)}px`
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="button curve-choose"
        popoverTarget="curve-list"
        onClick={place}
      >
        {curveTools.choose}
        <span className="quiet">{curveTools.count(chosen.length, offered.length)}</span>
      </button>
      <fieldset
        ref={list}
        id="curve-list"
        className="curve-list"
        popover="auto"
        aria-label={curveTools.choose}
      >
        {offered.map((id) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggleCurve(id)} />
            <span>
              {curveTools.names[id]}
              <small className="quiet">{curveTools.about[id]}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  )
}
