import type { Entry } from '#catalog/entry.ts'
import { Formula } from '#panels/Formula.tsx'
import { SurfaceThumb } from '#panels/SurfaceThumb.tsx'
import { surfaceLines, texLines } from '#panels/tex-lines.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { Values } from '#panels/Values.tsx'
import { objectiveValues } from '#setup/objective-values.ts'
import { stageValues } from '#setup/parameter-values.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** The rate that a schedule's or a transform's defaults are shown for. */
const RATE = 0.1

/** What an entry is, in full: formula, defaults, and where each library's text comes from. */
export function EntryDetail({ entry }: { entry: Entry }) {
  const { year, source, title } = entry
  return (
    <section className="picker-detail" aria-label={title}>
      <h3 lang="en">{title}</h3>
      <p className="quiet" lang="en">
        {[year, source].filter(Boolean).join(' · ')}
      </p>
      {entry.kind === 'surface' ? <SurfaceDetail entry={entry} /> : <StageDetail entry={entry} />}
    </section>
  )
}

function SurfaceDetail({ entry }: { entry: Entry & { kind: 'surface' } }) {
  const { setup: words } = useWords()
  const surface = objectiveValues({ kind: 'catalog', id: entry.id, args: {} })
  const { dims } = surfaceFacts(surface)
  return (
    <>
      <Formula lines={surfaceLines(surface, dims, words.otherwise)} />
      <Values params={surface.params} />
      <SurfaceThumb entry={entry} dims={dims} />
    </>
  )
}

function StageDetail({ entry }: { entry: Exclude<Entry, { kind: 'surface' }> }) {
  const { setup: words, objective } = useWords()
  const T = useApp(({ setup }) => setup.T)
  const { params, dialect } = stageValues(entry, { id: entry.id, args: {} }, { T, lr0: RATE })
  const stage = { id: entry.id, formula: dialect.formula, params }
  const { initial, lines } = texLines(entry.kind, stage, words.otherwise)
  return (
    <>
      <Formula lines={lines} />
      <Values params={params} initial={initial} />
      {entry.dialects.some((one) => one.source) && (
        <>
          <h4>{objective.picker.dialects}</h4>
          <dl>
            {entry.dialects.map(({ id, source, note }) => (
              <div key={id}>
                <dt lang="en">{id}</dt>
                <dd lang="en">
                  {source}
                  {note && <span className="quiet"> — {note}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  )
}
