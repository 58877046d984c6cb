import { isUnary, type Op, UNARY } from '#formula/op.ts'

const REDUCTIONS = ['norm', 'dot', 'sum', 'mean', 'maxabs', 'count'] as const
/** A reduction of a parameter: per tensor, or over everything. */
export type Reduction = (typeof REDUCTIONS)[number]

/** How a function of the language is made of operations. `max` is null where any number may follow. */
export type FunctionRow =
  | { readonly kind: 'op'; readonly op: Op; readonly min: number; readonly max: number | null }
  | { readonly kind: 'clamp'; readonly min: 3; readonly max: 3 }
  | {
      readonly kind: 'reduce'
      readonly reduction: Reduction
      readonly all: boolean
      readonly min: number
      readonly max: number
    }
  | {
      readonly kind: 'list'
      readonly op: 'total' | 'at'
      readonly min: number
      readonly max: number
    }
  | { readonly kind: 'oracle'; readonly op: 'grad' | 'loss'; readonly min: 1; readonly max: 1 }
  | { readonly kind: 'randn'; readonly min: 0; readonly max: 0 }

/** Two are written with signs, two are for our own series. */
const NAMELESS: ReadonlySet<Op> = new Set<Op>(['neg', 'not', 'twoTo', 'exponentOf'])

/** Every other operation on one number is a function of the same name. */
const unary: readonly Op[] = Object.keys(UNARY)
  .filter(isUnary)
  .filter((op) => !NAMELESS.has(op))

/** Every function name of the language. `count` exists over everything only. */
export const FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map<string, FunctionRow>([
  ...unary.map((op): [string, FunctionRow] => [op, { kind: 'op', op, min: 1, max: 1 }]),
  ['atan2', { kind: 'op', op: 'atan2', min: 2, max: 2 }],
  ['mod', { kind: 'op', op: 'mod', min: 2, max: 2 }],
  ['min', { kind: 'op', op: 'min', min: 2, max: null }],
  ['max', { kind: 'op', op: 'max', min: 2, max: null }],
  ['clamp', { kind: 'clamp', min: 3, max: 3 }],
  ...REDUCTIONS.flatMap((reduction): [string, FunctionRow][] => {
    const count = reduction === 'dot' ? 2 : 1
    const row = { kind: 'reduce', reduction, min: count, max: count } as const
    const all: [string, FunctionRow] = [`${reduction}_all`, { ...row, all: true }]
    return reduction === 'count' ? [all] : [[reduction, { ...row, all: false }], all]
  }),
  ['total', { kind: 'list', op: 'total', min: 1, max: 1 }],
  ['at', { kind: 'list', op: 'at', min: 2, max: 2 }],
  ['grad', { kind: 'oracle', op: 'grad', min: 1, max: 1 }],
  ['loss', { kind: 'oracle', op: 'loss', min: 1, max: 1 }],
  ['randn', { kind: 'randn', min: 0, max: 0 }],
])
