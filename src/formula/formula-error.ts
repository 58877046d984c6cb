/** What can be wrong with a formula's text. `i18n` words each; `args` fill in the words. */
export type FormulaErrorCode =
  | 'empty' // no line at all
  | 'too_long' // more than 4,000 characters: {limit}
  | 'too_deep' // brackets, calls, signs, powers or conditions nested more than 64 deep: {limit}
  | 'too_big' // more than 4,000 operations after differentiation, or as many unrolled lines: {limit}
  | 'bad_character' // {char}
  | 'bad_number' // {text}
  | 'unexpected' // {found, expected}; found is '' at the end of the text
  | 'missing_times' // two factors side by side: {hint}, for instance 'x*y'
  | 'chained_comparison' // a < b < c
  | 'unknown_name' // {name, hint}: hint is 'x*y' for xy, a near name, or ''
  | 'unknown_function' // {name, hint}
  | 'arity' // {name, min, max, given}
  | 'reserved' // assigned a parameter, an input or a word of the language: {name}
  | 'repeat_count' // not a literal whole number from 0 to 100: {limit}
  | 'state_place' // state declared inside repeat, or twice: {name}
  | 'not_here' // a function or line that this kind of entry may not use: {name, kind}
  | 'shape' // {name, wanted, given}
  | 'no_output' // the entry assigns none of its outputs: {wanted}
  | 'switch_value' // {name, given}

/** An error is a value: where it is (offset in the typed text) and what its words need. */
export type FormulaError = {
  readonly code: FormulaErrorCode
  readonly at: number
  readonly args: Readonly<Record<string, string | number>>
}

/** Thrown where a text is lowered and caught by `attempt`: whoever reads a text gets `{ error }`. */
export class FormulaFailure extends Error {
  readonly error: FormulaError
  constructor(
    code: FormulaErrorCode,
    at: number,
    args: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} at ${at} ${JSON.stringify(args)}`)
    this.error = { code, at, args }
  }
}

/** What was made of a text, or what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: T; readonly error?: undefined }
  | { readonly error: FormulaError; readonly ok?: undefined }

/** Runs `make`, turning a FormulaFailure into a value; anything else is a fault of ours and passes on. */
export function attempt<T>(make: () => T): Parsed<T> {
  try {
    return { ok: make() }
  } catch (failure) {
    if (failure instanceof FormulaFailure) return { error: failure.error }
    throw failure
  }
}
