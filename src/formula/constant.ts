import type { Parsed } from '#formula/formula-error.ts'

/** The number a formula of constants (and of the given names) stands for: `1/3`, `2*pi`, `T/2`. May be NaN or infinite. */
export function constantValue(_text: string, _names: Readonly<Record<string, number>> = {}): Parsed<number> {
  throw new Error('being written')
}
