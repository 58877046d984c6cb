import type { Value } from '#catalog/entry.ts'
import type { Phase } from '#plots/plot.ts'
import type { OwnCloud } from '#setup/cloud.ts'
import { stageEntry } from '#setup/entries.ts'
import { startsFor, stepsFor } from '#setup/finish-setup.ts'
import { cleanLabel } from '#setup/label.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { hasOwnLength } from '#setup/parameter-values.ts'
import type { Look, Run, ScheduleStage, Stage } from '#setup/setup.ts'
import { change } from '#store/actions.ts'
import { valuesOf } from '#store/run-title.ts'
import { runIndex } from '#store/shown-runs.ts'
import { look, setupNow, store } from '#store/store.ts'
import { lockedNow } from '#store/teacher.ts'

/** Where in a run a stage stands. */
export type Slot = 'before' | 'rule' | 'after' | 'schedules'

/** A stage of a run: `at` counts within its slot, 0 for the rule. */
export type StagePlace = { readonly run: number; readonly slot: Slot; readonly at: number }

/** Adds a run with this rule, all at its defaults. */
export function addRun(rule: string): void {
  insert(setupNow().runs.length, {
    before: [],
    rule: { id: rule, args: {} },
    after: [],
    schedules: [],
  })
}

/** Adds a copy of a run below it. */
export function duplicateRun(place: number): void {
  const run = setupNow().runs[place]
  if (!run) return
  const { look: own, ...copy } = run
  insert(place + 1, own?.mute ? { ...copy, look: { mute: true } } : copy)
}

function insert(at: number, run: Run): void {
  const { runs, T } = setupNow()
  if (lockedNow('runs')) return
  if (runs.length >= LINK_LIMITS.runs) return refuse('runs', LINK_LIMITS.runs)
  if (T > stepsFor(runs.length + 1)) return refuse('total', LINK_LIMITS.total)
  if (crowded([...runs, run])) return refuse('starts', LINK_LIMITS.starts)
  const color = freeColor(runs.map((_, i) => runIndex({ runs }, i)))
  const added = { ...run, look: { ...run.look, color } }
  arrange([...places(0, at), null, ...places(at, runs.length)], (from) =>
    from === null ? added : runs[from]!,
  )
}

/** Whether the runs' clouds have more starts together than there may be. */
const crowded = (runs: readonly Run[]): boolean => {
  const counts = runs.map(({ cloud }) => cloud?.n ?? 0)
  return Math.max(...counts) > startsFor(counts)
}

const refuse = (why: 'runs' | 'total' | 'starts', limit: number) =>
  look({ notice: { kind: 'refused', why, limit } })

const places = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** The first of the colours that no run wears. */
function freeColor(taken: readonly number[]): number {
  const free = Array.from({ length: LINK_LIMITS.colors }, (_, i) => i)
  return free.find((color) => !taken.includes(color)) ?? taken.length % LINK_LIMITS.colors
}

/** Takes a run away. */
export function removeRun(place: number): void {
  if (lockedNow('runs')) return
  const { runs } = setupNow()
  arrange(places(0, runs.length).filter((from) => from !== place))
}

/** Moves a run to another place among the others. Its colour goes with it. */
export function moveRun(from: number, to: number): void {
  const { runs } = setupNow()
  if (lockedNow('runs') || from === to || !runs[from] || !runs[to]) return
  const rest = places(0, runs.length).filter((place) => place !== from)
  arrange(rest.toSpliced(to, 0, from))
}

/** Puts the runs in a new order; everything that counts runs by their place follows. */
function arrange(
  order: readonly (number | null)[],
  runOf = (from: number | null): Run => setupNow().runs[from ?? 0]!,
): void {
  const { runs } = setupNow()
  const next = order.map((from, place) => {
    const run = runOf(from)
    return from === null
      ? worn(run, run.look ?? {}, place)
      : worn(run, { ...run.look, color: runIndex({ runs }, from) }, place)
  })
  const { opened, mutedBefore } = store.getState().view
  const follow = (kept: readonly number[]) =>
    order.flatMap((from, place) => (from !== null && kept.includes(from) ? [place] : []))
  look({ opened: follow(opened), mutedBefore: mutedBefore && follow(mutedBefore), hover: null })
  change({ runs: next })
}

