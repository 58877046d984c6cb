import { expect, test } from 'vitest'
import { curvesSvg } from '#export/curves-svg.ts'
import { stageSvg } from '#export/stage-svg.ts'
import { themes } from '#plots/colors.ts'
import type { StageRun } from '#plots/stage-props.ts'

const HOSTILE = `</text><script>alert(1)</script>&"'\u0000\u0007\uD800]]>`
const NAMES = [HOSTILE, 'Adam & <b>', '动量']

const runs = NAMES.map((name, index): StageRun => ({
  id: String(index),
  name,
  index,
  theta: Float64Array.of(-1, -1, 0, 0.5 * index, 1, 1),
  loss: Float64Array.of(2, 1, 0.5 + index),
  n: 2,
  status: 'running',
  at: null,
  mute: false,
}))

const grid = (n: number) =>
  Float64Array.from({ length: n * n }, (_, i) => ((i % n) - n / 2) ** 2 + Math.floor(i / n))

const stage = (patch: Partial<Parameters<typeof stageSvg>[0]> = {}) =>
  stageSvg({
    theme: themes.light,
    dims: 2,
    domain: [-2, 2, -1.5, 1.5],
    view: [-2, 2, -1.5, 1.5],
    field: { values: grid(24), nx: 24, ny: 24, rect: [-2, 2, -1.5, 1.5] },
    levels: null,
    minima: [{ x: 0, y: 0, value: 0 }],
    runs,
    start: [-1, -1],
    step: 2,
    title: HOSTILE,
    value: 'f & g',
    image: 'data:image/png;base64,AA==',
    ...patch,
  })

const curves = () =>
  curvesSvg({
    theme: themes.dark,
    runs: runs.map(({ id, name, index, mute }) => ({ id, name, index, mute })),
    panels: ['loss', 'lr'].map((id) => ({
      id,
      title: HOSTILE,
      scale: 'log',
      series: runs.map((run) => ({ run: run.id, values: run.loss!, length: 3 })),
    })),
    steps: 2,
    labels: { clock: 'clock', step: 'step' },
    title: HOSTILE,
  })

/** What is wrong with a text as XML: tags that do not close, signs that may not stand there. */
function faults(xml: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  const tag = /<(\/?)([\w]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g
  const rest = xml.replace(/^<\?xml[^?]*\?>/, '').replaceAll(tag, (_, end, name, __, alone) => {
    if (end) {
      if (open.pop() !== name) wrong.push(`</${name}>`)
    } else if (!alone) open.push(name)
    return ''
  })
  const bare = rest.replaceAll(/&(amp|lt|gt|quot);/g, '')
  if (/[<&]/.test(bare)) wrong.push(bare.slice(bare.search(/[<&]/)).slice(0, 40))
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml))
    wrong.push('a sign XML forbids')
  return [...wrong, ...open]
}

const runPaths = (svg: string) =>
  [...svg.matchAll(/<path[^>]*class="run"[^>]*>/g)].map(
    ([path]) => / d="([^"]*)"/.exec(path)?.[1] ?? '',
  )

test('the check itself sees what is wrong', () => {
  expect(faults('<a><b></a>')).not.toEqual([])
  expect(faults('<a>&</a>')).not.toEqual([])
  expect(faults('<a>\u0007</a>')).not.toEqual([])
})

test.each([
  ['stage', stage],
  ['curves', curves],
])('the %s is well-formed whatever the names are, and shows each of them', (_, made) => {
  const svg = made()
  expect(faults(svg)).toEqual([])
  expect(svg).not.toContain('<script')
  expect(svg).toContain('Adam &amp; &lt;b&gt;')
  expect(svg).toContain('动量')
})

test('each run has a path that ends where the run does', () => {
  const paths = runPaths(stage())
  expect(paths).toHaveLength(runs.length)
  // square units: the figure is 860 wide for 4, so a unit is 215 pixels
  for (const d of paths) expect(d).toMatch(/L645,107\.5$/)
  expect(runPaths(stage({ step: 0 })).every((d) => d === 'M215,537.5')).toBe(true)
})

