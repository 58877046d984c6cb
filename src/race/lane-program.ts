import { type EntryProgram, entryProgram } from '#formula/entry-program.ts'
import { attempt, FormulaFailure } from '#formula/formula-error.ts'
import { Graph, type NodeId } from '#formula/graph.ts'
import { LIMITS } from '#formula/limits.ts'
import { type LoopPlan, planLoop } from '#formula/loop.ts'
import {
  initialStates,
  paramInputs,
  planeMeaning,
  type PlaneOracles,
  type PlaneValue,
  point,
  runOnPlane,
  scalar,
  spreadTo,
  stateInputs,
} from '#formula/plane.ts'
import { bounded, surfaceAt, type SurfaceNodes, surfaceNodes } from '#formula/surface.ts'
import { TENSOR } from '#formula/shape.ts'
import { type Carried, carriedStates } from '#race/carried.ts'
import { orThrow } from '#race/lane-error.ts'
import { ownMomentum, type ReadyRun, type ReadyStage, type ReadySurface } from '#race/ready.ts'
import { NOISE_SITE, randnSite } from '#race/randn.ts'
import { scheduleNodes } from '#race/schedule-nodes.ts'
import { watching } from '#race/watch.ts'

/** A draw of randn(): noise, which the setup's strength multiplies, or an entry's own. */
export type DrawFeed = {
  readonly kind: 'noise' | 'randn'
  readonly site: number
  readonly coordinate: number
}

/** A number written before each step: the rate or momentum from a table, or a draw. */
export type Feed = { readonly kind: 'lr' | 'momentum' } | DrawFeed

/** Whether a feed is a draw. */
export const isDraw = (feed: Feed): feed is DrawFeed => 'site' in feed

/** What is recorded at each step. */
export type RecordKind = 'theta' | 'loss' | 'gradNorm' | 'lr' | 'momentum' | 'average'

/** One run's step as a loop: schedule (if it reads the loss), transforms, rule, transforms. */
export type LaneProgram = {
  readonly plan: LoopPlan
  readonly dims: 1 | 2
  /** names of the loop's parameters, in order */
  readonly params: readonly string[]
  readonly feeds: readonly Feed[]
  /** what each record column holds; theta and average take two columns each */
  readonly records: readonly RecordKind[]
  /** names of the carried values, in order, to hand them from one part of a sequence to the next */
  readonly carried: readonly string[]
  /** node of each carried value at the start, evaluated with θ = start and k = the part's first step */
  readonly initial: readonly NodeId[]
}

/** How a part of the run gets its rate: from a table, or from a schedule that reads the loss. */
export type Rate =
  | { readonly kind: 'table'; readonly momentum: boolean }
  | { readonly kind: 'schedule'; readonly stage: ReadyStage }

/** Builds one lane's loop from formulas. `noisy`: the setup's noise is added to every gradient. */
export function laneProgram(
  surface: ReadySurface,
  run: Omit<ReadyRun, 'start'>,
  rate: Rate,
  noisy: boolean,
): LaneProgram {
  const build = () => new LaneBuilder(surface, noisy).build(run, rate)
  return orThrow(
    run.rule.id,
    attempt(() => bounded(build)),
  )
}

/**
 * Every entry of a run was checked alone; together, or by asking the objective often, they may
 * still be more than one WebAssembly function should hold, or draw more than memory should.
 */
const MOST_NODES = 10 * LIMITS.nodes
const MOST_FEEDS = 256

function checkSize({ loop, invariant, clockwork, step }: LoopPlan): void {
  const nodes = invariant.length + clockwork.length + step.length
  if (nodes > MOST_NODES || loop.feeds.length > MOST_FEEDS) {
    throw new FormulaFailure('too_big', 0, { limit: LIMITS.nodes })
  }
}

class LaneBuilder {
  readonly #graph = new Graph()
  readonly #surface: SurfaceNodes
  readonly #params: string[] = []
  readonly #feeds: Feed[] = []
  readonly #feedNodes: NodeId[] = []
  readonly #carried: Carried[] = []
  readonly #k: NodeId
  readonly #noise: readonly NodeId[]
  readonly #at: { f: NodeId; gradient: readonly NodeId[] }
  readonly #theta: readonly NodeId[]
  readonly #g: readonly NodeId[]

