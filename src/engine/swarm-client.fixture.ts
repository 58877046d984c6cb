import type { PagePoints } from '#engine/page-points.ts'
import { createSwarm, type SwarmNews } from '#engine/swarm-client.ts'
import type { SwarmWays } from '#engine/swarm-page-ways.ts'
import type { SwarmCanvas, SwarmEars, SwarmLine } from '#engine/swarm-line.ts'
import type {
  DeviceFacts,
  FromSwarm,
  Raced,
  SwarmFacts,
  SwarmScene,
  SwarmView,
  ToSwarm,
} from '#engine/swarm-protocol.ts'
import { race as raceOf, run, surface } from '#race/ready.fixture.ts'

export const raceTo = (T: number) => raceOf(surface('x^2 + y^2'), [run(T)], T)
export const sceneTo = (T: number, n = 256): SwarmScene => ({
  race: raceTo(T),
  clouds: [{ n, from: 'disc', r: 1 }],
})
export const viewOf = (width: number): SwarmView => ({
  rect: [-1, 1, -1, 1],
  width,
  height: 100,
  ratio: 1,
  by: 'run',
  runs: [{ color: '#123456', strength: 'faint' }],
  levels: [],
  palette: [],
})
export const deviceFacts: DeviceFacts = {
  backend: 'webgl',
  renderer: 'a card',
  precision: 'float32',
}
export const factsAt = (step: number): SwarmFacts => ({ lanes: 256, rate: null, step, unfit: [] })
export const raced: Raced = { trajectories: [], precisions: [], ms: 1 }

class FakeLine implements SwarmLine {
  readonly ears: SwarmEars
  readonly posted: ToSwarm[] = []
  readonly transferred: Transferable[] = []
  closed = false
  constructor(ears: SwarmEars) {
    this.ears = ears
  }
  post(message: ToSwarm, transfer: Transferable[] = []) {
    this.posted.push(message)
    this.transferred.push(...transfer)
  }
  close() {
    this.closed = true
  }
  answer(message: FromSwarm) {
    this.ears.hear(message)
  }
  kinds() {
    return this.posted.map(({ kind }) => kind)
  }
  last() {
    const ids = this.posted.flatMap((message) => ('id' in message ? [message.id] : []))
    return ids.at(-1) ?? 0
  }
  /** Answers all that was posted; the clouds stand at the step asked for last, or at this one. */
  drawn(step?: number) {
    const seeks = this.posted.flatMap((each) => (each.kind === 'seek' ? [each.step] : []))
    const clock = seeks.at(-1) ?? 0
    const behind = step !== undefined && step !== clock
    this.answer({ kind: 'drawn', id: this.last(), facts: factsAt(step ?? clock), behind })
  }
}

/** A node that knows where it hangs. */
class FakeNode {
  parent: FakeHost | null = null
  remove() {
    this.parent?.children.delete(this)
    this.parent = null
  }
}
/** What a canvas is put into. */
export class FakeHost {
  readonly children = new Set<FakeNode>()
  append(node: FakeNode) {
    node.remove()
    this.children.add(node)
    node.parent = this
  }
}

/** A client whose workers are fakes that the test answers for. */
export function setUp({ offscreen = true, workers = true } = {}) {
  const lines: FakeLine[] = []
  const news: SwarmNews[] = []
  const drawnHere: string[] = []
  let visible = true
  let changed = () => {}
  const points: PagePoints = {
    view: ({ width }) => void drawnHere.push(`view ${width}`),
    points: ({ points: clouds }) => void drawnHere.push(`points ${clouds.length}`),
  }
  const ways: SwarmWays = {
    worker(ears) {
      if (!workers) throw new Error('no workers')
      lines.push(new FakeLine(ears))
      return lines.at(-1)!
    },
    canvas: () =>
      ({ node: new FakeNode(), offscreen: offscreen ? {} : null }) as unknown as SwarmCanvas,
    points: () => points,
    now: () => performance.now(),
    visible: () => visible,
    watchVisible(listen) {
      changed = listen
      return () => (changed = () => {})
    },
  }
  const swarm = createSwarm((each) => news.push(each), ways)
  const host = new FakeHost()
  const mount = (to: FakeHost | null) => swarm.mount(to as unknown as HTMLElement | null)
  const show = (yes: boolean) => {
    visible = yes
    changed()
  }
  const kinds = () => news.map(({ kind }) => kind)
  return { swarm, lines, news, kinds, host, mount, show, drawnHere }
}
