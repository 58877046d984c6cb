type Attributes = Readonly<Record<string, string | number | null | undefined>>

/** An SVG element as text; what is null or undefined is left out. `children` is SVG already. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${escaped(typeof value === 'number' ? digits(value) : String(value))}"`,
    )
    .join('')
  return children === '' ? `<${name}${given}/>` : `<${name}${given}>${children}</${name}>`
}

/** Words as SVG text: nothing in them can end it, and no sign that XML forbids is left. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A word at a place. */
export const text = (words: string, attributes: Attributes): string =>
  element('text', attributes, escaped(words) || ' ')

export const move = (x: number, y: number) => `translate(${digits(x)},${digits(y)})`

/** Hundredths of a pixel are more than can be seen. */
const digits = (value: number): string => String(Math.round(value * 100) / 100)

/** A line of interleaved points in pixels as path data; `pen` 0 lifts it. */
export function pathData(at: ArrayLike<number>, pen: ArrayLike<number>, count: number): string {
  let data = ''
  for (let i = 0; i < count; i++) {
    data += `${i > 0 && pen[i] === 1 ? 'L' : 'M'}${digits(at[2 * i]!)},${digits(at[2 * i + 1]!)}`
  }
  return data
}

/** A whole document with its background and its lines of title. */
export function document(
  { width, height, background }: { width: number; height: number; background: string },
  title: string,
  children: readonly string[],
): string {
  const head = element('title', {}, escaped(title))
  const ground = element('rect', { width, height, fill: background })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': FONT,
      'font-size': 12,
    },
    [head, ground, ...children].join('\n'),
  )}\n`
}

const FONT =
  "'Inter Variable', Inter, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
