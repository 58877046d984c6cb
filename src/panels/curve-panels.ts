import type { Words } from '#i18n/en.ts'
import type { CurvePanel } from '#plots/curve-props.ts'
import type { CurveId } from '#store/curve-ids.ts'
import type { FoundMinimum } from '#race/minima.ts'
import { stabilityOf } from '#store/curve-limits.ts'
import {
  distanceSeries,
  driftSeries,
  gradientSeries,
  limitSeries,
  momentumSeries,
  rateSeries,
  type Series,
  stepSeries,
} from '#store/curve-series.ts'
import { lastOf } from '#store/memo.ts'
import type { ShownRun } from '#store/shown-runs.ts'
import type { Results } from '#store/state.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** What the curves are made of. */
export type CurveFacts = { readonly runs: readonly ShownRun[] } & Pick<
  Results,
  'race' | 'trajectories' | 'minima' | 'sharpness' | 'pair' | 'reference'
>

type Panel = Omit<CurvePanel, 'id'>

/** A panel on its own axis: log where the numbers span many sizes. */
export function curvePanelOf(id: CurveId, facts: CurveFacts, text: Words): Panel {
  const { runs, race } = facts
  const { curves, curveTools } = text
  const onLog = { scale: 'log', zeroFloor: true } as const
  switch (id) {
    case 'loss': {
      const known = (race?.surface.fmin ?? null) !== null
      const series = seriesOf(runs, ({ gap, trajectory: { n } }) => ({
        values: gap,
        length: n + 1,
      }))
      return known
        ? { title: curves.gap, ...onLog, series }
        : { title: curves.loss, scale: 'symlog', series }
    }
    case 'lr':
      return { title: curves.rate, ...onLog, series: seriesOf(runs, of(rateSeries)) }
    case 'gradient':
      return { title: curves.gradient, ...onLog, series: seriesOf(runs, of(gradientSeries)) }
    case 'step':
      return { title: curveTools.stepLength, ...onLog, series: seriesOf(runs, of(stepSeries)) }
    case 'distance':
      return distancePanel(facts, curveTools)
    case 'momentum': {
      const series = seriesOf(runs, of(momentumSeries))
      const note = race && series.length === 0 ? { note: curveTools.noMomentum } : {}
      return { title: curveTools.momentum, scale: 'linear', series, ...note }
    }
    case 'sharpness':
      return sharpnessPanel(facts, curveTools)
    case 'drift':
      return driftPanel(facts, text.swarm)
  }
}

const of =
  (read: (trajectory: ShownRun['trajectory']) => Series | null) =>
  ({ trajectory }: ShownRun) =>
    read(trajectory)

const seriesOf = (runs: readonly ShownRun[], read: (run: ShownRun) => Series | null) =>
  runs.flatMap((run) => {
    const series = read(run)
    return series ? [{ run: run.id, ...series }] : []
  })

const pointsOf = lastOf((minima: readonly FoundMinimum[]) =>
  minima.map(({ x, y }) => [x, y] as const),
)

function distancePanel({ runs, race, minima }: CurveFacts, text: Words['curveTools']): Panel {
  const known = race?.surface.minima ?? []
  const found = known.length > 0 ? [] : pointsOf(minima ?? [])
  const to = known.length > 0 ? known : found
  const title = found.length > 0 ? text.toFound : known.length > 1 ? text.toNearest : text.toMinimum
  const panel = { title, scale: 'log', zeroFloor: true } as const
  if (!race) return { ...panel, series: [] }
  if (to.length === 0)
    return { ...panel, series: [], note: minima ? text.noMinimum : text.searching }
  const { dims } = surfaceFacts(race.surface)
  const series = seriesOf(runs, ({ trajectory }) => distanceSeries(trajectory, to, dims))
  return { ...panel, series }
}

function driftPanel(
  { runs, trajectories, pair, reference }: CurveFacts,
  text: Words['swarm'],
): Panel {
  const panel = { title: text.drift, scale: 'log', zeroFloor: true } as const
  if (!pair) {
    const note = reference === 'failed' ? text.noReference : text.comparing
    return { ...panel, series: [], note }
  }
  const { single, reference: double } = pair
  const { dims } = surfaceFacts(single.race.surface)
  const series = runs.flatMap(({ id, from }) => {
    const [one, other] = [single.trajectories[from], double.trajectories[from]]
    return one && other ? [{ run: id, ...driftSeries(one, other, dims) }] : []
  })
  return { ...panel, pending: single.trajectories !== trajectories, series }
}

const allPositive = lastOf((paths: readonly Float64Array[]) =>
  paths.every((values) => !values.some((value) => value <= 0)),
)

function sharpnessPanel(facts: CurveFacts, text: Words['curveTools']): Panel {
  const { runs, race, trajectories, sharpness } = facts
  const panel = { title: text.sharpness, unit: text.sharpnessUnit }
  if (sharpness?.values === null)
    return { ...panel, scale: 'log', series: [], note: text.noHessian }
  if (!race || sharpness?.values.length !== trajectories.length)
    return { ...panel, scale: 'log', series: [], note: text.bending }
  const { values: all } = sharpness
  const scale = allPositive(all) ? 'log' : 'symlog'
  const read = (place: number): Series => {
    const values = all[place] ?? new Float64Array()
    return { values, length: values.length }
  }
  const bends = runs.map(({ id, from }) => ({ run: id, ...read(from) }))
  // A path whose every point has no number begins with one that has none.
  const none = bends.length > 0 && bends.every(({ values }) => Number.isNaN(values[0]))
  if (none) return { ...panel, scale, series: [], note: text.noHessian }
  const limits = runs.flatMap(({ id, from, trajectory }) => {
    const run = race.runs[from]
    // A momentum that the schedule drives has another limit at every step.
    const times = run && !trajectory.momentum ? stabilityOf(run) : null
    return times === null ? [] : [{ run: id, ...limitSeries(trajectory, times), limit: true }]
  })
  const pending = sharpness.of !== trajectories
  return { ...panel, scale, pending, series: [...limits, ...bends] }
}
