import { describe, expect, test } from 'vitest'
import { decodeLink } from '#setup/decode-link.ts'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import type { Setup } from '#setup/setup.ts'

const adam = { before: [], rule: { id: 'adam', args: { lr: 0.1 } }, after: [], schedules: [] }

const good = (link: string) => {
  const { setup, view, problems } = decodeLink(link)
  expect(problems).toEqual([])
  return { setup, view }
}

const firstRun = (run: string) => good(`#run=${run}`).setup.runs[0]

describe('a link', () => {
  test.each([
    '',
    '#',
    '  ',
    'https://example.org/ravine/',
    'https://example.org/?a=1#',
    'localhost:5173/#',
  ])('without a fragment is the default scene: %j', (text) => {
    expect(decodeLink(text)).toEqual({ setup: defaultSetup, view: defaultView, problems: [] })
  })

  test.each([
    'https://example.org/ravine/#f=beale&seed=7',
    'file:///home/index.html#f=beale&seed=7',
    'localhost:5173/#f=beale&seed=7',
    '#f=beale&seed=7',
    'f=beale&seed=7',
    '  #f=beale&seed=7 \n',
    '#seed=7&f=beale',
    '#seed=7&&f=beale&',
    '#seed%3D7%26f%3Dbeale',
    '#f%3dbeale%26seed%3d7',
    '%23v%3D1%26f%3Dbeale%26seed%3D7',
    'https%3A%2F%2Fexample.org%2Fravine%2F%23f%3Dbeale%26seed%3D7',
  ])('may be an address, a fragment, or encoded as a whole: %s', (link) => {
    expect(good(link).setup).toMatchObject({ objective: { id: 'beale' }, seed: 7 })
  })

  test('is decoded a second time only where nothing but %3D stands for =', () => {
    expect(firstRun('a%253Db:adam')?.label).toBe('a%3Db')
    expect(good('run%3Da%253Db%3Aadam').setup.runs[0]?.label).toBe('a=b')
  })

  test('has the default scene in every field it leaves out, and the surface its own start', () => {
    expect(good('#f=beale').setup).toEqual({
      ...defaultSetup,
      objective: { kind: 'catalog', id: 'beale', args: {} },
      start: expect.not.objectContaining(defaultSetup.start),
    })
    expect(good('#T=3').setup).toEqual({ ...defaultSetup, T: 3 })
    expect(good('#f=:x^2+y^2&dom=0,10,0,1').setup.start).toEqual([1, 0.8])
    expect(good('#f=:x^2').setup.start).toEqual([-4, 0])
  })

  test('keeps `+`: it is plus, in numbers, formulas and names', () => {
    const { setup } = good('#f=:x^2+y^2&x=+1,1e+2&run=A+B:adam(lr=1e-1+0)')
    expect(setup.objective).toMatchObject({ formula: 'x^2+y^2' })
    expect(setup.start).toEqual([1, 100])
    expect(setup.runs).toEqual([{ ...adam, label: 'A+B' }])
  })

  test('splits a field at its first =', () => {
    expect(good('#f=:a=2;a*x&run=a=b:adam(lr=0.1)').setup).toMatchObject({
      objective: { formula: 'a=2;a*x' },
      runs: [{ label: 'a=b' }],
    })
  })

  test('with `run=` alone has no run', () => {
    expect(good('#run=').setup.runs).toEqual([])
  })

  test('may fix the view', () => {
    const link = '#view=-1,2,0,3&k=20&hide=runs,curves&lock=start&lang=zh&theme=dark&embed=1'
    expect(good(link).view).toEqual({
      view: [-1, 2, 0, 3],
      k: 20,
      hide: ['runs', 'curves'],
      lock: ['start'],
      lang: 'zh',
      theme: 'dark',
      embed: true,
    })
  })

  test.each([
    ['seed=42', { seed: 42 }],
    ['noise=0.5', { noise: 0.5 }],
    ['eps=1e-9', { eps: 1e-9 }],
    ['target=-3', { target: -3 }],
    ['dom=-1,1,-2,2', { domain: [-1, 1, -2, 2] }],
    ['engine=f32', { engine: 'f32' }],
    ['engine=f64', { engine: 'f64' }],
    ['x=1/4,2*pi', { start: [0.25, 2 * Math.PI] }],
    ['x=atan2(1,1),-0', { start: [Math.PI / 4, -0] }],
  ] satisfies [string, Partial<Setup>][])('says %s', (field, setup) => {
    expect(good(`#${field}`).setup).toEqual({ ...defaultSetup, ...setup })
  })
})

