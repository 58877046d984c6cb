import { useState } from 'react'
import { LIBRARIES, type Library } from '#catalog/library-call.ts'
import { dialectsIn, librariesOf, runCode } from '#export/run-code.ts'
import { save } from '#panels/export-files.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { useCopy } from '#panels/use-copy.ts'
import { stageDialect, stageEntry } from '#setup/entries.ts'
import type { Setup } from '#setup/setup.ts'
import { setDialect } from '#store/edit-runs.ts'
import { runTitle } from '#store/run-title.ts'

/** A run as a script for a library. */
export function ExportCode() {
  const { exporting } = useWords()
  const setup = useApp((state) => state.setup)
  const [place, setPlace] = useState(0)
  const [chosen, setChosen] = useState<Library | null>(null)
  const at = Math.min(place, setup.runs.length - 1)
  const library = chosen ?? librariesOf(setup, at)[0] ?? 'torch'
  const made = at < 0 ? null : runCode(setup, at, library)
  return (
    <>
      <div className="export-choices">
        <label>
          {exporting.run}
          <select
            className="number"
            value={at}
            onChange={({ target }) => setPlace(Number(target.value))}
          >
            {setup.runs.map((_, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- a run is its place
              <option key={i} value={i}>
                {runTitle(setup, i)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {exporting.library}
          <select
            className="number"
            value={library}
            onChange={({ target }) =>
              setChosen(LIBRARIES.find((each) => each === target.value) ?? null)
            }
          >
            {LIBRARIES.map((each) => (
              <option key={each} value={each}>
                {exporting.libraries[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {made ? (
        <>
          {made.notes.map(({ kind, name }) => (
            <p key={kind + name} className="export-note">
              {exporting.notes[kind](name)}
            </p>
          ))}
          <Code code={made.code} />
        </>
      ) : (
        at >= 0 && <Missing setup={setup} place={at} library={library} />
      )}
    </>
  )
}

function Code({ code }: { code: string }) {
  const { exporting } = useWords()
  const { said, copy } = useCopy()
  const file = () => save({ name: 'ravine.py', blob: new Blob([code], { type: 'text/x-python' }) })
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre className="export-code" tabIndex={0} lang="en" aria-label={exporting.code}>
        <code>{code}</code>
      </pre>
      <div className="export-ends">
        <output>{said && exporting[said]}</output>
        <button type="button" className="button" onClick={file}>
          {exporting.save}
        </button>
        <button type="button" className="button chief" onClick={() => void copy(code)}>
          {exporting.copy}
        </button>
      </div>
    </>
  )
}

/** Why there is no code, and what would make some. */
function Missing({ setup, place, library }: { setup: Setup; place: number; library: Library }) {
  const { exporting } = useWords()
  const locked = useLock('stages', 'runs')
  const { rule } = setup.runs[place] ?? {}
  if (!rule) return null
  const entry = stageEntry(setup.definitions, rule.id)
  const name = exporting.libraries[library]
  const own = stageDialect(entry, rule.dialect).id
  const others = dialectsIn(setup, place, library).filter((id) => id !== own)
  const why = exporting.noRule(name, entry.title, own)
  return (
    <div className="export-missing">
      <p>{others.length > 0 ? why : exporting.noCall(name)}</p>
      {others.map((id) => (
        <button
          key={id}
          type="button"
          className="button chief"
          disabled={locked}
          onClick={() => setDialect({ run: place, slot: 'rule', at: 0 }, id)}
        >
          {exporting.choose(id)}
        </button>
      ))}
    </div>
  )
}
