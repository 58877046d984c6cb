import { expect, test } from 'vitest'
import { blobOf } from '#export/in-slices.ts'
import { jsonParts, Points } from '#export/json-parts.ts'
import { csvParts } from '#export/race-csv.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

test('JSON in parts is what JSON.stringify writes', () => {
  const numbers = Float64Array.from({ length: 5001 }, (_, i) => (i === 7 ? NaN : -i / 3))
  const value = { a: [1, null, 'ä"\n'], b: { c: undefined, d: true, e: -0, f: 1e21 }, g: [], h: {} }
  expect([...jsonParts({ ...value, numbers })].join('')).toBe(
    JSON.stringify({ ...value, numbers: [...numbers] }),
  )
  expect([...jsonParts(new Points(Float64Array.of(1, 2, 3, Infinity)))].join('')).toBe(
    '[[1,2],[3,null]]',
  )
})

test('a table has a row for each step, and quotes what a label needs', () => {
  const { setup } = decodeLink('#v=1&f=sphere&T=3&run=a%2Cb:sgd(lr=0.1)&run=sgd(lr=0.2)')
  const text = [...csvParts(setup, new RaceEngine().race(readyRace(setup)))].join('')
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(1 + 2 * 4 + 1)
  expect(lines[0]).toBe('run,name,step,x,y,loss,grad_norm,lr')
  expect(lines[1]).toMatch(/^0,"a,b",0,.*,0\.1$/)
  expect(lines[4]).toMatch(/^0,"a,b",3,.*,$/)
})

test('a large file is made in slices: others have their turn meanwhile', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  function* slow() {
    for (let i = 0; i < 30; i++) {
      const end = performance.now() + 3
      while (performance.now() < end);
      yield 'abc'
    }
  }
  const blob = await blobOf(slow(), 'text/plain')
  clearInterval(timer)
  expect(await blob.text()).toBe('abc'.repeat(30))
  expect(turns).toBeGreaterThan(3)
})
