import type { Program, StateDecl } from '#formula/expr.ts'
import { dropDead, foldSwitches } from '#formula/fold-switches.ts'
import { FormulaFailure, type Parsed, attempt } from '#formula/formula-error.ts'
import { type InferredState, inferShapes } from '#formula/infer.ts'
import { LIMITS } from '#formula/limits.ts'
import { parse } from '#formula/parse.ts'
import { addNames } from '#formula/read-names.ts'
import { CONSTANTS, type EntryKind, SCOPES } from '#formula/scope.ts'
import { PARAM, SCALAR, type Shape, shapeName, TENSOR } from '#formula/shape.ts'

/** A parameter with the value it runs with. A switch's value is a place in its words. */
export type EntryParam = {
  readonly name: string
  readonly value: number | readonly number[]
  readonly values?: readonly string[]
}

/** An entry's text, understood: switches folded away, dead lines gone, shapes known. */
export type EntryProgram = {
  readonly kind: EntryKind
  /** Without the `state` lines. */
  readonly lines: Program
  /** With them: what the card typesets. */
  readonly program: Program
  readonly states: readonly InferredState[]
  /** Parameters that are not switches and are read, with their shapes. */
  readonly params: ReadonlyMap<string, Shape>
  /** Outputs that some line assigns. */
  readonly assigns: ReadonlySet<string>
  /** Inputs that some live line or initial value reads. */
  readonly reads: ReadonlySet<string>
}

/** A parameter's numbers, each under its input's name: `0.lr`, or `0.steps[0]`, `0.steps[1]`, … */
export function paramNumbers(
  prefix: string,
  { name, value }: EntryParam,
): (readonly [name: string, value: number])[] {
  return typeof value === 'number'
    ? [[`${prefix}${name}`, value]]
    : value.map((number, i) => [`${prefix}${name}[${i}]`, number])
}

const INPUT_SHAPES: Readonly<Record<string, Shape>> = { theta: PARAM, g: PARAM, lr: TENSOR }

/** Parses and understands an entry's text, or says what is first wrong with it. */
export function entryProgram(
  kind: EntryKind,
  text: string,
  params: readonly EntryParam[],
): Parsed<EntryProgram> {
  const parsed = parse(text)
  if (parsed.error) return parsed
  return attempt(() => understand(kind, parsed.ok, params))
}

function understand(kind: EntryKind, whole: Program, given: readonly EntryParam[]): EntryProgram {
  const scope = SCOPES[kind]
  // a rule's parameter lr is lr0; the name lr in its text is the schedule's rate
  const params = kind === 'rule' ? given.filter(({ name }) => name !== 'lr') : given
  checkParams(kind, params)
  if (kind === 'surface') checkSurface(whole)
  else checkOutputs(kind, whole)
  // names must be known in every branch, also in those a switch leaves out
  inspect(kind, whole, params, false)
  const switches = new Map(
    params.flatMap((param) =>
      param.values && typeof param.value === 'number'
        ? [[param.name, { value: param.value, words: param.values }] as const]
        : [],
    ),
  )
  const folded = foldSwitches(whole, switches)
  const program = dropDead(folded, scope.outputs)
  const { states, lines } = inspect(kind, program, params, true)
  const assigns = new Set(scope.outputs.filter((name) => assigned(lines).has(name)))
  const reads = readNames(program)
  const live = new Map(
    params.flatMap((param) =>
      !param.values && reads.has(param.name) ? [[param.name, paramShape(param)] as const] : [],
    ),
  )
  return { kind, lines, program, states, params: live, assigns, reads }
}

/** A parameter or a word of a switch may not be called what something else is called already. */
function checkParams(kind: EntryKind, params: readonly EntryParam[]): void {
  const { inputs, outputs } = SCOPES[kind]
  const taken = new Set([
    ...inputs,
    ...outputs,
    ...CONSTANTS.keys(),
    ...params.map(({ name }) => name),
  ])
  const places = new Map<string, number>()
  for (const { name, value, values = [] } of params) {
    if (inputs.includes(name) || outputs.includes(name) || CONSTANTS.has(name)) {
      throw new FormulaFailure('reserved', 0, { name })
    }
    if (typeof value !== 'number' && (value.length === 0 || value.length > LIMITS.list)) {
      throw new FormulaFailure('shape', 0, {
        name,
        wanted: `list of 1 to ${LIMITS.list}`,
        given: shapeName(paramShape({ name, value })),
      })
    }
    for (const [place, word] of values.entries()) {
      // the same word has the same place in all switches
      if (taken.has(word) || (places.get(word) ?? place) !== place)
        throw new FormulaFailure('reserved', 0, { name: word })
      places.set(word, place)
    }
  }
}

