import { line, scaleLog } from 'd3'

/** @typedef {import('./contest.mjs').Name} Name */
/** @typedef {{ x: number, rates: Map<Name, number> }} Point */
/** @typedef {{ title: string, axis: string, points: readonly Point[] }} Panel */

/**
 * A colour and a dash that tell each apart on light and on dark ground.
 * @type {Record<Name, { text: string, color: string, dash: string }>}
 */
const DRAWN = {
  fused: { text: 'Ravine', color: '#2f7fc1', dash: '' },
  gl: { text: 'WebGL2 by hand', color: '#c2701c', dash: '6 3' },
  js: { text: 'JavaScript', color: '#3f9455', dash: '2 3' },
  operations: { text: 'operations', color: '#b25a9b', dash: '8 3 2 3' },
  optimizer: { text: 'tf.train', color: '#808080', dash: '1 2' },
}

/** Grey that both grounds carry. */
const INK = '#7d7d7d'

const [WIDTH, HEIGHT] = [400, 320]
const MARGIN = { left: 64, right: 112, top: 32, bottom: 48 }

/**
 * Million lane steps a second against lanes or steps, panels side by side, both axes by powers.
 * @param {readonly Panel[]} panels
 */
export function growthPlot(panels) {
  const all = panels.flatMap(({ points }) => points.flatMap(({ rates }) => [...rates.values()]))
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)))
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)))
  const drawn = panels.map(
    (panel, i) => `<g transform="translate(${i * WIDTH} 0)">${onePanel(panel, [low, high])}</g>`,
  )
  const size = `width="${panels.length * WIDTH}" height="${HEIGHT}" viewBox="0 0 ${panels.length * WIDTH} ${HEIGHT}"`
  const title = 'Million lane steps a second, by lanes and by steps a draw'
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="Inter, system-ui, sans-serif" font-size="12" role="img" aria-label="${title}"><title>${title}</title>\n${drawn.join('\n')}\n</svg>\n`
}

/** @param {Panel} panel @param {[number, number]} range */
function onePanel({ title, axis, points }, [low, high]) {
  const xs = points.map(({ x }) => x)
  const x = scaleLog([Math.min(...xs), Math.max(...xs)], [MARGIN.left, WIDTH - MARGIN.right]).base(
    2,
  )
  const y = scaleLog([low, high], [HEIGHT - MARGIN.bottom, MARGIN.top])
  const powers = Array.from({ length: Math.log10(high / low) + 1 }, (_, i) => low * 10 ** i)
  const rows = powers.map((value) => {
    const at = y(value).toFixed(1)
    return `<path d="M${x.range()[0]} ${at}H${x.range()[1]}" stroke="${INK}" stroke-opacity="0.3"/><text x="${MARGIN.left - 8}" y="${at}" dy="0.35em" text-anchor="end" fill="${INK}">${Number(value.toPrecision(1))}</text>`
  })
  const columns = xs
    .filter((_, i) => xs.length < 8 || i % 2 === 0)
    .map((value) => {
      const power = `2<tspan dy="-4" font-size="10">${Math.log2(value)}</tspan>`
      return `<text x="${x(value).toFixed(1)}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle" fill="${INK}">${power}</text>`
    })
  const names = /** @type {Name[]} */ ([...(points[0]?.rates.keys() ?? [])])
  const last = points.at(-1)
  const ends = apart(names.map((name) => y(last?.rates.get(name) ?? low)))
  const lines = names.map((name, i) => {
    const { text, color, dash } = DRAWN[name]
    const path = line(
      (/** @type {Point} */ point) => x(point.x),
      (/** @type {Point} */ point) => y(point.rates.get(name) ?? NaN),
    ).digits(1)(points)
    return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${WIDTH - MARGIN.right + 6}" y="${ends[i]?.toFixed(1)}" dy="0.35em" fill="${color}">${text}</text>`
  })
  const middle = (MARGIN.left + WIDTH - MARGIN.right) / 2
  return [
    `<text x="${middle}" y="16" text-anchor="middle" fill="${INK}">${title}</text>`,
    ...rows,
    ...columns,
    `<text x="${middle}" y="${HEIGHT - 8}" text-anchor="middle" fill="${INK}">${axis}</text>`,
    `<text transform="translate(14 ${(MARGIN.top + HEIGHT - MARGIN.bottom) / 2}) rotate(-90)" text-anchor="middle" fill="${INK}">million lane steps a second</text>`,
    ...lines,
  ].join('\n')
}

/** Moves labels apart to 14 px, the order kept. @param {readonly number[]} places */
function apart(places) {
  const order = places.map((at, i) => ({ at, i })).toSorted((a, b) => a.at - b.at)
  const moved = [...places]
  let before = -Infinity
  for (const { at, i } of order) before = moved[i] = Math.max(at, before + 14)
  return moved
}
