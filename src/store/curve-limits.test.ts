import { afterEach, expect, test, vi } from 'vitest'
import { stabilityOf } from '#store/curve-limits.ts'
import { readyOf } from '#store/ready.ts'
import { store } from '#store/store.ts'
import { decodeLink } from '#setup/decode-link.ts'

const { setup } = decodeLink('#v=1&f=beale&T=20&run=sgd(lr=0.01)')
const [run] = readyOf(setup).runs
const limit = () => (run ? stabilityOf(run) : 'no run')

let blocked = true
let asked = 0
vi.mock('#race/stability-limit.ts', async (original) => {
  asked++
  if (blocked) throw new Error('no connection')
  return original()
})

afterEach(() => vi.useRealTimers())

test('a limit that could not be fetched is asked for again after a while, and found', async () => {
  vi.useFakeTimers()
  expect(limit()).toBeNull()
  await vi.waitFor(() => expect(asked).toBe(1))
  await vi.advanceTimersByTimeAsync(1000)
  expect(limit()).toBeNull()
  expect(asked).toBe(1)

  blocked = false
  const { curves } = store.getState().view
  await vi.advanceTimersByTimeAsync(5000)
  expect(limit()).toBeNull()
  // The curves are read anew as soon as it is there.
  await vi.waitFor(() => expect(store.getState().view.curves).not.toBe(curves))
  expect(limit()).toBeCloseTo(2, 6)
})