const shapeOf = (name: string): [string, Shape] => [name, INPUT_SHAPES[name] ?? SCALAR]

/** Infers shapes and checks names; folded programs know no switch any more. */
function inspect(
  kind: EntryKind,
  program: Program,
  params: readonly EntryParam[],
  folded: boolean,
) {
  const scope = SCOPES[kind]
  const states: StateDecl[] = program.flatMap((line) => (line.kind === 'state' ? line.states : []))
  const lines = program.filter((line) => line.kind !== 'state')
  const own = new Map<string, Shape>()
  for (const param of params) {
    if (!folded)
      for (const word of param.values ?? []) if (/^[a-z_]/i.test(word)) own.set(word, SCALAR)
    own.set(param.name, paramShape(param))
  }
  const inputs = new Map([...scope.inputs.map(shapeOf), ...own])
  const initial = new Map([...scope.initial.map(shapeOf), ...own])
  const seen = new Set<string>()
  for (const state of states) {
    if (seen.has(state.name))
      throw new FormulaFailure('state_place', state.at, { name: state.name })
    if (inputs.has(state.name)) throw new FormulaFailure('reserved', state.at, { name: state.name })
    seen.add(state.name)
  }
  const options = {
    outputs: new Set(scope.outputs),
    fixed: new Set([...scope.inputs, ...own.keys()]),
    parameters: scope.parameters,
    kind,
  }
  const inferred = inferShapes(lines, states, inputs, initial, options)
  checkShapes(kind, inferred.names, inferred.last, lines)
  return { states: inferred.states, lines }
}

const paramShape = (param: EntryParam): Shape =>
  typeof param.value === 'number' ? SCALAR : { kind: 'list', length: param.value.length }

function checkShapes(
  kind: EntryKind,
  names: ReadonlyMap<string, Shape>,
  last: Shape | undefined,
  lines: Program,
) {
  const bad = (name: string, wanted: string, given: Shape) => {
    throw new FormulaFailure('shape', lines.at(-1)?.at ?? 0, {
      name,
      wanted,
      given: shapeName(given),
    })
  }
  if (kind === 'surface') {
    if (!last) throw new FormulaFailure('no_output', lines.at(-1)?.at ?? 0, { wanted: 'f' })
    if (last.kind !== 'scalar') bad('f', 'scalar', last)
    return
  }
  for (const name of SCOPES[kind].outputs) {
    const shape = names.get(name)
    if (!shape) continue
    if (shape.kind === 'list') bad(name, kind === 'schedule' ? 'scalar' : 'param', shape)
  }
}

function checkOutputs(kind: EntryKind, program: Program): void {
  const { wanted } = SCOPES[kind]
  const names = assigned(program)
  for (const line of flat(program)) {
    if (line.kind === 'value')
      throw new FormulaFailure('not_here', line.at, { name: 'value', kind })
  }
  if (!wanted.some((name) => names.has(name))) {
    throw new FormulaFailure('no_output', program.at(-1)?.at ?? 0, { wanted: wanted.join(', ') })
  }
}

/** A surface's value is its last line: a bare expression, or the last assignment. */
function checkSurface(program: Program): void {
  for (const line of flat(program)) {
    const bare = line.kind === 'value' && line !== program.at(-1)
    if (bare || line.kind === 'state') {
      throw new FormulaFailure('not_here', line.at, { name: line.kind, kind: 'surface' })
    }
  }
}

/** All lines, with the bodies of repeats laid out once. Nesting is bounded by the parser. */
function flat(program: Program): Program {
  return program.flatMap((line) => (line.kind === 'repeat' ? [line, ...flat(line.body)] : [line]))
}

function assigned(program: Program): Set<string> {
  return new Set(flat(program).flatMap((line) => (line.kind === 'assign' ? [line.name] : [])))
}

/** Every name some expression reads. */
function readNames(program: Program): Set<string> {
  const names = new Set<string>()
  for (const line of flat(program)) {
    if (line.kind === 'state') for (const { value } of line.states) addNames(value, names)
    else if (line.kind !== 'repeat') addNames(line.value, names)
  }
  return names
}
