import { expect } from '@playwright/test'
import { decodeLink } from '#setup/decode-link.ts'
import { expectShown, test, trace } from './lab.ts'

const GOOD = '#v=1&f=beale&x=1,1&T=50&run=adam(lr=0.05)&run=sgd(lr=0.001)'

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
function numbers(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Draw = ReturnType<typeof numbers>

const pick = <V>(draw: Draw, list: readonly V[]): V => list[Math.floor(draw() * list.length)]!
const times = (draw: Draw, most: number) => 1 + Math.floor(draw() * most)

const FIELDS = ['f', 'x', 'T', 'run', 'sched', 'seed', 'noise', 'eps', 'view', 'k', 'lock', 'hide']
const STRANGE = [
  'NaN',
  '1e999',
  '-1e308',
  '0x10',
  '1e-400',
  '∞',
  '١٢',
  '--1',
  '',
  ',',
  '(',
  '9'.repeat(99),
]
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'nobody',
  '😀',
  '\u202e',
  'SGD ',
]
const LETTERS = Array.from('abcxyz019()[]{},;:=&%#/+-*^._~!"\'<>|\\ ñ中\u0000\u2028😀')

const letters = (draw: Draw, length: number) =>
  Array.from({ length }, () => pick(draw, LETTERS)).join('')

/** What somebody might put into the address, by accident or to harm. */
const families: readonly ((draw: Draw) => string)[] = [
  (draw) => GOOD.slice(0, times(draw, GOOD.length)),
  (draw) => `${GOOD.slice(0, times(draw, 40))}${letters(draw, 5)}${GOOD.slice(20)}`,
  (draw) => `#${letters(draw, times(draw, 200))}`,
  (draw) => `#v=1&f=:${'('.repeat(times(draw, 3000))}x`,
  (draw) => `#v=1&f=:${'-'.repeat(times(draw, 900))}x^2+y^2`,
  (draw) => `#v=1&f=:${'sin('.repeat(times(draw, 90))}x${')'.repeat(times(draw, 90))}`,
  (draw) => `#v=1&f=:x${'^9'.repeat(times(draw, 60))}`,
  (draw) => `#v=1&${pick(draw, FIELDS)}=${pick(draw, STRANGE)}&run=adam`,
  (draw) => `#v=1&f=rosenbrock&x=${pick(draw, STRANGE)},${pick(draw, STRANGE)}`,
  (draw) => `#v=1&run=${pick(draw, NAMES)}(lr=${pick(draw, STRANGE)})`,
  (draw) => `#v=1&f=${pick(draw, NAMES)}&${pick(draw, NAMES)}=${pick(draw, NAMES)}`,
  (draw) => `#v=1&f=rosenbrock&run=sgd(${pick(draw, NAMES)}=1,lr=${pick(draw, STRANGE)})`,
  (draw) => `#v=1${'&run=adam'.repeat(times(draw, 1500))}`,
  (draw) => `#v=1&T=100000${'&run=sgd(lr=1e-5)'.repeat(times(draw, 30))}`,
  (draw) => `#v=1&f=:${'x+'.repeat(times(draw, 8000))}y`.slice(0, 16_000),
  (draw) => `#v=1&f=<script>alert(${draw()})</script>&run="><img src=x onerror=alert(1)>`,
  (draw) =>
    `#v=1&f=%${pick(draw, ['', '%', 'E0%A4', 'ZZ', 'C0%80', '00'])}&x=%2${letters(draw, 3)}`,
  (draw) => `#v=${pick(draw, ['0', '2', '-1', '1e9', 'x', ''])}&f=beale&T=${times(draw, 60)}`,
  (draw) =>
    `#v=1&f=:${pick(draw, ['1/0', '0/0', 'log(-1)', 'sqrt(-1-x^2)+y', 'exp(exp(x+9))+y', '1e308*x^2+y'])}`,
  (draw) =>
    `#v=1&view=${Array.from({ length: 4 }, () => pick(draw, ['1', '0', '1e300', ...STRANGE])).join(',')}`,
]

test('two hundred hostile links: never an exception, never a blank figure', async ({
  lab,
  page,
}) => {
  test.slow()
  const draw = numbers(20_260)
  await lab.open(GOOD)
  for (let i = 0; i < 200; i++) {
    const hash = families[i % families.length]!(draw)
    const { kept, inked } = await page.evaluate(async (wanted) => {
      const before = location.hash
      const handled = new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true })
      })
      location.hash = wanted
      const read = location.hash
      if (read !== before) await handled
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      // read through a small picture: the page's own canvases are not made for reading
      const [side, small] = [48, document.createElement('canvas')]
      small.width = side
      small.height = side
      const context = small.getContext('2d', { willReadFrequently: true })
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.stage-plot canvas'))
        if (canvas.width > 0 && canvas.height > 0) context?.drawImage(canvas, 0, 0, side, side)
      const pixels = context?.getImageData(0, 0, side, side).data ?? []
      const ink = Array.from(pixels).some((value, place) => place % 4 === 3 && value > 0)
      return { kept: read === before ? null : read, inked: ink }
    }, hash)
    const named = `link ${i}: ${hash.slice(0, 120)}`
    expect(inked, named).toBe(true)
    // what the address bar makes of it is what the page reads
    if (kept !== null && decodeLink(kept).problems.length > 0)
      await expect(lab.message, named).not.toBeEmpty()
    await expect(page.getByRole('heading').first(), named).toBeVisible()
  }
  await page.evaluate((good) => {
    location.hash = good
  }, GOOD)
  await expect(page.getByRole('heading', { name: 'Beale' })).toBeVisible()
  await expect(lab.message).toBeEmpty()
  await page.keyboard.press('End')
  await expect(lab.cell('Adam', 'status')).toHaveText('all 50 steps made')
  expectShown(await lab.cell('Adam', 'now').innerText(), trace(GOOD).runs[0]!.loss[50]!)
})
