/** `x*y` for `xy` when every piece is a known name; '' where it does not split. */
function asProduct(word: string, known: ReadonlySet<string>): string {
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start < end; start++) {
      const piece = word.slice(start, end)
      const before = best[start]
      if (!before || !known.has(piece)) continue
      const found = best[end]
      if (!found || found.length > before.length + 1) best[end] = [...before, piece]
    }
  }
  const pieces = best[word.length]
  return pieces && pieces.length > 1 && pieces.length <= 6 ? pieces.join('*') : ''
}

/** Letters to change, add or drop to make `a` of `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        row[j]! + 1,
        next[j - 1]! + 1,
        row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    }
    row = next
  }
  return row[b.length]!
}

/** The known name nearest to `word`, if near enough to be what was meant; else ''. */
export function nearest(word: string, known: Iterable<string>): string {
  let best = ''
  let least = word.length <= 3 ? 2 : 3
  for (const name of known) {
    if (Math.abs(name.length - word.length) >= least) continue
    const d = name.toLowerCase() === word.toLowerCase() ? 0 : distance(word, name)
    if (d < least && d < name.length) [best, least] = [name, d]
  }
  return best
}

/** `sin(x)` for `sinx`; '' where no function stands before a known name. */
function asCall(word: string, known: ReadonlySet<string>, functions: Iterable<string>): string {
  for (const name of functions) {
    const rest = word.slice(name.length)
    if (word.startsWith(name) && known.has(rest)) return `${name}(${rest})`
  }
  return ''
}

/** What an unknown name may have meant: a product without `*`, a call without brackets, a near name. */
export function nameHint(
  word: string,
  known: ReadonlySet<string>,
  functions: Iterable<string> = [],
): string {
  if (word.length > 64) return ''
  return asProduct(word, known) || asCall(word, known, functions) || nearest(word, known)
}

/** What other languages call functions of ours. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['ln', 'log'],
  ['lg', 'log10'],
  ['sgn', 'sign'],
  ['pow', 'a^b'],
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['arctan', 'atan'],
  ['fabs', 'abs'],
  ['fmod', 'mod'],
  ['hypot', 'sqrt(x^2 + y^2)'],
  ['clip', 'clamp'],
  ['where', 'c ? a : b'],
])

/** What an unknown function may have meant. */
export function functionHint(word: string, known: Iterable<string>): string {
  return ELSEWHERE.get(word.toLowerCase()) ?? nearest(word, known)
}
