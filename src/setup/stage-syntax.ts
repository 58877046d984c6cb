import { splitBrackets, splitOutside } from '#setup/split-text.ts'

/** `name=text`, or a bare text. */
export type Arg = { readonly name: string | null; readonly text: string }

/** `id.dialect(args)` as written, before anything is looked up. */
export type StageSyntax = {
  readonly text: string
  readonly id: string
  readonly dialect: string | null
  readonly args: readonly Arg[]
}

const NAMED = /^\s*([A-Za-z_]\w*)\s*=(?!=)/

/** Arguments between commas; a comparison is no name. */
export function argsSyntax(text: string): Arg[] {
  if (text.trim() === '') return []
  return splitOutside(text, ',').map((piece) => {
    const name = NAMED.exec(piece)
    return name
      ? { name: name[1]!, text: piece.slice(name[0].length) }
      : { name: null, text: piece }
  })
}

/** The parts of a stage's text, or null where it is none. */
export function stageSyntax(text: string): StageSyntax | null {
  const split = splitBrackets(text)
  if (!split || split.after.trim() !== '') return null
  const [id = '', dialect, ...more] = split.before.trim().split('.')
  if (id === '' || dialect === '' || more.length > 0) return null
  return { text, id, dialect: dialect ?? null, args: argsSyntax(split.inside ?? '') }
}
