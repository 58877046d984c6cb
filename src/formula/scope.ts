/** What a text of the language can be. */
export type EntryKind = 'surface' | 'rule' | 'schedule' | 'transform'

/** What a kind of entry may read, must assign, and may use. */
type Scope = {
  /** Inputs in scope besides parameters, state and constants. */
  readonly inputs: readonly string[]
  /** Inputs that the initial values of state may read. */
  readonly initial: readonly string[]
  /** Names it hands on; at least one of `wanted` must be assigned. */
  readonly outputs: readonly string[]
  readonly wanted: readonly string[]
  /** Reductions, grad(p), loss(p), randn(). */
  readonly parameters: boolean
}

const STEP: Scope = {
  inputs: ['theta', 'g', 'lr', 'lr0', 't', 'T', 'loss'],
  initial: ['T', 'lr0', 'theta', 'loss', 'lr'],
  outputs: ['theta', 'g', 'average'],
  wanted: ['theta'],
  parameters: true,
}

/** The scope of each kind of entry. */
export const SCOPES: Readonly<Record<EntryKind, Scope>> = {
  surface: { inputs: ['x', 'y', 't'], initial: [], outputs: [], wanted: [], parameters: false },
  schedule: {
    inputs: ['t', 'T', 'lr0', 'lr', 'loss', 'momentum'],
    initial: ['T', 'lr0', 'loss', 'lr'],
    outputs: ['lr', 'momentum'],
    wanted: ['lr', 'momentum'],
    parameters: false,
  },
  rule: STEP,
  transform: { ...STEP, wanted: ['theta', 'g', 'average'] },
}

/** In scope everywhere. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['inf', Infinity],
])
