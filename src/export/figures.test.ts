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