/** A run with this look; what is the default at its place is left out, so that links stay short. */
function worn(run: Run, { color, mute }: Look, place: number): Run {
  const { look: _, ...bare } = run
  const own = {
    ...(color === undefined || color === place ? {} : { color }),
    ...(mute ? { mute: true } : {}),
  }
  return Object.keys(own).length > 0 ? { ...bare, look: own } : bare
}

/** Gives a run a cloud of its own; null: it has only the neighbours that every run has. */
export function setCloud(place: number, cloud: OwnCloud | null, phase?: Phase): void {
  if (lockedNow('stages')) return
  const patch = ({ cloud: _, ...bare }: Run): Run => (cloud === null ? bare : { ...bare, cloud })
  const { runs } = setupNow()
  if (crowded(runs.map((run, i) => (i === place ? patch(run) : run)))) {
    refuse('starts', LINK_LIMITS.starts)
    // a gesture that is over ends all the same
    if (phase === 'end') change({ runs }, phase)
  } else changeRun(place, patch, phase)
}

/** Changes one run. */
function changeRun(place: number, patch: (run: Run) => Run, phase?: Phase): void {
  change({ runs: setupNow().runs.map((run, i) => (i === place ? patch(run) : run)) }, phase)
}

/** Gives a run a colour, dash and marker: 0 … 15. */
export const recolorRun = (place: number, color: number): void =>
  changeRun(place, (run) => worn(run, { ...run.look, color }, place))

/** Makes a run stand back, or not. */
export function muteRun(place: number, mute: boolean): void {
  look({ mutedBefore: null })
  changeRun(place, (run) => worn(run, { ...run.look, mute }, place))
}

/** Whether all other runs stand back. */
export const isSolo = (runs: readonly Run[], place: number): boolean =>
  runs.length > 1 && runs.every(({ look: own }, i) => (own?.mute ?? false) === (i !== place))

/** Makes all other runs stand back; once more, and those come forward that did not before. */
export function soloRun(place: number): void {
  const { runs } = setupNow()
  const { mutedBefore } = store.getState().view
  const solo = isSolo(runs, place)
  // From one solo to the next, what was before the first counts.
  const among = runs.some((_, i) => isSolo(runs, i))
  const muted = runs.flatMap(({ look: own }, i) => (own?.mute ? [i] : []))
  const before = among ? (mutedBefore ?? []) : muted
  look({ mutedBefore: solo ? null : before })
  const mute = (i: number) => (solo ? before.includes(i) : i !== place)
  change({ runs: runs.map((run, i) => worn(run, { ...run.look, mute: mute(i) }, i)) })
}

/** Names a run; an empty name is its rule's title again. */
export function renameRun(place: number, text: string): void {
  if (lockedNow('runs')) return
  const label = cleanLabel(text)
  changeRun(place, ({ label: _, ...run }) => (label ? { label, ...run } : run))
}

/** Gives a run a start of its own, or takes it away. */
export function setRunStart(
  place: number,
  start: readonly [number, number] | null,
  phase?: Phase,
): void {
  if (lockedNow('start')) return
  changeRun(place, ({ start: _, ...run }) => (start ? { ...run, start } : run), phase)
}

const stageOf = (run: Run, { slot, at }: StagePlace): Stage | undefined =>
  slot === 'rule' ? run.rule : run[slot][at]

