const MOST = 2000
const known = new Map<string, number>()
let context: CanvasRenderingContext2D | null = null

/** Width of a text in pixels in a font as CSS writes it; measured once, without a layout of the page. */
export function textWidth(text: string, font: string): number {
  const key = `${font}|${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = font
  const { width } = context.measureText(text)
  // Fonts arrive late, and a measure of the face before them is no good.
  if (!document.fonts.check(font, text)) return width
  if (known.size >= MOST) known.clear()
  known.set(key, width)
  return width
}

/** Width of a number whose digits are all as wide as a 0. */
export const numberWidth = (text: string, font: string) =>
  textWidth(text.replaceAll(/\d/g, '0'), font)

/** A text cut to a width, with an ellipsis where something is missing; at least so many letters stay. */
export function fitted(text: string, width: number, font: string, least = 1): string {
  if (text.length <= least || textWidth(text, font) <= width) return text
  let [fits, not] = [least, text.length]
  while (not - fits > 1) {
    const middle = Math.floor((fits + not) / 2)
    if (textWidth(cut(text, middle), font) <= width) fits = middle
    else not = middle
  }
  return cut(text, fits)
}

const cut = (text: string, letters: number) =>
  `${Array.from(text)
    .slice(0, letters)
    .join('')
    .replace(/[\s.,·]+$/, '')}…`
