import { useId, useRef, useState } from 'react'
import { IconButton } from '#panels/IconButton.tsx'
import { Problems } from '#panels/Problems.tsx'
import { useWords } from '#panels/use-app.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { fragmentOf } from '#setup/link-fragment.ts'
import { followLink } from '#store/link-location.ts'

/** What makes a text a link of ours: at least one field that every setup has. */
const OURS = /(^|&)(v|f|x|T|run)=/

/** A button, and behind it a place to paste a link, which says before it opens what is wrong with it. */
export function OpenLink() {
  const { tools } = useWords()
  const words = tools.open
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const [field, hint, said] = [useId(), useId(), useId()]
  const ours = OURS.test(fragmentOf(text))
  const problems = ours ? decodeLink(text).problems : []
  function submit() {
    setRefused(!ours)
    if (!ours) return
    dialog.current?.close()
    followLink(text)
  }
  function show() {
    setText('')
    setRefused(false)
    dialog.current?.showModal()
  }
  return (
    <>
      <IconButton className="roomy" icon="open" name={words.button} onClick={show} />
      <dialog ref={dialog} className="open-link" aria-label={words.button}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <label htmlFor={field}>{words.label}</label>
          <input
            id={field}
            className="number"
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder="#v=1&f=beale&run=adam(lr=0.1)"
            value={text}
            aria-invalid={refused || undefined}
            aria-describedby={`${hint} ${said}`}
            onChange={({ target }) => {
              setText(target.value)
              setRefused(false)
            }}
          />
          <p id={hint} className="quiet">
            {words.hint}
          </p>
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> may hold no list */}
          <div id={said} className="open-link-says" role="status">
            {refused && <p className="warned">{words.none}</p>}
            {ours && problems.length === 0 && <p>{words.fine}</p>}
            {problems.length > 0 && (
              <>
                <p className="warned">{words.replaced(problems.length)}</p>
                <Problems problems={problems} />
              </>
            )}
          </div>
          <div className="open-link-ends">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </button>
            <button type="submit" className="button chief">
              {words.go}
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
