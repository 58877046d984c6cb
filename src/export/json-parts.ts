const ITEMS_AT_ONCE = 2000

/** x0 y0 x1 y1 …, written as a list of points. */
export class Points {
  readonly interleaved: Float64Array
  constructor(interleaved: Float64Array) {
    this.interleaved = interleaved
  }
}

/**
 * JSON in parts to be joined: numbers are the shortest that round-trip, NaN and infinities become
 * null. Long lists of numbers come in pieces, so that writing them can be interrupted.
 */
export function* jsonParts(value: unknown): Generator<string> {
  if (value instanceof Float64Array) {
    yield* list(value.length, (i) => number(value[i]!))
  } else if (value instanceof Points) {
    const { interleaved: at } = value
    yield* list(at.length / 2, (i) => `[${number(at[2 * i]!)},${number(at[2 * i + 1]!)}]`)
  } else if (Array.isArray(value)) {
    yield '['
    for (const [i, item] of value.entries()) {
      if (i > 0) yield ','
      yield* jsonParts(item ?? null)
    }
    yield ']'
  } else if (typeof value === 'object' && value !== null) {
    yield '{'
    const given = Object.entries(value).filter(([, item]) => item !== undefined)
    for (const [i, [name, item]] of given.entries()) {
      yield `${i > 0 ? ',' : ''}${JSON.stringify(name)}:`
      yield* jsonParts(item)
    }
    yield '}'
  } else {
    yield JSON.stringify(value) ?? 'null'
  }
}

// As JSON.stringify has it: −0 is 0, and what is no number is null.
const number = (value: number) => (Number.isFinite(value) ? String(value) : 'null')

function* list(length: number, item: (i: number) => string): Generator<string> {
  let text = '['
  for (let i = 0; i < length; i++) {
    if (i > 0) text += ','
    text += item(i)
    if (i % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) {
      yield text
      text = ''
    }
  }
  yield `${text}]`
}
