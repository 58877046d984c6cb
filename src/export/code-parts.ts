import type { Library } from '#catalog/library-call.ts'
import type { Call } from '#export/library-call.ts'
import type { Arrays } from '#export/python-functions.ts'
import { pythonNumber, pythonValue } from '#export/python-value.ts'
import type { ReadyRace } from '#race/ready.ts'
import type { RunValues, StageValues } from '#setup/parameter-values.ts'

/** What of a run a library's code cannot say, or says otherwise; `name` is the part's title. */
export type Note = {
  readonly kind: 'schedule' | 'momentum' | 'transform' | 'noise' | 'draws' | 'float32'
  readonly name: string
}

/** A run to be written as code. */
export type RunToWrite = {
  readonly values: RunValues
  readonly race: ReadyRace
  readonly start: readonly [number, number]
  readonly dims: 1 | 2
  /** the surface changes in time */
  readonly timed: boolean
  readonly lr0: number
  /** how the library's optimizer is made, what is taken into it, and what comes before it */
  readonly call: Call
  readonly before: readonly StageValues[]
  readonly after: readonly StageValues[]
  readonly notes: Note[]
}

/** The functions of arrays that go with a library. */
export const arraysOf = (library: Library): Arrays => (library === 'torch' ? 'torch' : 'jnp')

/** A constructor as text; `first` are arguments without keyword. */
export function callText({ name, args }: Call, first: readonly string[] = []): string {
  const given = args.map(([keyword, value]) => `${keyword}=${argumentText(value)}`)
  return `${name}(${[...first, ...given].join(', ')})`
}

// Lists of one kind are lists in Python; torch takes either.
const argumentText = (value: Call['args'][number][1]) =>
  Array.isArray(value) && value.length > 2
    ? `[${value.map(pythonValue).join(', ')}]`
    : pythonValue(value)

/** A number that Python takes for a float. */
export const floatText = (value: number): string => {
  const text = pythonNumber(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** The start as a list: one number on a surface of one dimension. */
export const startText = ({ start, dims }: RunToWrite) =>
  `[${start.slice(0, dims).map(floatText).join(', ')}]`

export const indent = (lines: readonly string[], by = 4): string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`))
