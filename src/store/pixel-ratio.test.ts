import { afterEach, expect, test, vi } from 'vitest'
import type { SwarmView } from '#engine/swarm-protocol.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { linkSwarm, mountSwarm } from '#store/link-swarm.ts'
import { readyOf } from '#store/ready.ts'
import { look, store, told } from '#store/store.ts'

afterEach(() => vi.unstubAllGlobals())

/** A window on a screen: a query is true of the ratio it names, and tells once it is another. */
class FakeScreen {
  devicePixelRatio = 2
  readonly listeners = new Map<() => void, string>()
  matchMedia(wanted: string) {
    return {
      addEventListener: (_: string, heard: () => void) => void this.listeners.set(heard, wanted),
      removeEventListener: (_: string, heard: () => void) => void this.listeners.delete(heard),
    }
  }
  become(ratio: number) {
    this.devicePixelRatio = ratio
    const wrong = Array.from(this.listeners).filter(([, text]) => !text.includes(`: ${ratio}dppx`))
    for (const [heard] of wrong) heard()
  }
}

test('points are drawn for another screen’s pixels at once', () => {
  const screen = new FakeScreen()
  vi.stubGlobal('window', screen)
  const views: SwarmView[] = []
  const { setup } = decodeLink('#v=1&f=beale&x=1,1&T=20&run=adam(lr=0.1)')
  store.setState({ ...store.getInitialState(), setup })
  mountSwarm({} as HTMLElement)
  const stop = linkSwarm(() => ({
    mount: () => {},
    show: () => {},
    view: (view) => void views.push(view),
    seek: () => {},
    race: () => {},
    close: () => {},
  }))
  look({ frame: { rect: [-1, 1, -1, 1], width: 300, height: 200 } })
  told({ race: readyOf(setup) })
  expect(views.at(-1)?.ratio).toBe(2)
  const before = views.length
  for (const ratio of [1.25, 3]) {
    screen.become(ratio)
    expect(views.at(-1)?.ratio).toBe(ratio)
  }
  expect(views).toHaveLength(before + 2)
  stop()
  mountSwarm(null)
  expect(screen.listeners.size).toBe(0)
})
