import { createEngine, type Engine, type EngineNews } from '#engine/client.ts'
import type { Work } from '#engine/protocol.ts'
import { spreadLevels } from '#plots/levels.ts'
import type { Field } from '#plots/stage-props.ts'
import type { ReadyRace, ReadySurface } from '#race/ready.ts'
import { arrowCells, DOMAIN_CELLS, pictureCells } from '#store/grids.ts'
import { readyOf } from '#store/ready.ts'
import { isSingle, toldRaces } from '#store/shown-race.ts'
import type { Setup } from '#setup/setup.ts'
import type { Results } from '#store/state.ts'
import { look, store, told } from '#store/store.ts'
import { surfaceFacts, surfaceKey } from '#store/surface-facts.ts'

type Start = (listen: (news: EngineNews) => void) => Engine

/** A picture's work: values on a grid. */
type Gridded = Extract<Work, { field: unknown }>

/** λmax asked for, and what trajectories it will be of. */
type Sharpness = { readonly work: Work; readonly of: Results['trajectories'] }

/** Sends what must be computed to the engine and puts its answers into the store. */
export function linkEngine(start: Start = createEngine): () => void {
  const engine = start(hear)
  let race: ReadyRace | null = null
  let key = ''
  let levels: { key: string; values: readonly number[] } | null = null
  let picture: { key: string; field: Field } | null = null
  let sharpness: Sharpness | null = null
  // The surface whose minima were asked for.
  let searched = ''
  let asked = ''
  let slow = false

  function askRace(setup: Setup, urgent: boolean): void {
    const wanted = readyOf(setup)
    // Names and looks change nothing of what is computed.
    const text = JSON.stringify(wanted)
    if (text === asked) return
    asked = text
    race = wanted
    if (!isSingle(store.getState())) told({ status: 'busy', share: 0 })
    engine.ask({ kind: 'race', race }, urgent)
    const { surface } = race
    const next = surfaceKey(surface)
    if (next === key) return
    key = next
    searched = ''
    told({ minima: isSearched(surface) ? null : [] })
    if (surfaceFacts(surface).dims === 2) {
      const field = { surface, rect: surface.domain, ...DOMAIN_CELLS, t: 1 }
      engine.ask({ kind: 'domain', field }, urgent)
    }
    askPicture()
    askArrows()
  }

  function askPicture(): void {
    const { view } = store.getState()
    if (!race || !view.wanted) return
    const { surface } = race
    const field = { surface, ...pictureCells(surface, view.wanted), t: timeOf(surface) }
    engine.ask({ kind: 'view', field }, false)
  }

  function askArrows(): void {
    const { view, results } = store.getState()
    if (!race) return
    const { surface } = race
    if (!view.arrows || surfaceFacts(surface).dims === 1) {
      if (results.arrows) told({ arrows: null })
    } else if (view.wanted) {
      const field = { surface, ...arrowCells(view.wanted), t: timeOf(surface) }
      engine.ask({ kind: 'arrows', field }, false)
    }
  }

  function askSharpness(): void {
    const { view, results } = store.getState()
    if (!view.curves.includes('sharpness')) {
      sharpness = null
      if (results.sharpness) told({ sharpness: null })
      return
    }
    const { race: ran, trajectories } = results
    if (!ran || sharpness?.of === trajectories) return
    const paths = trajectories.map(({ theta }) => alone(theta))
    const work: Work = { kind: 'sharpness', along: { surface: ran.surface, paths } }
    sharpness = { work, of: trajectories }
    engine.ask(work, !view.dragging)
  }

  /** Once the picture is there, and never while a gesture lasts. */
  function askMinima(): void {
    if (!race || searched === key || picture?.key !== key) return
    if (!isSearched(race.surface) || store.getState().view.dragging) return
    searched = key
    engine.ask({ kind: 'minima', surface: race.surface }, true)
  }

  function hear(news: EngineNews): void {
    switch (news.kind) {
      case 'recovered':
      case 'same-thread':
        look({ notice: { kind: news.kind } })
        return
      case 'progress':
        if (news.work.kind === 'race' && !isSingle(store.getState())) told({ share: news.share })
        return
      case 'failed':
        if (!isCurrent(news.work)) return
        if (news.work.kind === 'race') {
          asked = ''
          // The race in float32 says itself how it went; it is only without a companion.
          if (isSingle(store.getState())) {
            told({ reference: 'failed' })
            return
          }
          told({ status: 'failed' })
        }
        if (news.work.kind === 'sharpness')
          told({ sharpness: sharpness && { of: sharpness.of, values: null } })
        if (news.work.kind === 'minima') told({ minima: [] })
        look({ notice: { kind: 'failed', reason: news.reason } })
        return
      case 'done':
        answered(news)
    }
  }

  /** Whether an answer is to what the page shows now. */
  function isCurrent(work: Work): boolean {
    switch (work.kind) {
      case 'race':
        return work.race === race
      case 'sharpness':
        return work === sharpness?.work
      case 'minima':
        return surfaceKey(work.surface) === key
      case 'domain':
      case 'view':
      case 'arrows':
        return surfaceKey(work.field.surface) === key
    }
  }

  function answered({ work, outcome, facts }: EngineNews & { kind: 'done' }): void {
    const current = isCurrent(work)
    // Said once; not over another message.
    if (facts.executor === 'interpreter' && !slow && !store.getState().view.notice) {
      slow = true
      look({ notice: { kind: 'interpreter' } })
    }
    if (work.kind === 'race' && outcome.kind === 'race') {
      // While a gesture lasts, every answer is drawn; else only the newest counts.
      if (!current && !store.getState().view.dragging) return
      const reference = { race: work.race, trajectories: outcome.trajectories }
      const status = current ? ('done' as const) : ('busy' as const)
      const shown = isSingle(store.getState()) ? {} : { share: 1, status }
      toldRaces({ reference }, { facts, ...shown })
    } else if (!current) return
    else if (outcome.kind === 'sharpness')
      told({ sharpness: sharpness && { of: sharpness.of, values: outcome.paths } })
    else if (outcome.kind === 'minima') told({ minima: outcome.minima })
    else if ('field' in work && 'values' in outcome) pictured(work, outcome.values)
  }

  function pictured(work: Gridded, values: Float64Array): void {
    const { surface, rect, nx, ny } = work.field
    if (work.kind === 'arrows') {
      if (store.getState().view.arrows) told({ arrows: { values, nx, ny, rect } })
      return
    }
    if (work.kind === 'domain') levels = { key, values: spreadLevels(values, lowest(surface)) }
    else picture = { key, field: { values, nx, ny, rect } }
    const flat = surfaceFacts(surface).dims === 1
    // The picture waits for its levels, or its colours would jump.
    if (picture?.key !== key || !(flat || levels?.key === key)) return
    const { results } = store.getState()
    const next = { field: picture.field, levels: flat ? null : levels!.values }
    if (results.field !== next.field || results.levels !== next.levels) told(next)
    askMinima()
  }

  const stop = store.subscribe((now, before) => {
    if (now.setup !== before.setup) askRace(now.setup, !now.view.dragging)
    const [view, was] = [now.view, before.view]
    const ticked = Math.floor(view.step) !== Math.floor(was.step)
    const moves = ticked && race !== null && surfaceFacts(race.surface).readsTime
    const turned = view.wanted !== was.wanted || moves
    if (turned) askPicture()
    if (turned || view.arrows !== was.arrows) askArrows()
    if (now.results.trajectories !== before.results.trajectories || view.curves !== was.curves)
      askSharpness()
    if (was.dragging && !view.dragging) askMinima()
  })
  askRace(store.getState().setup, true)
  return () => {
    stop()
    engine.close()
  }
}

/** The known minimum, which a grid seldom hits; a target the user set says nothing of the surface. */
const lowest = ({ minima, fmin }: ReadySurface) => (minima.length > 0 ? fmin : null)

/** Minima are looked for where none are named and none move. */
const isSearched = (surface: ReadySurface) =>
  surface.minima.length === 0 && !surfaceFacts(surface).readsTime

/** What a surface that changes in time reads at the step that the clock shows. */
const timeOf = (surface: ReadySurface) =>
  surfaceFacts(surface).readsTime ? Math.floor(store.getState().view.step) + 1 : 1

/** A copy that does not drag along all that shares its buffer when it is posted. */
const alone = (array: Float64Array) =>
  array.byteLength === array.buffer.byteLength ? array : array.slice()
