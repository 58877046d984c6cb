import {
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { checkEntry } from '#formula/check.ts'
import type { FormulaError } from '#formula/formula-error.ts'
import { formulaErrorText } from '#i18n/problem-text.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { namesParam } from '#setup/read-own-params.ts'
import type { Objective } from '#setup/setup.ts'
import { endGesture } from '#store/actions.ts'
import { addOwnParam, typeFormula } from '#store/edit-objective.ts'
import { store } from '#store/store.ts'

type Typed = Objective & { kind: 'typed' }

/** A text as typed, and the formula that ran when it was: another one since then takes its place. */
type Draft = { readonly text: string; readonly of: string }

const runningFormula = () => {
  const { objective } = store.getState().setup
  return objective.kind === 'typed' ? objective.formula : ''
}

/** The formula of the reader's own surface: what is typed runs at once, if it is one. `called`: how often it was asked for. */
export function SurfaceEditor({ objective, called }: { objective: Typed; called: number }) {
  const { own: words } = useWords().objective
  const locked = useLock('surface')
  const area = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [typing, setTyping] = useState(false)
  const id = useId()
  const text = draft?.of === objective.formula ? draft.text : inLines(objective.formula)
  const error = useError(text, objective.params)

  useEffect(() => {
    if (called > 0) area.current?.focus()
  }, [called])

  function type(next: string) {
    typeFormula(next, 'move')
    setDraft({ text: next, of: runningFormula() })
    setTyping(true)
  }

  // All of a typing session is one step of Undo.
  function done() {
    endGesture()
    setTyping(false)
  }

  function keys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    done()
  }

  function makeParam(name: string) {
    const params = [...objective.params, { name, value: 1 }]
    // With it the text may run; where more is wrong with it, the parameter is there all the same.
    if (typeFormula(text, 'end', params)) addOwnParam(name)
    setDraft({ text, of: runningFormula() })
    setTyping(false)
    area.current?.focus()
  }

  const unknown = error?.code === 'unknown_name' ? String(error.args['name']) : ''
  return (
    <div className="editor">
      <div className="editor-text">
        <Mirror text={text} error={error} />
        <textarea
          ref={area}
          rows={1}
          aria-label={words.label}
          aria-invalid={error !== null}
          aria-describedby={`${id}-told`}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          data-draft={typing || undefined}
          disabled={locked}
          value={text}
          onChange={(event) => type(event.target.value)}
          onBlur={done}
          onKeyDown={keys}
        />
      </div>
      <div className="editor-told">
        <Told id={`${id}-told`} error={error} />
        {namesParam('surface', unknown) && !locked && (
          <button type="button" className="button outlined" onClick={() => makeParam(unknown)}>
            {words.makeParam(unknown)}
          </button>
        )}
      </div>
    </div>
  )
}

/** `;` and a new line mean the same. */
const inLines = (formula: string) => formula.replaceAll(';', '\n')

/** What is wrong with a text; values matter only where they are lists. */
function useError(text: string, params: Typed['params']): FormulaError | null {
  const shapes = JSON.stringify(
    params.map(({ name, value }) => [name, typeof value === 'number' ? 0 : value.map(() => 0)]),
  )
  return useMemo(() => {
    const given: [string, number | number[]][] = JSON.parse(shapes)
    return checkEntry(
      'surface',
      text,
      given.map(([name, value]) => ({ name, value })),
    )
  }, [text, shapes])
}

/** The text again behind the text, with a line under the place that is wrong. */
function Mirror({ text, error }: { text: string; error: FormulaError | null }) {
  const mark = useRef<HTMLElement>(null)
  const host = useRef<HTMLPreElement>(null)
  const at = error ? Math.min(error.at, text.length) : 0
  const wrong = error ? (/^[\p{L}\p{N}_.]+|^\S/u.exec(text.slice(at))?.[0] ?? '') : ''
  // The message's arrow stands under the place.
  useLayoutEffect(() => {
    const place = mark.current ? mark.current.offsetLeft + mark.current.offsetWidth / 2 : 0
    host.current?.closest<HTMLElement>('.editor')?.style.setProperty('--at', `${place}px`)
  })
  return (
    <pre ref={host} className="editor-mirror" aria-hidden="true">
      {text.slice(0, at)}
      {error && <mark ref={mark}>{wrong || ' '}</mark>}
      {`${text.slice(at + wrong.length)}\n`}
    </pre>
  )
}

function Told({ id, error }: { id: string; error: FormulaError | null }) {
  const { own: words } = useWords().objective
  const lang = useApp(({ view }) => view.lang)
  return (
    <p
      id={id}
      className="editor-message"
      aria-live="polite"
      data-wrong={error !== null || undefined}
    >
      {error ? (
        <>
          {formulaErrorText(error, lang)} <span className="quiet">{words.kept}</span>
        </>
      ) : (
        words.hint
      )}
    </p>
  )
}