/** Changes one stage; null takes it out of its run. */
function changeStage(
  place: StagePlace,
  patch: (stage: ScheduleStage) => ScheduleStage | null,
  phase?: Phase,
): void {
  const { slot, at } = place
  const stage = setupNow().runs[place.run] && stageOf(setupNow().runs[place.run]!, place)
  if (!stage) return
  const next = patch(stage)
  changeRun(
    place.run,
    (run) => {
      if (slot === 'rule') return next ? { ...run, rule: next } : run
      return { ...run, [slot]: run[slot].toSpliced(at, 1, ...(next ? [next] : [])) }
    },
    phase,
  )
}

/** Sets a parameter of a stage. */
export function setParam(place: StagePlace, name: string, value: Value, phase?: Phase): void {
  const rate = place.slot === 'rule' && name === 'lr'
  if (lockedNow('params') || (rate && lockedNow('rate'))) return
  changeStage(place, (stage) => ({ ...stage, args: { ...stage.args, [name]: value } }), phase)
}

/** Gives a parameter back to its default. */
export function resetParam(place: StagePlace, name: string): void {
  const rate = place.slot === 'rule' && name === 'lr'
  if (lockedNow('params') || (rate && lockedNow('rate'))) return
  changeStage(place, (stage) => {
    const { [name]: _, ...args } = stage.args
    return { ...stage, args }
  })
}

/** How many steps a schedule lasts before the next one follows. */
export function setLength(run: number, at: number, len: number, phase?: Phase): void {
  if (!lockedNow('params'))
    changeStage({ run, slot: 'schedules', at }, (stage) => ({ ...stage, len }), phase)
}

/** Chooses the library whose text of a stage runs; the other parameters stay. */
export function setDialect(place: StagePlace, dialect: string): void {
  if (lockedNow('stages')) return
  changeStage(place, ({ dialect: _, ...stage }) => {
    const first = stageEntry(setupNow().definitions, stage.id).dialects[0]?.id
    return dialect === first ? stage : { ...stage, dialect }
  })
}

/** Puts another entry in a stage's place; parameters of the same name keep their values. */
export function replaceStage(place: StagePlace, id: string): void {
  if (lockedNow('stages')) return
  const { params } = stageEntry(setupNow().definitions, id)
  const keeps = new Set(params.map(({ name }) => name))
  changeStage(place, (stage) => {
    if (stage.id === id) return stage
    const args = Object.fromEntries(Object.entries(stage.args).filter(([name]) => keeps.has(name)))
    const own = place.slot === 'schedules' && hasOwnLength({ id })
    return own || stage.len === undefined ? { id, args } : { id, args, len: stage.len }
  })
}

/**
 * Adds a schedule or transform at the end of its slot. A warm-up goes before the schedules that are
 * there; they last as long as they did, and the last one gives it its steps.
 */
export function addStage(run: number, slot: Exclude<Slot, 'rule'>, id: string): void {
  if (lockedNow('stages')) return
  const added = { id, args: {} }
  const first = slot === 'schedules' && hasOwnLength(added)
  const lasting = first ? (valuesOf(setupNow(), run)?.schedules ?? []) : []
  changeRun(run, (own) => {
    if (!first) return { ...own, [slot]: [...own[slot], added] }
    const kept = own.schedules.map((stage, at) => {
      const steps = lasting[at]?.steps
      const fixed = at === own.schedules.length - 1 || hasOwnLength(stage) || !steps
      return fixed ? stage : { ...stage, len: steps }
    })
    return { ...own, schedules: [added, ...kept] }
  })
}

/** Takes a schedule or transform out of its run. */
export function removeStage(place: StagePlace): void {
  if (!lockedNow('stages') && place.slot !== 'rule') changeStage(place, () => null)
}

/** Moves a schedule or transform within its slot. */
export function moveStage({ run, slot, at }: StagePlace, to: number): void {
  if (lockedNow('stages') || slot === 'rule') return
  changeRun(run, (own) => {
    const moved = own[slot][at]
    if (!moved || !own[slot][to]) return own
    return { ...own, [slot]: own[slot].toSpliced(at, 1).toSpliced(to, 0, moved) }
  })
}
