import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recallCurves } from '#store/curve-choice.ts'
import { store } from '#store/store.ts'

beforeEach(() => store.setState(store.getInitialState()))
afterEach(() => void vi.unstubAllGlobals())

const keep = (curves: string | null) =>
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => (name === 'ravine.curves' ? curves : null),
  })
const usual = store.getInitialState().view.curves

test.each([
  ['nothing is kept', null, usual],
  ['nonsense is kept', 'nonsense', usual],
  ['worse is kept', '%%%', usual],
  ['a list was emptied', '', []],
  ['one name is of another version', 'lr,gone,loss', ['loss', 'lr']],
])('where %s, the curves are right', (_, kept, shown) => {
  keep(kept)
  recallCurves()
  expect(store.getState().view.curves).toEqual(shown)
})
