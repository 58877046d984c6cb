import { type EntryParam, type EntryProgram, paramNumbers } from '#formula/entry-program.ts'
import type { Graph, NodeId } from '#formula/graph.ts'
import type { Reduction } from '#formula/functions.ts'
import { joinShapes, PARAM, SCALAR, type Shape, TENSOR } from '#formula/shape.ts'
import { type Meaning, walkExpr, walkProgram } from '#formula/walk.ts'

/** A value on the plane: one node, or one per coordinate (or per number of a list). */
export type PlaneValue = { readonly shape: Shape; readonly nodes: readonly NodeId[] }

/** One number. */
export const scalar = (node: NodeId): PlaneValue => ({ shape: SCALAR, nodes: [node] })
/** A value of the shape of θ: one node per coordinate. */
export const point = (nodes: readonly NodeId[]): PlaneValue => ({ shape: PARAM, nodes })

/** What a step's formulas may ask of the objective, as nodes of the same graph. */
export type PlaneOracles = {
  /** gradient handed out at a point, with the step's noise */
  grad(point: readonly NodeId[]): readonly NodeId[]
  loss(point: readonly NodeId[]): NodeId
  /** one draw per coordinate for the entry's n-th randn() */
  randn(site: number): readonly NodeId[]
}

const NO_ORACLES: PlaneOracles = {
  grad: () => {
    throw new Error('no objective here')
  },
  loss: () => {
    throw new Error('no objective here')
  },
  randn: () => {
    throw new Error('no randomness here')
  },
}

/** Formulas read as nodes: every parameter-shaped value is one node per coordinate of the plane. */
export function planeMeaning(
  graph: Graph,
  dims: number,
  oracles = NO_ORACLES,
): Meaning<PlaneValue> {
  const spread = (value: PlaneValue) => spreadTo(value, PARAM, dims).nodes
  return {
    constant: (value) => scalar(graph.constant(value)),
    apply(op, args) {
      const shape = args.map((arg) => arg.shape).reduce((a, b) => joinShapes(a, b)!)
      const nodes = Array.from({ length: widthOf(shape, dims) }, (_, i) =>
        graph.op(op, ...args.map((arg) => arg.nodes[arg.nodes.length === 1 ? 0 : i]!)),
      )
      return { shape, nodes }
    },
    reduce: (reduction, all, args) => ({
      shape: all ? SCALAR : TENSOR,
      nodes: [reduce(graph, reduction, args.map(spread), dims)],
    }),
    list(op, [list, index]) {
      if (op === 'total') return scalar(sumOf(graph, list!.nodes))
      const pick = (at: NodeId) =>
        list!.nodes.reduce(
          (found, node, i) =>
            graph.op('select', graph.op('ge', at, graph.constant(i)), node, found),
          list!.nodes[0] ?? graph.constant(NaN),
        )
      return { shape: index!.shape, nodes: index!.nodes.map(pick) }
    },
    oracle: (op, at) =>
      op === 'grad' ? point(oracles.grad(spread(at))) : scalar(oracles.loss(spread(at))),
    randn: (site) => point(oracles.randn(site)),
  }
}

/** From the left; an empty list adds up to 0. */
function sumOf(graph: Graph, nodes: readonly NodeId[]): NodeId {
  if (nodes.length === 0) return graph.constant(0)
  return nodes.reduce((a, b) => graph.op('add', a, b))
}

function reduce(
  graph: Graph,
  reduction: Reduction,
  args: readonly (readonly NodeId[])[],
  dims: number,
): NodeId {
  const sum = (nodes: readonly NodeId[]) => sumOf(graph, nodes)
  const [a, b] = [args[0]!, args[1]!]
  switch (reduction) {
    case 'norm':
      return graph.op('sqrt', sum(a.map((node) => graph.op('mul', node, node))))
    case 'dot':
      return sum(a.map((node, i) => graph.op('mul', node, b[i]!)))
    case 'sum':
      return sum(a)
    case 'mean':
      return graph.op('div', sum(a), graph.constant(dims))
    case 'maxabs':
      return a.map((node) => graph.op('abs', node)).reduce((p, q) => graph.op('max', p, q))
    case 'count':
      return graph.constant(dims)
  }
}

/** Values for an entry's parameters: an input node for each number, named by `prefix`. */
export function paramInputs(
  graph: Graph,
  entry: EntryProgram,
  params: readonly EntryParam[],
  prefix: string,
): { env: Map<string, PlaneValue>; inputs: { name: string; value: number }[] } {
  const env = new Map<string, PlaneValue>()
  const inputs: { name: string; value: number }[] = []
  for (const param of params) {
    const shape = entry.params.get(param.name)
    if (!shape) continue
    const nodes = paramNumbers(prefix, param).map(([name, value]) => {
      inputs.push({ name, value })
      return graph.input(name)
    })
    env.set(param.name, { shape, nodes })
  }
  return { env, inputs }
}

/** Runs an entry's lines on the plane; answers the names after them and the last line's value. */
export function runOnPlane(
  entry: EntryProgram,
  env: Map<string, PlaneValue>,
  meaning: Meaning<PlaneValue>,
): { env: Map<string, PlaneValue>; last: PlaneValue | undefined } {
  const last = walkProgram(entry.lines, meaning, walkOptions(entry, env))
  return { env, last }
}

/** The initial values of an entry's state, spread to their shapes. */
export function initialStates(
  entry: EntryProgram,
  env: ReadonlyMap<string, PlaneValue>,
  meaning: Meaning<PlaneValue>,
  dims: number,
): PlaneValue[] {
  return entry.states.map((state) => {
    const value = walkExpr(state.value, meaning, walkOptions(entry, new Map(env)))
    return spreadTo(value, state.shape, dims)
  })
}

/** An input for each number of an entry's states, shaped as their initial values. */
export function stateInputs(
  graph: Graph,
  entry: EntryProgram,
  initial: readonly PlaneValue[],
  prefix: string,
): PlaneValue[] {
  return entry.states.map(({ name }, i) => ({
    shape: initial[i]!.shape,
    nodes: initial[i]!.nodes.map((_, j) => graph.input(`${prefix}${name}[${j}]`)),
  }))
}

/** How many nodes a value of this shape has. */
const widthOf = (shape: Shape, dims: number): number =>
  shape.kind === 'list' ? shape.length : shape.kind === 'param' ? dims : 1

/** A value with as many nodes as its shape asks for. */
export function spreadTo(value: PlaneValue, shape: Shape, dims: number): PlaneValue {
  const width = widthOf(shape, dims)
  if (value.nodes.length === width) return { shape, nodes: value.nodes }
  return { shape, nodes: Array.from({ length: width }, () => value.nodes[0]!) }
}

const walkOptions = (entry: EntryProgram, env: Map<string, PlaneValue>) => ({
  env,
  outputs: new Set<string>(),
  fixed: new Set<string>(),
  parameters: true,
  kind: entry.kind,
})