  constructor(surface: ReadySurface, noisy: boolean) {
    const graph = this.#graph
    this.#surface = orThrow(surface.id, surfaceNodes(surface.formula, surface.params, graph))
    this.#params.push(...this.#surface.inputs.map(({ name }) => name), 'T', 'lr0')
    this.#k = graph.input('k')
    const { dims } = this.#surface
    this.#theta = [graph.input('theta.0'), graph.input('theta.1')].slice(0, dims)
    this.#noise = noisy
      ? this.#theta.map((_, coordinate) =>
          this.#feed({ kind: 'noise', site: NOISE_SITE, coordinate }, `noise.${coordinate}`),
        )
      : []
    this.#at = this.#objective(this.#theta)
    this.#g = this.#handedOut(this.#at.gradient)
  }

  build(run: Omit<ReadyRun, 'start'>, rate: Rate): LaneProgram {
    const graph = this.#graph
    const { dims } = this.#surface
    const own = ownMomentum(run.rule)
    const { lr, momentum } = this.#rate(rate, own)
    let env = new Map<string, PlaneValue>([
      ['theta', point(this.#theta)],
      ['g', point(this.#g)],
      ['lr', { shape: TENSOR, nodes: [lr] }],
      ['lr0', scalar(graph.input('lr0'))],
      ['t', scalar(this.#t())],
      ['T', scalar(graph.input('T'))],
      ['loss', scalar(this.#at.f)],
    ])
    let average: PlaneValue | undefined
    const stages = [...run.before, run.rule, ...run.after]
    stages.forEach((stage, i) => {
      const kind = i === run.before.length ? 'rule' : 'transform'
      const driven =
        kind === 'rule' && momentum !== null && own ? { name: own.name, node: momentum } : null
      const after = this.#stage(kind, stage, i, env, driven)
      average = after.get('average') ?? average
      env = new Map(env)
      for (const name of ['theta', 'g'] as const)
        env.set(name, spreadTo(after.get(name)!, { kind: 'param' }, dims))
    })
    const theta = env.get('theta')!.nodes
    this.#theta.forEach((input, i) => {
      this.#carried.push({
        name: `theta.${i}`,
        input,
        next: theta[i]!,
        initial: graph.input(`start.${i}`),
      })
    })
    return this.#finish(lr, own ? momentum : null, average)
  }

  #finish(lr: NodeId, momentum: NodeId | null, average: PlaneValue | undefined): LaneProgram {
    const graph = this.#graph
    const { dims } = this.#surface
    // in one dimension y is the start's and never moves
    const y = dims === 2 ? this.#theta[1]! : graph.input('start.1')
    if (dims === 1) this.#params.push('start.1')
    const squares = this.#at.gradient.map((node) => graph.op('mul', node, node))
    const norm =
      dims === 1
        ? graph.op('abs', this.#at.gradient[0]!)
        : graph.op('sqrt', graph.op('add', squares[0]!, squares[1]!))
    const records: { kind: RecordKind; node: NodeId; stride: number }[] = [
      { kind: 'theta', node: this.#theta[0]!, stride: 2 },
      { kind: 'theta', node: y, stride: 2 },
      { kind: 'loss', node: this.#at.f, stride: 1 },
      { kind: 'gradNorm', node: norm, stride: 1 },
      { kind: 'lr', node: lr, stride: 1 },
    ]
    if (momentum !== null) records.push({ kind: 'momentum', node: momentum, stride: 1 })
    if (average) {
      const nodes = spreadTo(average, { kind: 'param' }, dims).nodes
      records.push(
        { kind: 'average', node: nodes[0]!, stride: 2 },
        { kind: 'average', node: nodes[1] ?? y, stride: 2 },
      )
    }
    this.#carried.push(...watching(graph, this.#theta, this.#at.f, norm))
    const plan = planLoop({
      graph,
      params: this.#params.map((name) => graph.input(name)),
      clock: this.#k,
      feeds: this.#feedNodes,
      carried: this.#carried,
      records,
    })
    checkSize(plan)
    return {
      plan,
      dims,
      params: this.#params,
      feeds: this.#feeds,
      records: records.map(({ kind }) => kind),
      carried: this.#carried.map(({ name }) => name),
      initial: this.#carried.map(({ initial }) => initial),
    }
  }

  /** t as a rule, a transform and a surface read it: 1 in the first step. */
  #t(): NodeId {
    return this.#graph.op('add', this.#k, this.#graph.constant(1))
  }

  #objective(at: readonly NodeId[]): { f: NodeId; gradient: readonly NodeId[] } {
    const moved = surfaceAt(this.#surface, at)
    if (!this.#surface.readsTime) return moved
    const memo = new Map([[this.#surface.t, this.#t()]])
    const timed = (node: NodeId) => this.#graph.substitute(node, memo)
    return { f: timed(moved.f), gradient: moved.gradient.map(timed) }
  }

  #handedOut(gradient: readonly NodeId[]): readonly NodeId[] {
    return this.#noise.length === 0
      ? gradient
      : gradient.map((node, i) => this.#graph.op('add', node, this.#noise[i]!))
  }

  #feed(feed: Feed, name: string): NodeId {
    const node = this.#graph.input(name)
    if (!this.#feedNodes.includes(node)) {
      this.#feeds.push(feed)
      this.#feedNodes.push(node)
    }
    return node
  }

  #oracles(stage: ReadyStage): PlaneOracles {
    return {
      grad: (at) => this.#handedOut(this.#objective(at).gradient),
      loss: (at) => this.#objective(at).f,
      randn: (n) => {
        const site = randnSite(stage.id, n)
        return this.#theta.map((_, coordinate) =>
          this.#feed({ kind: 'randn', site, coordinate }, `randn.${site}.${coordinate}`),
        )
      },
    }
  }

  #paramValues(entry: EntryProgram, stage: ReadyStage, prefix: string): Map<string, PlaneValue> {
    const { env, inputs } = paramInputs(this.#graph, entry, stage.params, prefix)
    this.#params.push(...inputs.map(({ name }) => name))
    return env
  }

  #stage(
    kind: 'rule' | 'transform',
    stage: ReadyStage,
    place: number,
    shared: ReadonlyMap<string, PlaneValue>,
    driven: { name: string; node: NodeId } | null,
  ): Map<string, PlaneValue> {
    const entry = orThrow(stage.id, entryProgram(kind, stage.formula, stage.params))
    const prefix = `${place}.`
    const meaning = planeMeaning(this.#graph, this.#surface.dims, this.#oracles(stage))
    const env = new Map([...shared, ...this.#paramValues(entry, stage, prefix)])
    if (driven && env.has(driven.name)) env.set(driven.name, scalar(driven.node))
    // θ₀ and its loss are the loop's own inputs, evaluated at the first step
    const initial = initialStates(
      entry,
      new Map([...env, ['theta', point(this.#theta)]]),
      meaning,
      this.#surface.dims,
    )
    const inputs = stateInputs(this.#graph, entry, initial, prefix)
    entry.states.forEach((state, i) => env.set(state.name, inputs[i]!))
    const after = runOnPlane(entry, env, meaning).env
    this.#carried.push(
      ...carriedStates(entry, { inputs, initial, after }, prefix, this.#surface.dims),
    )
    return after
  }

  #rate(rate: Rate, own: { name: string } | null): { lr: NodeId; momentum: NodeId | null } {
    if (rate.kind === 'table') {
      const lr = this.#feed({ kind: 'lr' }, 'lr')
      return {
        lr,
        momentum: rate.momentum && own ? this.#feed({ kind: 'momentum' }, 'momentum') : null,
      }
    }
    const graph = this.#graph
    this.#params.push('part.start', 'part.T', 'own.momentum')
    const mine = graph.input('own.momentum')
    const nodes = scheduleNodes(graph, rate.stage, {
      t: graph.op('sub', this.#k, graph.input('part.start')),
      T: graph.input('part.T'),
      lr0: graph.input('lr0'),
      loss: this.#at.f,
      momentum: mine,
    })
    this.#params.push(...nodes.params)
    this.#carried.push(...nodes.carried)
    return { lr: nodes.lr, momentum: own && nodes.drives ? nodes.momentum : null }
  }
}
