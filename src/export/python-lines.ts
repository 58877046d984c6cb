/** Columns that a line of Python may have. */
const LONGEST = 88

/**
 * A line of Python as several, where it is too long: what stands in its longest brackets goes below, on
 * one line if it fits there, else item by item. Comments, and lines without such brackets, stay whole.
 */
export function brokenLine(line: string): string[] {
  const indent = /^ */.exec(line)![0]
  if (line.length <= LONGEST || line.startsWith('#', indent.length)) return [line]
  const group = longestGroup(line)
  if (!group) return [line]
  const { from, to, commas } = group
  const inner = `${indent}    `
  const whole = `${inner}${line.slice(from + 1, to)}`
  const ends = [...commas, to]
  const items = ends.map((end, i) => {
    const begin = i === 0 ? from : ends[i - 1]!
    return `${inner}${line.slice(begin + 1, end).trim()},`
  })
  return [
    line.slice(0, from + 1),
    ...(whole.length <= LONGEST ? [whole] : items.flatMap(brokenLine)),
    ...brokenLine(`${indent}${line.slice(to)}`),
  ]
}

type Group = { readonly from: number; readonly to: number; readonly commas: readonly number[] }

/** The longest brackets that stand in no others and hold a list; null without, or where one is open. */
function longestGroup(line: string): Group | null {
  let [depth, from, longest] = [0, 0, 0]
  let commas: number[] = []
  let found: Group | null = null
  // Words in quotes are passed over, with whatever they hold.
  for (const { 0: sign, index } of line.matchAll(/'(?:\\.|[^'\\])*'|[([{}\]),]/g)) {
    if (sign === ',' && depth === 1) commas.push(index)
    if (/^[([{]$/.test(sign) && depth++ === 0) [from, commas] = [index, []]
    if (!/^[)\]}]$/.test(sign) || --depth > 0) continue
    if (depth < 0) return null
    if (commas.length === 0 || index - from <= longest) continue
    longest = index - from
    found = { from, to: index, commas }
  }
  return depth === 0 ? found : null
}
