import type { Hyper, Reader } from '#cli/replay/schedule-case-types.ts'

/** Hyper-parameters that do not change the rates recorded. */
const IRRELEVANT = new Set(['name', 'optimizer', 'last_epoch', 'verbose', 'monitor', 'initialize'])

/** Hyper-parameters that are harmless at this value only. */
const HARMLESS: Readonly<Record<string, unknown>> = { t_in_epochs: true, accumulation_size: 1 }

/** A reader of one function's hyper-parameters. null and absent are the same. */
export function reader(hyper: Hyper): Reader {
  const problems: string[] = []
  const seen = new Set<string>()
  const value = (name: string): unknown => {
    seen.add(name)
    return hyper[name] ?? undefined
  }
  const missing = (name: string, wanted: string): void => {
    problems.push(
      value(name) === undefined
        ? `needs ${name}`
        : `${name} is not ${wanted}: ${show(value(name))}`,
    )
  }
  return {
    has: (name) => value(name) !== undefined,
    value,
    number(name, fallback) {
      const given = value(name) ?? fallback
      if (typeof given === 'number') return given
      missing(name, 'a number')
      return Number.NaN
    },
    flag(name, fallback) {
      const given = value(name) ?? fallback
      if (typeof given === 'boolean') return given
      if (given === 0 || given === 1) return given === 1
      missing(name, 'true or false')
      return fallback
    },
    numbers(name) {
      const given = value(name)
      if (Array.isArray(given) && given.every((item) => typeof item === 'number')) return given
      missing(name, 'a list of numbers')
      return []
    },
    word(name, words, fallback) {
      const given = value(name) ?? fallback
      const place = words.findIndex((word) => word === given)
      if (place < 0) missing(name, `one of ${words.join(', ')}`)
      return Math.max(0, place)
    },
    text(name) {
      const given = value(name)
      if (typeof given === 'string') return given
      missing(name, 'a text')
      return ''
    },
    texts(name) {
      const given = value(name)
      if (Array.isArray(given) && given.every((item) => typeof item === 'string')) return given
      missing(name, 'a list of texts')
      return []
    },
    fail: (problem) => void problems.push(problem),
    problem() {
      const left = Object.keys(hyper).find(
        (name) =>
          !seen.has(name) &&
          !IRRELEVANT.has(name) &&
          (hyper[name] ?? null) !== null &&
          hyper[name] !== HARMLESS[name] &&
          !isUnusedNoise(name, hyper),
      )
      return problems[0] ?? (left === undefined ? null : `${left} is not known here`)
    },
  }
}

/** timm's noise on the rate is off unless it has a range. */
function isUnusedNoise(name: string, hyper: Hyper): boolean {
  return name.startsWith('noise_') && (hyper['noise_range_t'] ?? null) === null
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
