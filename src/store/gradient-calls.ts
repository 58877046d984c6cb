import { entryProgram } from '#formula/entry-program.ts'
import type { EntryKind } from '#formula/scope.ts'
import type { Expr, Line } from '#formula/expr.ts'
import type { ReadyRun, ReadyStage } from '#race/ready.ts'
import type { Run, Setup } from '#setup/setup.ts'
import { readyOf } from '#store/ready.ts'

/** How many gradients a run's formulas ask for: once at the start, and at each step. */
export type GradientCalls = { readonly once: number; readonly perStep: number }

/**
 * Gradients that a run's formulas ask for: `g` is one a step if anything reads it, and each
 * `grad(p)` is one more, as often as its `repeat` says; both sides of `c ? a : b` are computed. What
 * the page only records (‖∇f‖) costs a run nothing.
 */
export function gradientCalls({ before, rule, after }: ReadyRun): GradientCalls {
  const stages = [
    ...before.map((stage) => callsOf('transform', stage)),
    callsOf('rule', rule),
    ...after.map((stage) => callsOf('transform', stage)),
  ]
  const sum = (read: (calls: StageCalls) => number) =>
    stages.reduce((total, calls) => total + read(calls), 0)
  const handed = stages.some(({ readsG }) => readsG) ? 1 : 0
  return { once: sum(({ once }) => once), perStep: handed + sum(({ perStep }) => perStep) }
}

type StageCalls = GradientCalls & { readonly readsG: boolean }

function callsOf(kind: EntryKind, { formula, params }: ReadyStage): StageCalls {
  const { ok } = entryProgram(kind, formula, params)
  if (!ok) return { once: 0, perStep: 0, readsG: false }
  const states = ok.program.flatMap((line) => (line.kind === 'state' ? line.states : []))
  return {
    once: states.reduce((total, { value }) => total + callsIn(value), 0),
    perStep: callsInLines(ok.lines),
    readsG: ok.reads.has('g'),
  }
}

function callsInLines(lines: readonly Line[]): number {
  return lines.reduce((total, line) => {
    if (line.kind === 'repeat') return total + line.count * callsInLines(line.body)
    return line.kind === 'state' ? total : total + callsIn(line.value)
  }, 0)
}

/** Calls of `grad` in an expression. A loop, as a long sum is a deep tree. */
function callsIn(expr: Expr): number {
  let calls = 0
  const rest = [expr]
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.kind === 'unary') rest.push(next.a)
    else if (next.kind === 'binary') rest.push(next.a, next.b)
    else if (next.kind === 'cond') rest.push(next.c, next.a, next.b)
    else if (next.kind === 'call') {
      if (next.fn === 'grad') calls++
      rest.push(...next.args)
    }
  }
  return calls
}

type Kept = { readonly definitions: Setup['definitions']; readonly calls: GradientCalls }

const known = new WeakMap<Run, Kept>()

/** Gradients that the run at this place asked for in its first `steps` steps. */
export function gradientsUpTo(setup: Setup, place: number, steps: number): number {
  const run = setup.runs[place]
  if (!run || steps === 0) return 0
  let kept = known.get(run)
  // Moving the start or the number of steps changes no formula, and happens at every frame.
  if (kept?.definitions !== setup.definitions) {
    const ready = readyOf(setup).runs[place]
    if (!ready) return 0
    kept = { definitions: setup.definitions, calls: gradientCalls(ready) }
    known.set(run, kept)
  }
  return kept.calls.once + steps * kept.calls.perStep
}
