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

describe('around the optimizer stands', () => {
  test('the surface, with its parameters', () => {
    expect(codeOf('#v=1&f=rosenbrock(b=10)&run=adam')?.code).toContain(
      'def f(x, y, a=1, b=10):\n    return (a - x)**2 + b*(y - x**2)**2\n',
    )
  })

  test('a scheduler of the library', () => {
    const { code } = codeOf('#v=1&T=90&run=sgd(lr=0.1)~cosine(n=60,min=0.01)')!
    expect(code).toContain('CosineAnnealingLR(optimizer, T_max=60, eta_min=0.01)')
    expect(code).toContain('range(1, 91)')
    expect(code).toContain('scheduler.step()')
  })

  test('a sequence, where a part that torch cannot say is a function', () => {
    const { code, notes } = codeOf('#v=1&T=100&run=sgd(lr=0.1)~warmup(n=10)~cosine')!
    expect(code).toContain('SequentialLR(optimizer, [')
    expect(code).toContain('def rate_1(t, lr0=0.1, n=10, from_=0):')
    expect(code).toContain('CosineAnnealingLR(optimizer, T_max=90, eta_min=0)')
    expect(code).toContain('milestones=[10]')
    expect(notes).toEqual([])
  })

  test('transforms: arguments, functions of the library, or their own formula', () => {
    const link = '#v=1&run=clip_norm(2)~l2(wd=0.1)~adam(lr=0.1)~project(min=-2,max=3)'
    const { code } = codeOf(link)!
    expect(code).toContain('clip_grad_norm_([theta], max_norm=2)')
    expect(code).toContain('weight_decay=0.1)')
    expect(code).toMatch(/theta\.copy_\(torch\.minimum\(torch\.maximum\(theta, .*-2.*3/)
    const keras = codeOf('#v=1&run=clip_norm.keras(2)~decay(wd=0.1)~adam.keras(lr=0.1)', 'keras')!
    expect(keras.code).toContain('global_clipnorm=2, weight_decay=0.1)')
    const optax = codeOf('#v=1&run=clip_norm.keras(2)~adam.optax(lr=0.1)', 'optax')!
    expect(optax.code).toContain('optax.chain(optax.clip_by_global_norm(max_norm=2), optax.adam(')
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

test('a label from a link stays in its comment', () => {
  const setup = decodeLink('#v=1&run=a%0Aimport%20os:sgd').setup
  const { code } = runCode(setup, 0, 'torch')!
  expect(code.split('\n').filter((line) => line.startsWith('import'))).toEqual(['import torch'])
})