test('a muted run is left out, a graph is drawn in one dimension', () => {
  const muted = runs.map((run, i) => ({ ...run, mute: i === 0 }))
  expect(runPaths(stage({ runs: muted }))).toHaveLength(runs.length - 1)
  const field = { values: Float64Array.of(4, 1, NaN, 1, 4), nx: 5, ny: 1, rect: [-2, 2, 0, 1] }
  const svg = stage({ dims: 1, image: null, field: field as never })
  expect(faults(svg)).toEqual([])
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
})

test('curves have a line for each run in each panel, from the first step to the last', () => {
  const paths = runPaths(curves())
  expect(paths).toHaveLength(2 * runs.length)
  for (const d of paths) expect(d).toMatch(/^M0,.*L720,[\d.]+$/)
})

const count = (svg: string, pattern: RegExp) => svg.match(pattern)?.length ?? 0

test('arrows, the box of a projection and the scale of heights are drawn, and only where they are', () => {
  // down the slope of x: one long arrow to the left, one flat place, one unknown
  const values = Float64Array.of(2, 0, 0, 0, NaN, 1)
  const arrows = { values, nx: 3, ny: 1, rect: [-2, 2, -1.5, 1.5] } as const
  const svg = stage({ arrows, box: [-1, 1, -1, 1] })
  expect(faults(svg)).toEqual([])
  const [, from, to] = /class="arrows" d="M([\d.]+),[\d.]+L([\d.]+),/.exec(svg) ?? []
  expect(Number(to)).toBeLessThan(Number(from))
  expect(count(svg, /<circle [^>]*r="1.25"/g)).toBe(1)
  const [, x, width] = /class="box" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(svg) ?? []
  expect(Number(width)).toBeCloseTo(2 * Number(x), 1)
  expect(svg).toContain('f &amp; g')
  expect(stage()).not.toMatch(/class="(arrows|box)"/)
  const flat = {
    values: Float64Array.of(3, 3, 3, 3),
    nx: 2,
    ny: 2,
    rect: [-2, 2, -1.5, 1.5],
  } as const
  expect(stage({ field: { ...flat, values: flat.values.map(() => NaN) } })).not.toContain('heights')
})

test('the ring of all runs is left out where none begins there; own starts have rings in their colours', () => {
  const own = [{ id: '1', index: 1, x: 0, y: 1, label: '' }]
  const rings = (svg: string) =>
    [...svg.matchAll(/class="start"[^>]*stroke="([^"]+)"/g)].map(([, stroke]) => stroke)
  expect(rings(stage())).toEqual([themes.light.text])
  expect(rings(stage({ own }))).toEqual([themes.light.text, themes.light.runs[1]])
  expect(rings(stage({ own, common: false }))).toEqual([themes.light.runs[1]])
})

test('a run that leaves the view ends in an arrow there, not in its marker', () => {
  const away = runs.map((run, i) =>
    i === 0 ? { ...run, theta: Float64Array.of(-1, -1, 0, 0, 1e9, 0) } : run,
  )
  expect(count(stage(), /class="exit"/g)).toBe(0)
  const svg = stage({ runs: away })
  expect(count(svg, /class="exit"/g)).toBe(1)
  expect(svg).toMatch(/class="exit"[^>]*rotate\(0.00\)/)
  expect(faults(svg)).toEqual([])
})

test('a long title takes several rows within the picture, and everything moves down', () => {
  const heightOf = (svg: string) => Number(/<svg [^>]*? height="([\d.]+)"/.exec(svg)?.[1])
  const title = `Stage: ${'sin(x)*exp(-y^2)+'.repeat(12)}1, at step 7`
  const rows = [...stage({ title }).matchAll(/font-size="15"[^>]*>([^<]*)</g)].map(([, row]) => row)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''))
  for (const row of rows) expect(row?.length).toBeLessThan(100)
  const more = heightOf(stage({ title })) - heightOf(stage({ title: 'Stage' }))
  expect(more).toBe(20 * (rows.length - 1))
})
