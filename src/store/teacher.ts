import type { State } from '#store/state.ts'
import { store } from '#store/store.ts'

/** What a link's `lock=` may hold; `all` holds everything. */
const LOCKS = [
  'surface',
  'start',
  'view',
  'T',
  'seed',
  'noise',
  'engine',
  'runs',
  'rate',
  'params',
  'stages',
] as const

/** What a link's `hide=` may take off the page. */
const HIDES = [
  'bar',
  'runs',
  'surface',
  'noise',
  'formulas',
  'add',
  'curves',
  'timeline',
  'board',
  'tools',
  'scenes',
  'export',
] as const

export type Lock = (typeof LOCKS)[number]
export type Hide = (typeof HIDES)[number]

type Linked = Pick<State, 'view'>

/** Whether the link keeps the reader from changing this. */
export const isLocked = ({ view }: Linked, what: Lock): boolean =>
  view.link.lock.includes(what) || view.link.lock.includes('all')

/** The same for who changes it: as things are now. */
export const lockedNow = (what: Lock): boolean => isLocked(store.getState(), what)

/** Whether the link takes this off the page. */
export const isHidden = ({ view }: Linked, what: Hide): boolean => view.link.hide.includes(what)
