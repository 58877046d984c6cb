/** The pieces between separators that stand outside all brackets. Brackets may be unbalanced. */
export function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === separator && depth === 0) {
      pieces.push(text.slice(from, i))
      from = i + 1
    }
  }
  return [...pieces, text.slice(from)]
}

/** `before(inside)after`, split at the first bracket and its partner; null if they do not match. */
export function splitBrackets(
  text: string,
): { before: string; inside: string | null; after: string } | null {
  const open = text.indexOf('(')
  if (open < 0) return text.includes(')') ? null : { before: text, inside: null, after: '' }
  if (text.slice(0, open).includes(')')) return null
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0)
      return {
        before: text.slice(0, open),
        inside: text.slice(open + 1, i),
        after: text.slice(i + 1),
      }
  }
  return null
}
