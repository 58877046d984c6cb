import { type Theme, runColor } from '#plots/colors.ts'
import { isHollow, markerPath, runDash } from '#plots/run-marks.ts'
import { element, move, text } from '#export/svg-text.ts'

/** A run in a legend. */
export type LegendRun = { readonly name: string; readonly index: number }

const [ROW, CHARACTER, SAMPLE, GAP] = [22, 6.6, 40, 20]
const LONGEST = 40
const TITLE_ROW = 20
/** How much wider a title is than a name: 15 px and bold against 12 px. */
const TITLE_SIZE = 1.35

/** The marker of a run around (0, 0). */
export function marker(index: number, radius: number, theme: Theme): string {
  const color = runColor(theme, index)
  return element('path', {
    d: markerPath(index, radius),
    fill: isHollow(index) ? theme.background : color,
    stroke: isHollow(index) ? color : theme.surface[0],
    'stroke-width': isHollow(index) ? 1.75 : 1,
  })
}

/** Title and runs above a figure: each with the dash and marker its line has. */
export function figureHead(
  runs: readonly LegendRun[],
  { title, left, width, theme }: { title: string; left: number; width: number; theme: Theme },
): { readonly svg: string; readonly height: number } {
  const rows = titleRows(title, width)
  const top = TITLE_ROW * (rows.length - 1)
  let [x, y] = [0, 52 + top]
  const keys = runs.map(({ name, index }) => {
    const shown = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name
    const wide = SAMPLE + textWidth(shown)
    if (x > 0 && x + wide > width) [x, y] = [0, y + ROW]
    const line = element('line', {
      x2: 28,
      stroke: runColor(theme, index),
      'stroke-width': 2,
      'stroke-dasharray': runDash(index).join(' ') || null,
    })
    const mark = element('g', { transform: move(14, 0) }, marker(index, 4, theme))
    const word = text(shown, { x: 34, y: 4, fill: theme.text })
    const key = element('g', { transform: move(left + x, y) }, line + mark + word)
    x += wide + GAP
    return key
  })
  const look = { x: left, fill: theme.text, 'font-size': 15, 'font-weight': 600 }
  const head = rows.map((row, i) => text(row, { ...look, y: 26 + i * TITLE_ROW }))
  return { svg: [...head, ...keys].join('\n'), height: runs.length > 0 ? y + 18 : 40 + top }
}

/** A title in as many rows as it needs, broken between words, or within one that fills a row. */
function titleRows(title: string, width: number): string[] {
  const rows = ['']
  for (const word of title.match(/\S+\s*|\s+/g) ?? []) {
    const fits = (more: string) => TITLE_SIZE * textWidth((rows.at(-1) ?? '') + more) <= width
    if (fits(word.trimEnd())) {
      rows.push(rows.pop() + word)
      continue
    }
    if (rows.at(-1) !== '') rows.push('')
    for (const char of word) {
      if (rows.at(-1) !== '' && !fits(char)) rows.push('')
      rows.push(rows.pop() + char)
    }
  }
  return rows.map((row) => row.trimEnd())
}

const textWidth = (words: string) => Array.from(words).reduce((sum, char) => sum + widthOf(char), 0)

/** Chinese characters are as wide as they are high. */
const widthOf = (char: string) => (char > '\u2e80' ? 12 : CHARACTER)
