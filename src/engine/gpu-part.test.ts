import { describe, expect, test } from 'vitest'
import { GpuPart } from '#engine/gpu-part.ts'
import { stepShader } from '#engine/loop-shader.ts'
import { pathParts, pathUnfit } from '#engine/webgl-race.ts'
import { RunPlanner } from '#race/run-plan.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

const planner = new RunPlanner()

function planOf(fields: string) {
  const { setup, problems } = decodeLink(`#v=1&f=rosenbrock&x=-1.5,2&${fields}`)
  expect(problems).toEqual([])
  const { surface, runs, T, seed, noise } = readyRace(setup)
  const { start: _, ...run } = runs[0]!
  return planner.plan({ surface, run, T, seed, noise })
}

const partOf = (fields: string) => {
  const plan = planOf(fields)
  return new GpuPart(plan, plan.parts[0]!, new Set())
}

/** How the steps first ≤ k < end are cut into draws. */
function draws(part: GpuPart, first: number, end: number) {
  const found: { step: number; count: number; text: string }[] = []
  for (let step = first; step < end;) {
    const { count, shader } = part.draw(step, end - step)
    found.push({ step, count, text: shader.text })
    step += count
  }
  return found
}

const GENEROUS = { targets: 8, textures: 16, uniforms: 1024 }

describe('draws', () => {
  test('end where a held column changes: the first step of momentum stands alone', () => {
    const cut = draws(partOf('T=500&run=momentum(lr=0.001)'), 0, 500)
    expect(cut.map(({ count }) => count)).toEqual([1, 498, 1])
    expect(cut.reduce((sum, { count }) => sum + count, 0)).toBe(500)
    // the condition t = 1 is known in both, and so is what it leaves out
    for (const { text } of cut) expect(text).not.toContain('mix(')
  })

  test('follow a stepped rate with uniforms alone', () => {
    const part = partOf('T=500&run=sgd(lr=0.001)~step(n=100,gamma=0.5)')
    const cut = draws(part, 0, 500)
    expect(cut.map(({ step }) => step)).toEqual([0, 100, 200, 300, 400])
    for (const { text } of cut) expect(text).not.toContain('rows[i')
  })

  test('read rows where the rate changes at every step, as many as a block holds', () => {
    const part = partOf('T=5000&run=sgd(lr=0.001)~cosine')
    const cut = draws(part, 0, 5000)
    expect(Math.max(...cut.map(({ count }) => count))).toBe(1024)
    expect(cut[0]!.text).toContain('rows[i')
  })

  test('need the same shaders at another rate', () => {
    const texts = (lr: number) =>
      draws(partOf(`T=500&run=adam(lr=${lr},beta1=${1 - lr})`), 0, 500).map(({ text }) => text)
    expect(texts(0.1)).toEqual(texts(0.05))
  })
})

describe('rows and constants', () => {
  test('are what float64 computes, rounded once', () => {
    const part = partOf('T=200&run=adam(lr=0.1,beta1=0.9,beta2=0.99)~cosine')
    const row = [...part.rowsOf(57, 1)]
    const wanted = [
      1 - 0.9 ** 58,
      Math.sqrt(1 - 0.99 ** 58),
      0.05 * (1 + Math.cos((Math.PI * 57) / 200)),
    ]
    for (const value of wanted) {
      const nearest = row.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0]!
      expect(Math.abs(nearest - value)).toBeLessThan(1e-7 * value)
    }
    const shader = stepShader(part.layout)
    expect([...part.constants(shader)]).toEqual(
      expect.arrayContaining([0.9, 0.99, 1 - 0.99].map(Math.fround)),
    )
  })
})

describe('what does not fit', () => {
  const unfit = (fields: string, limits: Partial<typeof GENEROUS>) =>
    pathUnfit(pathParts(planOf(fields)), { ...GENEROUS, ...limits })

  test('says what there is too little of', () => {
    expect(unfit('T=50&run=adam', {})).toBeNull()
    expect(unfit('T=50&run=adam', { targets: 1 })).toEqual({ of: 'targets', needs: 2, has: 1 })
    expect(unfit('T=50&run=adam', { textures: 2 })).toEqual({ of: 'textures', needs: 3, has: 2 })
    expect(unfit('T=50&run=adam', { uniforms: 10 })).toMatchObject({ of: 'uniforms', has: 10 })
  })

  test('a rule with sixty states asks for too many targets', () => {
    const states = Array.from({ length: 40 }, (_, i) => `s${i}=0`).join(',')
    const lines = Array.from({ length: 40 }, (_, i) => `s${i}=s${i}+g*${i + 1}`).join(';')
    const sum = Array.from({ length: 40 }, (_, i) => `s${i}`).join('+')
    const text = encodeURIComponent(`state ${states};${lines};theta=theta-lr*(${sum})`)
    expect(unfit(`T=50&run=mine&def=rule.mine(lr=0.001):${text}`, {})).toMatchObject({
      of: 'targets',
      has: 8,
    })
  })
})
