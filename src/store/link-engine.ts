import { createEngine, type Engine, type EngineNews } from '#engine/client.ts'
import type { Work } from '#engine/protocol.ts'
import { spreadLevels } from '#plots/levels.ts'
import type { Field } from '#plots/stage-props.ts'
import type { ReadyRace, ReadySurface } from '#race/ready.ts'
import { readyOf } from '#store/ready.ts'
import type { Setup } from '#setup/setup.ts'
import type { Wanted } from '#store/state.ts'
import { look, store, told } from '#store/store.ts'
import { surfaceFacts, surfaceKey } from '#store/surface-facts.ts'

/** Cells of a picture: sharp, and while a gesture lasts; of the grid that levels come from. */
const [SHARP, COARSE, DOMAIN] = [60_000, 12_000, 160 * 160]

/** Points of a graph. */
const GRAPH = 1200

type Start = (listen: (news: EngineNews) => void) => Engine

/** Sends what must be computed to the engine and puts its answers into the store. */
export function linkEngine(start: Start = createEngine): () => void {
  const engine = start(hear)
  let race: ReadyRace | null = null
  let key = ''
  let levels: { key: string; values: readonly number[] } | null = null
  let picture: { key: string; field: Field } | null = null

  function askRace(setup: Setup, urgent: boolean): void {
    race = readyOf(setup)
    told({ status: 'busy', share: 0 })
    engine.ask({ kind: 'race', race }, urgent)
    const next = surfaceKey(race.surface)
    if (next === key) return
    key = next
    if (surfaceFacts(race.surface).dims === 2) {
      const { domain } = race.surface
      const side = Math.round(Math.sqrt(DOMAIN))
      const field = { surface: race.surface, rect: domain, nx: side, ny: side, t: 1 }
      engine.ask({ kind: 'domain', field }, urgent)
    }
    askPicture()
  }

  function askPicture(): void {
    const { view } = store.getState()
    if (!race || !view.wanted) return
    const { surface } = race
    const t = surfaceFacts(surface).readsTime ? Math.floor(view.step) + 1 : 1
    engine.ask({ kind: 'view', field: { surface, ...grid(surface, view.wanted), t } }, false)
  }

  function hear(news: EngineNews): void {
    switch (news.kind) {
      case 'recovered':
      case 'same-thread':
        look({ notice: { kind: news.kind } })
        return
      case 'progress':
        if (news.work.kind === 'race') told({ share: news.share })
        return
      case 'failed':
        if (news.work.kind === 'race' && news.work.race !== race) return
        if (news.work.kind === 'race') told({ status: 'failed' })
        look({ notice: { kind: 'failed', reason: news.reason } })
        return
      case 'done':
        answered(news)
    }
  }

  function answered({ work, outcome, facts }: EngineNews & { kind: 'done' }): void {
    if (work.kind === 'race' && outcome.kind === 'race') {
      const newest = work.race === race
      // While a gesture lasts, every answer is drawn; else only the newest counts.
      if (!newest && !store.getState().view.dragging) return
      const { trajectories } = outcome
      told({ race: work.race, trajectories, facts, share: 1, status: newest ? 'done' : 'busy' })
    } else if (work.kind !== 'race' && outcome.kind !== 'race') pictured(work, outcome.values)
  }

  function pictured(work: Exclude<Work, { kind: 'race' }>, values: Float64Array): void {
    const { surface, rect, nx, ny } = work.field
    const of = surfaceKey(surface)
    if (of !== key) return
    if (work.kind === 'domain') levels = { key, values: spreadLevels(values, lowest(surface)) }
    else picture = { key, field: { values, nx, ny, rect } }
    const flat = surfaceFacts(surface).dims === 1
    // The picture waits for its levels, or its colours would jump.
    if (picture?.key !== key || !(flat || levels?.key === key)) return
    const { results } = store.getState()
    const next = { field: picture.field, levels: flat ? null : levels!.values }
    if (results.field !== next.field || results.levels !== next.levels) told(next)
  }

  const stop = store.subscribe((now, before) => {
    if (now.setup !== before.setup) askRace(now.setup, !now.view.dragging)
    const ticked = Math.floor(now.view.step) !== Math.floor(before.view.step)
    const moves = ticked && race !== null && surfaceFacts(race.surface).readsTime
    if (now.view.wanted !== before.view.wanted || moves) askPicture()
  })
  askRace(store.getState().setup, true)
  return () => {
    stop()
    engine.close()
  }
}

/** The known minimum, which a grid seldom hits; a target the user set says nothing of the surface. */
const lowest = ({ minima, fmin }: ReadySurface) => (minima.length > 0 ? fmin : null)

/** How finely a part of the stage is computed. */
function grid(surface: ReadySurface, { rect, coarse, aspect }: Wanted) {
  if (surfaceFacts(surface).dims === 1) return { rect, nx: GRAPH, ny: 1 }
  const ny = Math.round(Math.sqrt((coarse ? COARSE : SHARP) / aspect))
  return { rect, nx: Math.round(ny * aspect), ny }
}
