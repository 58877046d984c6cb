import type { CSSProperties } from 'react'
import type { Words } from '#i18n/en.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { formatValue } from '#plots/format.ts'
import type { Levels } from '#plots/levels.ts'
import { hasClouds, levelsOf, palette } from '#store/swarm-scene.ts'
import type { State } from '#store/state.ts'

/** What the points on the stage are, above the picture at its left; by loss, what a colour is worth. */
export function CloudScale() {
  const { swarm: words } = useWords()
  const points = useApp(pointsOf)
  const levels = useApp(({ view, results }) =>
    view.cloudsBy === 'loss' ? levelsOf(view, results) : null,
  )
  if (!points) return null
  if (levels && levels.length > 1) return <LossScale levels={levels} />
  return (
    <p className="cloud-scale" title={points === 'clouds' ? words.ownTip : words.neighboursTip}>
      {words.points[points]}
    </p>
  )
}

function LossScale({ levels }: { levels: Levels }) {
  const { swarm: words } = useWords()
  const colors = useApp(({ view }) => palette(view.theme))
  const ramp = { '--ramp': `linear-gradient(to right, ${colors.join()})` } as CSSProperties
  return (
    <p className="cloud-scale" title={words.scale}>
      <span>
        {words.points.loss} <i>f</i>
      </span>
      <span className="cloud-ramp">
        {endOf(levels, 0)}
        <span style={ramp} />
        {endOf(levels, levels.length - 1)}
      </span>
    </p>
  )
}

/** The points there are: of runs' own clouds, of their neighbourhoods, or of both. */
function pointsOf(state: State): Exclude<keyof Words['swarm']['points'], 'loss'> | null {
  if (!hasClouds(state)) return null
  const runs = state.setup.runs.filter(({ look }) => look?.mute !== true)
  const own = runs.some(({ cloud }) => cloud && cloud.n > 0)
  const near = state.view.neighbours && runs.some(({ cloud }) => !cloud)
  return own && near ? 'both' : own ? 'clouds' : 'neighbours'
}

/** An end of the scale, in as many digits as tell it from the next level. */
function endOf(levels: Levels, i: number): string {
  const next = levels[i === 0 ? 1 : i - 1]!
  return formatValue(levels[i]!, Math.abs(levels[i]! - next) / 2)
}
