import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { optimizerRun } from '#cli/replay/optimizer-case.ts'
import { LIBRARIES } from '#catalog/library-call.ts'
import { runCode, runToWrite } from '#export/run-code.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { defaultSetup } from '#setup/default-setup.ts'

const file = new URL('../../golden/optimizers.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: OptimizerCase[] }
const libraryOf = ({ impl = '' }: OptimizerCase) =>
  LIBRARIES.find((name) => impl.startsWith(`${name}.`))
const recorded = cases.filter((one) => one.tier === 'reference' && libraryOf(one))

const codeOf = (link: string, library: 'torch' | 'keras' | 'optax' = 'torch') =>
  runCode(decodeLink(link).setup, 0, library)

describe('a recorded run, mapped to ours and written as code, is the call that was recorded', () => {
  test('for every library', () => {
    expect(recorded.length).toBeGreaterThan(150)
    expect(new Set(recorded.map(libraryOf)).size).toBe(3)
  })

  test.each(recorded.map((one) => [one.id, one] as const))('%s', (_, given) => {
    const run = optimizerRun(given)
    if ('unsupported' in run) throw new Error(run.unsupported)
    const setup = { ...defaultSetup, runs: [run] }
    const written = runToWrite(setup, 0, libraryOf(given)!)
    expect(written?.call.name).toBe(given.impl)
    const args = Object.fromEntries(written!.call.args)
    // each argument is the recorded one …
    for (const [name, value] of Object.entries(args)) {
      if (name in given.hyper) expect([name, value]).toEqual([name, given.hyper[name]])
    }
    // … and none is missing: read again, they make the same run
    expect(optimizerRun({ ...given, hyper: args })).toEqual(run)
    // the text has every one of them
    const { code } = runCode(setup, 0, libraryOf(given)!)!
    expect(code).toContain(`${given.impl}(`)
    for (const name of Object.keys(args)) expect(code).toContain(`${name}=`)
  })
})

/** Code as it would stand without line ends. */
const inLine = (code: string) =>
  code
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([[(]) /g, '$1')
    .replaceAll(/,? ([\])])/g, '$1')

describe('around the optimizer stands', () => {
  test('the surface, with its parameters', () => {
    expect(codeOf('#v=1&f=rosenbrock(b=10)&run=adam')?.code).toContain(
      'def f(x, y, a=1, b=10):\n    return (a - x)**2 + b*(y - x**2)**2\n',
    )
  })

  test('a typed surface whose last line names its value, and a list by its places', () => {
    expect(codeOf('#v=1&f=:sum_=x^2;sum=2*y;sum*sum_&run=sgd')?.code).toContain(
      'sum__ = x**2\n    sum_ = 2*y\n    return sum_*sum__\n',
    )
    expect(codeOf('#v=1&f=:r=x^2;h=r+y^2&run=sgd')?.code).toContain('h = r + y**2\n    return h\n')
    const link = '#v=1&f=(a=1;2):total(a)*x^2+at(a,1)*y^2&run='
    expect(codeOf(`${link}sgd`)?.code).toContain(
      'a=torch.tensor([1, 2])):\n    return torch.sum(a)*x**2 + a[1]*y**2\n',
    )
    expect(codeOf(`${link}adam.optax`, 'optax')?.code).toContain('+ a[1]*y**2\n')
  })

  test('a scheduler of the library', () => {
    const { code } = codeOf('#v=1&T=90&run=sgd(lr=0.1)~cosine(n=60,min=0.01)')!
    expect(inLine(code)).toContain('CosineAnnealingLR(optimizer, T_max=60, eta_min=0.01)')
    expect(code).toContain('range(1, 91)')
    expect(code).toContain('scheduler.step()')
  })

  test('a sequence, where a part that torch cannot say is a function', () => {
    const { code, notes } = codeOf('#v=1&T=100&run=sgd(lr=0.1)~warmup(n=10)~cosine')!
    expect(inLine(code)).toContain('SequentialLR(optimizer, [')
    expect(code).toContain('def rate_1(t, lr0=0.1, n=10, from_=0):')
    expect(inLine(code)).toContain('CosineAnnealingLR(optimizer, T_max=90, eta_min=0)')
    expect(inLine(code)).toContain('milestones=[10]')
    expect(notes).toEqual([])
  })

  test('transforms: arguments, functions of the library, or their own formula', () => {
    const link = '#v=1&run=clip_norm(2)~l2(wd=0.1)~adam(lr=0.1)~project(min=-2,max=3)'
    const { code } = codeOf(link)!
    expect(code).toContain('clip_grad_norm_([theta], max_norm=2)')
    expect(inLine(code)).toContain('weight_decay=0.1)')
    expect(code).toMatch(/theta\.copy_\(torch\.minimum\(torch\.maximum\(theta, .*-2.*3/)
    const keras = codeOf('#v=1&run=clip_norm.keras(2)~decay(wd=0.1)~adam.keras(lr=0.1)', 'keras')!
    expect(inLine(keras.code)).toContain('global_clipnorm=2, weight_decay=0.1)')
    const optax = codeOf('#v=1&run=clip_norm.keras(2)~adam.optax(lr=0.1)', 'optax')!
    expect(inLine(optax.code)).toContain(
      'optax.chain(optax.clip_by_global_norm(max_norm=2), optax.adam(',
    )
  })

  test('what the library cannot say, in a comment and for the page', () => {
    const { code, notes } = codeOf('#v=1&noise=0.3&run=sgd(lr=0.1)~bold_driver')!
    expect(notes.map(({ kind }) => kind).toSorted()).toEqual(['noise', 'schedule'])
    expect(code.match(/^# /gm)).toHaveLength(3)
  })

  test('nothing where the library writes the rule otherwise', () => {
    expect(codeOf('#v=1&run=adam.keras', 'torch')).toBeNull()
    expect(codeOf('#v=1&run=heavy_ball', 'torch')).toBeNull()
  })
})

test('no line of a constructor is too long, and nothing but line ends is changed', () => {
  for (const [link, library] of [
    ['#v=1&T=100&run=sgd(lr=0.1)~onecycle', 'torch'],
    ['#v=1&T=100&run=sgd(lr=0.1)~warmup(n=10)~cosine', 'torch'],
    ['#v=1&run=clip_norm.keras(2)~adam.optax(lr=0.1)~warmup.optax(n=10)~cosine.optax', 'optax'],
  ] as const) {
    const { code } = codeOf(link, library)!
    const lines = code.split('\n').filter((line) => !line.startsWith('#'))
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(88)
    expect(lines.some((line) => /^ *\),?$/.test(line))).toBe(true)
  }
})

test('a label from a link stays in its comment', () => {
  const setup = decodeLink('#v=1&run=a%0Aimport%20os:sgd').setup
  const { code } = runCode(setup, 0, 'torch')!
  expect(code.split('\n').filter((line) => line.startsWith('import'))).toEqual(['import torch'])
})
