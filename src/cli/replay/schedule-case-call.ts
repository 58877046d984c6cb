import { type Py, parsePython } from '#cli/replay/schedule-case-python.ts'
import { refuse } from '#cli/replay/schedule-case-python-tokens.ts'
import type { Hyper } from '#cli/replay/schedule-case-types.ts'

/** What torch's schedulers call their arguments, after the optimizer. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  StepLR: ['step_size', 'gamma'],
  MultiStepLR: ['milestones', 'gamma'],
  ConstantLR: ['factor', 'total_iters'],
  LinearLR: ['start_factor', 'end_factor', 'total_iters'],
  ExponentialLR: ['gamma'],
  PolynomialLR: ['total_iters', 'power'],
  CosineAnnealingLR: ['T_max', 'eta_min'],
  CosineAnnealingWarmRestarts: ['T_0', 'T_mult', 'eta_min'],
  LambdaLR: ['lr_lambda'],
  MultiplicativeLR: ['lr_lambda'],
  CyclicLR: ['base_lr', 'max_lr', 'step_size_up', 'step_size_down', 'mode', 'gamma'],
  OneCycleLR: [
    'max_lr',
    'total_steps',
    'epochs',
    'steps_per_epoch',
    'pct_start',
    'anneal_strategy',
  ],
}

/** A scheduler and its arguments, from a text such as `StepLR(10,0.5)`. */
export type SchedulerCall = { readonly impl: string; readonly hyper: Hyper }

/** Reads the text of a torch scheduler; refuses what is not one. */
export function schedulerCall(text: string): SchedulerCall {
  const tree = parsePython(text)
  if (tree.kind !== 'call') return refuse(`not a scheduler: ${text}`)
  const impl = tree.fn.slice(tree.fn.lastIndexOf('.') + 1)
  const names = SIGNATURES[impl] ?? refuse(`${impl} cannot be a part`)
  const hyper: Record<string, unknown> = {}
  const given = tree.args.filter(({ value }) => !isOptimizer(value))
  for (const [place, { name, value }] of given.entries()) {
    const known = name ?? names[place] ?? refuse(`${impl} has too many arguments`)
    hyper[known] = known === 'lr_lambda' ? lambdaText(text, value) : plain(value)
  }
  return { impl, hyper }
}

function isOptimizer(value: Py): boolean {
  return value.kind === 'name' && value.name.startsWith('opt')
}

/** The text of the function stands between the brackets as it was written. */
function lambdaText(text: string, value: Py): string {
  if (value.kind === 'value' && typeof value.value === 'string') return value.value
  return /lambda\b.*(?=\)\s*$)/s.exec(text)?.[0] ?? refuse('lr_lambda is not a lambda')
}

function plain(tree: Py): unknown {
  if (tree.kind === 'value') return tree.value
  if (tree.kind === 'list') return tree.items.map(plain)
  if (tree.kind === 'unary') return tree.op === 'not' ? refuse('not a number') : signed(tree)
  if (tree.kind !== 'binary') return refuse('an argument is not a plain value')
  const [a, b] = [Number(plain(tree.a)), Number(plain(tree.b))]
  const values: Readonly<Record<string, number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '**': a ** b,
    '//': Math.floor(a / b),
  }
  return values[tree.op] ?? refuse(`an argument with ${tree.op}`)
}

function signed({ op, a }: Extract<Py, { kind: 'unary' }>): number {
  return op === '-' ? -Number(plain(a)) : Number(plain(a))
}
