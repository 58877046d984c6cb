import type { CaseHyper } from '#cli/replay/case-types.ts'

/** Reads hyper-parameters by name and remembers which were asked for and what was wrong. */
export type HyperReader = {
  /** A number; the library's default where it is missing or null. */
  number(name: string, fallback?: number): number
  /** A number, or null where it is missing or null. */
  optional(name: string): number | null
  /** A tuple of numbers. */
  tuple(name: string, fallback: readonly number[]): readonly number[]
  /** Off (0) or on (1), the place of a switch. */
  flag(name: string, fallback?: boolean): 0 | 1
  /** Says why the case cannot be replayed. */
  refuse(reason: string): void
  /** Why not, in order of discovery; what was never asked for and is not neutral comes last. */
  problems(): readonly string[]
}

/** Names that change how a library computes, or only what it prints, never the numbers. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'capturable',
  'differentiable',
  'foreach',
  'fused',
  'use_triton',
  'print_change_log',
  'name',
  'mu_dtype',
  'accumulator_dtype',
  'loss_scale_factor',
  // decay by lr^2/max_lr: lr*wd while the rate is constant, as it is in an optimizer's case
  'corrected_weight_decay',
])

/** A reader of one case's hyper-parameters. */
export function readHyper(hyper: CaseHyper): HyperReader {
  const asked = new Set<string>()
  const wrong: string[] = []
  const ask = (name: string): unknown => {
    asked.add(name)
    return hyper[name]
  }
  const refuse = (reason: string) => {
    wrong.push(reason)
  }
  const bad = (name: string, value: unknown, wanted: string) => {
    refuse(`${name} = ${JSON.stringify(value) ?? 'missing'} is not ${wanted}`)
  }
  const number = (name: string, fallback?: number): number => {
    const value = ask(name) ?? fallback
    if (typeof value === 'number') return value
    bad(name, value, 'a number')
    return Number.NaN
  }
  return {
    number,
    refuse,
    optional: (name) => ((ask(name) ?? null) === null ? null : number(name)),
    tuple(name, fallback) {
      const value = ask(name) ?? fallback
      if (isNumbers(value) && value.length === fallback.length) return value
      bad(name, value, `${fallback.length} numbers`)
      return fallback
    },
    flag(name, fallback = false) {
      const value = ask(name) ?? fallback
      if (typeof value !== 'boolean') bad(name, value, 'true or false')
      return value === true ? 1 : 0
    },
    problems: () => [
      ...wrong,
      ...Object.keys(hyper)
        .filter((name) => !asked.has(name) && !WITHOUT_EFFECT.has(name))
        .filter((name) => hyper[name] !== null && hyper[name] !== false)
        .map(
          (name) => `hyper-parameter ${name} = ${JSON.stringify(hyper[name])} is not known here`,
        ),
    ],
  }
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number')
