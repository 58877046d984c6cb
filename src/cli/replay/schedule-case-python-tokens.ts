/** Thrown only inside the reading of Python; `readPython` makes it a value. */
class PythonFailure extends Error {}

/** What `make` answers, or why the Python text cannot be read. */
export function readPython<T>(make: () => T): { readonly ok: T } | { readonly problem: string } {
  try {
    return { ok: make() }
  } catch (failure) {
    if (failure instanceof PythonFailure) return { problem: failure.message }
    throw failure
  }
}

/** Stops the reading. */
export function refuse(problem: string): never {
  throw new PythonFailure(`Python: ${problem}`)
}

type Kind = 'number' | 'name' | 'text' | 'sign'
type PythonToken = { readonly kind: Kind | 'end'; readonly text: string }

const END: PythonToken = { kind: 'end', text: '' }

const TOKEN = new RegExp(
  [
    /(?<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/,
    /(?<name>[A-Za-z_][\w.]*)/,
    /(?<text>'[^']*'|"[^"]*")/,
    /(?<sign>\*\*|\/\/|<=|>=|==|!=|[-+*/%<>()[\],:=])/,
  ]
    .map(({ source }) => String.raw`\s*${source}`)
    .join('|'),
  'y',
)

/** The tokens of a Python text, one after another. */
export type PythonTokens = {
  /** The next word or sign, '' at the end and at a text. */
  peek(): string
  take(): PythonToken
  /** Takes the word or sign if it is the next. */
  skip(word: string): boolean
  /** Takes the word or sign, or stops the reading. */
  expect(word: string): void
  /** Takes `name =` if it is next. */
  keyword(): string | null
}

/** Reads a Python text token by token; refuses what is no token. */
export function pythonTokens(text: string): PythonTokens {
  const tokens = lex(text)
  let next = 0
  const peek = (): string => {
    const { kind, text: word } = tokens[next] ?? END
    return kind === 'text' ? '' : word
  }
  const skip = (word: string): boolean => {
    const found = peek() === word
    if (found) next++
    return found
  }
  return {
    peek,
    skip,
    take: () => tokens[next++] ?? END,
    expect(word) {
      if (!skip(word)) refuse(`${word} expected, ${peek() || 'the end'} found`)
    },
    keyword() {
      const [name, equals] = tokens.slice(next, next + 2)
      if (name?.kind !== 'name' || equals?.text !== '=') return null
      next += 2
      return name.text
    },
  }
}

function lex(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = []
  const end = text.trimEnd().length
  let at = 0
  while (at < end) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined) return refuse(`${text.slice(at).trim().slice(0, 12)} cannot be read`)
    at = TOKEN.lastIndex
    for (const kind of ['number', 'name', 'text', 'sign'] as const) {
      const piece = groups[kind]
      if (piece !== undefined) tokens.push({ kind, text: piece })
    }
  }
  return tokens
}
