import { PARAM, SCALAR, type Shape, TENSOR } from '#formula/shape.ts'
import type { NetParam, NetRun, NetStage } from '#race/net/net-ready.ts'
import {
  type FixedInput,
  lowerEntry,
  shapeOfParam,
  type TensorScope,
  type TensorState,
} from '#race/net/tensor-entry.ts'
import { TensorGraph, type TensorId } from '#race/net/tensor-graph.ts'
import { spreadTo } from '#race/net/tensor-meaning.ts'
import { ownMomentum } from '#race/ready.ts'

/** Inputs that are written before or within each step. */
type StepInput = 'theta' | 'g' | 'loss' | 't' | 'T' | 'lr' | 'lr0' | 'momentum'

/** A run's step, from gradient and rate to the next θ, as one graph of tensor operations. */
export type NetProgram = {
  readonly graph: TensorGraph
  readonly inputs: Readonly<Record<StepInput, TensorId>>
  /** transforms' and the rule's states, and θ itself */
  readonly states: readonly TensorState[]
  readonly fixed: readonly FixedInput[]
  readonly average: TensorId | null
  /** shape of the rate */
  readonly rate: Shape
  readonly lr0: NetParam
  /** the rule's parameter that a schedule may drive, or null */
  readonly own: NetParam | null
}

/** Reads a run's formulas, once. Throws LaneError when one is wrong. */
export function netProgram(run: NetRun): NetProgram {
  const lr0 = run.rule.params.find(({ name }) => name === 'lr') ?? { name: 'lr', value: NaN }
  const ownName = ownMomentum(run.rule)?.name
  const own = run.rule.params.find(({ name }) => name === ownName) ?? null
  const spread = [lr0, ...run.schedules.flatMap(({ params }) => params)].some(
    ({ perTensor }) => perTensor,
  )
  const rate = spread ? TENSOR : SCALAR
  const graph = new TensorGraph()
  const inputs = {
    theta: graph.input('theta', PARAM),
    g: graph.input('g', PARAM),
    loss: graph.input('loss', SCALAR),
    t: graph.input('t', SCALAR),
    T: graph.input('T', SCALAR),
    lr: graph.input('lr', rate),
    lr0: graph.input('lr0', shapeOfParam(lr0)),
    // a schedule gives one, or one for each tensor where its parameters or ours do
    momentum: graph.input('momentum', spread || own?.perTensor ? TENSOR : SCALAR),
  }
  const { momentum, ...shared } = inputs
  let scope: TensorScope = new Map(Object.entries(shared))
  const states: TensorState[] = []
  const fixed: FixedInput[] = []
  let average: TensorId | null = null
  const place = run.before.length
  const stages: readonly NetStage[] = [...run.before, run.rule, ...run.after]
  stages.forEach((stage, i) => {
    const isRule = i === place
    const lines: TensorScope =
      isRule && own ? new Map([...scope, [own.name, momentum] as const]) : scope
    // a state begins at the start itself, wherever its entry stands
    const initial = new Map([['theta', inputs.theta]])
    const kind = isRule ? 'rule' : 'transform'
    const entry = lowerEntry(graph, kind, stage, { lines, initial }, `${i}.`)
    states.push(...entry.states)
    fixed.push(...entry.fixed)
    average = entry.after.get('average') ?? average
    scope = new Map([
      ...scope,
      ['theta', spreadTo(graph, entry.after.get('theta') ?? inputs.theta, PARAM)] as const,
      ['g', spreadTo(graph, entry.after.get('g') ?? inputs.g, PARAM)] as const,
    ])
  })
  states.push({
    input: inputs.theta,
    next: scope.get('theta') ?? inputs.theta,
    initial: inputs.theta,
  })
  const point = average === null ? null : spreadTo(graph, average, PARAM)
  return { graph, inputs, states, fixed, average: point, rate, lr0, own }
}
