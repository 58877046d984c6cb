import { useEffect, useState } from 'react'
import { type ColumnId, columns } from '#panels/board-columns.ts'
import { runTitle } from '#store/run-title.ts'
import { shownRunAt } from '#store/shown-runs.ts'
import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** By which column the scoreboard is sorted; null: as the runs stand. */
export type Sort = { readonly by: 'run' | ColumnId; readonly falling: boolean } | null

/** Milliseconds for which clock and runs must rest before rows change places. */
const REST = 250

/** The sort after a click on a column: rising, falling, none. */
export function nextSort(sort: Sort, by: 'run' | ColumnId): Sort {
  if (sort?.by !== by) return { by, falling: false }
  return sort.falling ? null : { by, falling: true }
}

/** Places of the runs in the order of a sort. Equals stay as the runs stand; no number is last. */
export function sorted(sort: Sort, state: State): readonly number[] {
  const places = state.setup.runs.map((_, place) => place)
  if (!sort) return places
  const sign = sort.falling ? -1 : 1
  if (sort.by === 'run') {
    const name = (place: number) => runTitle(state.setup, place)
    return places.toSorted((a, b) => sign * name(a).localeCompare(name(b), state.view.lang))
  }
  const { key } = columns[sort.by]
  const keys = places.map((place) => {
    const run = shownRunAt(state, place)
    return run ? key({ run, place, state }) : NaN
  })
  return places.toSorted((a, b) => {
    const [one = NaN, other = NaN] = [keys[a], keys[b]]
    if (Number.isNaN(one) || Number.isNaN(other))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
    // Not by difference: two infinities have none.
    return sign * (Number(one > other) - Number(one < other))
  })
}

/** Places in their order: set anew by another sort, and when clock and runs have come to rest. */
export function useBoardOrder(sort: Sort, count: number): readonly number[] {
  const [order, setOrder] = useState<readonly number[]>([])
  useEffect(() => {
    const settle = () => {
      const next = sorted(sort, store.getState())
      setOrder((before) => (before.join() === next.join() ? before : next))
    }
    settle()
    if (!sort) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = store.subscribe((now, before) => {
      const { view, results, setup } = now
      const same =
        view.step === before.view.step &&
        view.playing === before.view.playing &&
        view.dragging === before.view.dragging &&
        results.trajectories === before.results.trajectories &&
        setup === before.setup
      if (same) return
      clearTimeout(timer)
      if (!view.playing && !view.dragging) timer = setTimeout(settle, REST)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [sort])
  // A run that came or went since is in its place at once.
  const known = order.filter((place) => place < count)
  const added = Array.from({ length: count }, (_, place) => place).filter(
    (place) => !known.includes(place),
  )
  return [...known, ...added]
}
