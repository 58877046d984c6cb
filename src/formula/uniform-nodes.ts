import type { Graph, NodeId } from '#formula/graph.ts'

/**
 * The same nodes in the order in which one root after the other needs them: fewer values wait at a time
 * than in the order they were made, and so fewer leave a processor's registers.
 */
export function depthFirst(
  graph: Graph,
  roots: readonly NodeId[],
  ids: readonly NodeId[],
): NodeId[] {
  const left = new Set(ids)
  const ordered: NodeId[] = []
  const stack = [...roots].toReversed()
  while (stack.length > 0) {
    const id = stack.at(-1)!
    const node = graph.nodes[id]!
    const first = left.has(id) && node.kind === 'op' ? node.args.filter((arg) => left.has(arg)) : []
    if (first.length > 0) {
      stack.push(...first.toReversed())
      continue
    }
    stack.pop()
    if (left.delete(id)) ordered.push(id)
  }
  return ordered
}

/** Nodes sorted by who must compute them. */
export type UniformSplit = {
  /** the same for all lanes and steps, and read by something that is not: computed once, elsewhere */
  readonly constants: readonly NodeId[]
  /** all others, in order of evaluation */
  readonly own: readonly NodeId[]
}

/**
 * Splits what `roots` need. `uniform`: inputs that are the same everywhere; `leaves`: nodes whose value
 * is at hand, whatever they are made of.
 */
export function splitUniform(
  graph: Graph,
  roots: readonly NodeId[],
  uniform: ReadonlySet<NodeId>,
  leaves: ReadonlySet<NodeId>,
): UniformSplit {
  const needed = reachableUpTo(graph, roots, leaves)
  const same = new Set<NodeId>()
  const constants = new Set<NodeId>()
  const own: NodeId[] = []
  const read = (id: NodeId) => {
    if (same.has(id) && graph.nodes[id]!.kind !== 'const') constants.add(id)
  }
  for (const id of needed) {
    const node = graph.nodes[id]!
    if (leaves.has(id)) continue
    if (node.kind === 'const' || uniform.has(id)) same.add(id)
    else if (node.kind === 'input') throw new Error(`input ${node.name} has no place in the shader`)
    else if (node.args.every((arg) => same.has(arg))) same.add(id)
    else {
      own.push(id)
      node.args.forEach(read)
    }
  }
  roots.forEach(read)
  return { constants: [...constants], own }
}

function reachableUpTo(
  graph: Graph,
  roots: readonly NodeId[],
  leaves: ReadonlySet<NodeId>,
): NodeId[] {
  const seen = new Set<NodeId>(roots)
  for (const id of seen) {
    const node = graph.nodes[id]!
    if (node.kind === 'op' && !leaves.has(id)) for (const arg of node.args) seen.add(arg)
  }
  return [...seen].toSorted((a, b) => a - b)
}