describe('a surface', () => {
  test.each([
    ['rosenbrock', { kind: 'catalog', id: 'rosenbrock', args: {} }],
    ['rosenbrock(b=10)', { kind: 'catalog', id: 'rosenbrock', args: { b: 10 } }],
    ['rosenbrock(2,b=1/(1+1))', { kind: 'catalog', id: 'rosenbrock', args: { a: 2, b: 0.5 } }],
    ['reddi(small=0)', { kind: 'catalog', id: 'reddi', args: { small: 0 } }],
    [':x^2-y^2', { kind: 'typed', params: [], formula: 'x^2-y^2' }],
    [': x^2 -\ty^2 ', { kind: 'typed', params: [], formula: 'x^2-y^2' }],
    [
      '(k=3):sin(k*x)+y^2',
      { kind: 'typed', params: [{ name: 'k', value: 3 }], formula: 'sin(k*x)+y^2' },
    ],
    [
      '(l=1;2):total(l*x)',
      { kind: 'typed', params: [{ name: 'l', value: [1, 2] }], formula: 'total(l*x)' },
    ],
  ])('f=%s', (text, objective) => {
    expect(good(`#f=${text}`).setup.objective).toEqual(objective)
  })
})

describe('a run', () => {
  test.each([
    ['adam(lr=0.1)', adam],
    ['adam(0.1)', adam],
    [' adam ( lr = 0.1 ) ', adam],
    ['Too%20large:adam(0.1)', { ...adam, label: 'Too large' }],
    ['%E6%89%8B%E8%B0%83 🙂:adam(0.1)', { ...adam, label: '手调 🙂' }],
    ['adam()', { ...adam, rule: { id: 'adam', args: {} } }],
    ['adam.keras(lr=0.1)', { ...adam, rule: { id: 'adam', dialect: 'keras', args: { lr: 0.1 } } }],
    ['adam(lr=2*(0.1+(0.2-0.1)))', { ...adam, rule: { id: 'adam', args: { lr: 0.4 } } }],
    ['adam(beta1=0.8,0.1)', { ...adam, rule: { id: 'adam', args: { lr: 0.1, beta1: 0.8 } } }],
    ['adam(1>2?3:0.1)', adam],
    ['adam(0.1)~start(1,-2)', { ...adam, start: [1, -2] }],
    ['adam(0.1)~cloud(n=64)', { ...adam, cloud: { n: 64 } }],
    ['adam(0.1)~cloud(64)', { ...adam, cloud: { n: 64 } }],
    ['adam(0.1)~cloud(n=0)', { ...adam, cloud: { n: 0 } }],
    ['adam(0.1)~cloud', { ...adam, cloud: { n: 256 } }],
    ['adam(0.1)~cloud(r=1/4)', { ...adam, cloud: { n: 256, r: 0.25 } }],
    ['adam(0.1)~cloud(from=grid,n=262144)', { ...adam, cloud: { n: 262_144, from: 'grid' } }],
    ['adam(0.1)~cloud(n=9,from=disc,r=0.3)', { ...adam, cloud: { n: 9, from: 'disc', r: 0.3 } }],
    ['adam(0.1)~look(color=3,mute=1)', { ...adam, look: { color: 3, mute: true } }],
    ['adam(0.1)~look(mute=0)', adam],
    ['look(color=2)~adam(0.1)', { ...adam, look: { color: 2 } }],
  ])('%s', (text, run) => {
    expect(firstRun(text)).toEqual(run)
  })

  test('reads left to right: transforms before, the rule, transforms after and schedules', () => {
    const run = firstRun('clip_norm(1)~l2(wd=0.1)~adam~cosine(len=9)~polyak~linear~ema(0.9)')
    expect(run).toEqual({
      before: [
        { id: 'clip_norm', args: { max_norm: 1 } },
        { id: 'l2', args: { wd: 0.1 } },
      ],
      rule: { id: 'adam', args: {} },
      after: [
        { id: 'polyak', args: {} },
        { id: 'ema', args: { beta: 0.9 } },
      ],
      schedules: [
        { id: 'cosine', args: {}, len: 9 },
        { id: 'linear', args: {} },
      ],
    })
  })

  test('takes words for switches and lists for lists', () => {
    const run = firstRun('adam~cyclic(mode=exp_range,len=2)~multistep(milestones=10;2*10;30)')
    expect(run?.schedules).toEqual([
      { id: 'cyclic', args: { mode: 2 }, len: 2 },
      { id: 'multistep', args: { milestones: [10, 20, 30] } },
    ])
    expect(firstRun('adam~multistep(7)')?.schedules[0]?.args).toEqual({ milestones: [7] })
  })

  test('needs no length for a warm-up that another schedule follows', () => {
    expect(firstRun('adam~warmup(n=20)~cosine')?.schedules).toEqual([
      { id: 'warmup', args: { n: 20 } },
      { id: 'cosine', args: {} },
    ])
  })
})
