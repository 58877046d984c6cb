import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Words } from '#i18n/en.ts'
import { words } from '#i18n/words.ts'
import { calm } from '#store/calm.ts'
import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** Reads part of the store; the component draws again when that part is another. */
export const useApp = <T>(read: (state: State) => T): T => useStore(store, read)

/** The same, but while a gesture lasts only ten times a second: for what a hand on the stage moves. */
export const useCalm = <T>(read: (state: State) => T): T =>
  useSyncExternalStore(
    (tell) => calm.subscribe(tell),
    () => read(calm.getState()),
  )

/** The words in the reader's language. */
export const useWords = (): Words => words(useApp(({ view }) => view.lang))
