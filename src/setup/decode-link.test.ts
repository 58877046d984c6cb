import { describe, expect, test } from 'vitest'
import { problemText } from '#i18n/problem-text.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import { encodeLink } from '#setup/encode-link.ts'
import type { Setup } from '#setup/setup.ts'

const adam = { before: [], rule: { id: 'adam', args: { lr: 0.1 } }, after: [], schedules: [] }

const good = (link: string) => {
  const { setup, view, problems } = decodeLink(link)
  expect(problems).toEqual([])
  return { setup, view }
}

const firstRun = (run: string) => good(`#run=${run}`).setup.runs[0]

/** What is wrong with a link: field, code, what is used. */
const wrongs = (link: string) =>
  decodeLink(link).problems.map(({ field, code, used }) => [field, code, used])

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
    ['adam(0.1)~cloud(n=64)', { ...adam, cloud: 64 }],
    ['adam(0.1)~cloud', { ...adam, cloud: 256 }],
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

describe('a definition', () => {
  const mine = {
    kind: 'rule',
    id: 'mine',
    params: [{ name: 'beta', default: 0.9 }],
    formula: 'state m=0;m=beta*m+g;theta=theta-lr*m',
  }
  const text = 'def=rule.mine(beta=0.9):state m = 0; m = beta*m + g; theta = theta - lr*m'

  test('may come after the runs that use it', () => {
    const { setup } = good(`#run=mine(0.2,beta=0.5)&${text}`)
    expect(setup.definitions).toEqual([mine])
    expect(setup.runs[0]?.rule).toEqual({ id: 'mine', args: { lr: 0.2, beta: 0.5 } })
  })

  test('can be a schedule or a transform, with or without parameters', () => {
    const link =
      '#run=halve~sgd~drop(2)&def=transform.halve():g=g/2&def=schedule.drop(k=1):lr=lr0/k'
    expect(good(link).setup.runs[0]).toEqual({
      before: [{ id: 'halve', args: {} }],
      rule: { id: 'sgd', args: {} },
      after: [],
      schedules: [{ id: 'drop', args: { k: 2 } }],
    })
  })

  test.each([
    ['def=rule.adam():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=rule.beale():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=rule.look():theta=theta-lr*g', [['def[0]', 'taken_id', null]]],
    ['def=transform.net():g=g', [['def[0]', 'taken_id', null]]],
    [`${text}&${text}`, [['def[1]', 'taken_id', null]]],
    ['def=surface.mine():x^2', [['def[0]', 'bad_definition', null]]],
    ['def=mine', [['def[0]', 'bad_definition', null]]],
    ['def=rule.mine(:theta=g', [['def[0]', 'bad_definition', null]]],
    ['def=rule.my-rule():theta=g', [['def[0]', 'bad_definition', null]]],
    ['def=rule.mine():theta=theta-lr*q', [['def[0]', 'unknown_name', null]]],
    ['def=rule.mine():', [['def[0]', 'empty', null]]],
    ['def=schedule.mine():theta=1', [['def[0]', 'no_output', null]]],
    ['def=rule.mine(beta):theta=theta-lr*g', [['def[0]', 'no_value', null]]],
    ['def=rule.mine(theta=1):theta=theta-lr*g', [['def[0].theta', 'reserved_name', null]]],
    ['def=rule.mine(lr=fast):theta=theta-lr*g', [['def[0].lr', 'not_a_number', 1]]],
    ['def=rule.mine(k=1,k=2):theta=theta-lr*g', [['def[0].k', 'repeated_param', 1]]],
    ['def=schedule.mine(len=1):lr=lr0', [['def[0].len', 'reserved_name', null]]],
  ])('%s', (link, expected) => {
    expect(wrongs(`#${link}`)).toEqual(expected)
  })
})

describe('what is bad is named once, and the rest is kept:', () => {
  test.each([
    // fields
    ['v=2', [['v', 'newer_version', 1]]],
    ['v=one', [['v', 'not_a_number', 1]]],
    ['v=0', [['v', 'out_of_range', 1]]],
    ['v=1&v=1', [['v', 'repeated_field', '1']]],
    ['T=3&T=4&T=5', [['T', 'repeated_field', '3']]],
    ['sed=3', [['sed', 'unknown_field', null]]],
    [
      '__proto__=1&constructor=2',
      [
        ['__proto__', 'unknown_field', null],
        ['constructor', 'unknown_field', null],
      ],
    ],
    ['a=1&a=2', [['a', 'unknown_field', null]]],
    ['main', [['main', 'unknown_field', null]]],
    ['T', [['T', 'not_a_number', 500]]],
    ['T=0', [['T', 'out_of_range', 500]]],
    ['T=2.5', [['T', 'not_integer', 500]]],
    ['T=1e999', [['T', 'not_finite', 500]]],
    ['T=1/0', [['T', 'not_finite', 500]]],
    ['T=0/0', [['T', 'not_finite', 500]]],
    ['T=NaN', [['T', 'not_a_number', 500]]],
    ['T=Infinity', [['T', 'not_a_number', 500]]],
    ['T=inf', [['T', 'not_finite', 500]]],
    ['T=0x10', [['T', 'not_a_number', 500]]],
    ['seed=-1', [['seed', 'out_of_range', 1]]],
    ['noise=-1', [['noise', 'out_of_range', 0]]],
    ['eps=%', [['eps', 'not_a_number', 1e-6]]],
    ['target=low', [['target', 'not_a_number', null]]],
    ['x=1', [['x', 'count', [-1.5, 2]]]],
    ['x=1,2,3', [['x', 'count', [-1.5, 2]]]],
    ['x=1,', [['x', 'not_a_number', [-1.5, 2]]]],
    ['f=reddi&x=1,q', [['x', 'not_a_number', [0, 0]]]],
    ['dom=1,1,0,1', [['dom', 'empty_range', null]]],
    ['view=0,1,0', [['view', 'count', null]]],
    ['engine=gpu', [['engine', 'not_a_choice', 'auto']]],
    ['k=-1', [['k', 'out_of_range', null]]],
    ['hide=a,b%20c', [['hide', 'bad_id_list', null]]],
    ['lang=fr', [['lang', 'not_a_choice', null]]],
    ['theme=blue', [['theme', 'not_a_choice', null]]],
    ['embed=yes', [['embed', 'not_a_choice', null]]],
    // surfaces
    ['f=rosenbrok', [['f', 'unknown_id', 'rosenbrock']]],
    ['f=adam', [['f', 'wrong_kind', 'rosenbrock']]],
    ['f=beale(', [['f', 'bad_stage', 'rosenbrock']]],
    ['f=', [['f', 'bad_stage', 'rosenbrock']]],
    ['f=rosenbrock.torch', [['f.dialect', 'unknown_dialect', null]]],
    ['f=rosenbrock(b=lots)', [['f.b', 'not_a_number', 100]]],
    ['f=rosenbrock(b=1;2)', [['f.b', 'list_not_allowed', 100]]],
    ['f=rosenbrock(b=-5)', [['f.b', 'out_of_range', 100]]],
    ['f=rosenbrock(q=1)', [['f.q', 'unknown_param', null]]],
    ['f=reddi(small=2)', [['f.small', 'not_a_choice', '1']]],
    ['f=:x^', [['f', 'unexpected', 'rosenbrock']]],
    ['f=:xy', [['f', 'unknown_name', 'rosenbrock']]],
    ['f=:', [['f', 'empty', 'rosenbrock']]],
    ['f=(k=fast):k*x', [['f.k', 'not_a_number', 1]]],
    ['f=(k):x', [['f', 'no_value', null]]],
    ['f=(x=1):x', [['f.x', 'reserved_name', null]]],
    ['f=(_k=1):x', [['f._k', 'bad_name', null]]],
    // runs
    ['run=adam(lr=fast)', [['run[0].lr', 'not_a_number', 0.001]]],
    ['run=adam(lr=)', [['run[0].lr', 'not_a_number', 0.001]]],
    ['run=adam(lr=-1)', [['run[0].lr', 'out_of_range', 0.001]]],
    ['run=adam(lr=1;2)', [['run[0].lr', 'list_not_allowed', 0.001]]],
    ['run=adam(beta1=1.5)', [['run[0].beta1', 'out_of_range', 0.9]]],
    ['run=adam(lr=1,lr=2)', [['run[0].lr', 'repeated_param', 1]]],
    ['run=adam(1,0.9)', [['run[0].lr', 'bare_second', 1]]],
    ['run=adam(beta=0.9)', [['run[0].beta', 'unknown_param', null]]],
    ['run=adam(lr=1,)', [['run[0]', 'empty_arg', null]]],
    ['run=adam(eps_root=1)', [['run[0].eps_root', 'unread_param', null]]],
    ['run=adam.tensorflow', [['run[0].dialect', 'unknown_dialect', 'torch']]],
    ['run=adam~cosine.mine', [['run[0].cosine.dialect', 'unknown_dialect', 'torch']]],
    ['run=adam~cosine(min=-1)', [['run[0].cosine.min', 'out_of_range', 0]]],
    ['run=adam~cosine(n=low)', [['run[0].cosine.n', 'not_a_number', 500]]],
    ['run=adam~warmup(n=20)~cosine(n=low)', [['run[0].cosine.n', 'not_a_number', 480]]],
    ['run=adam~cyclic(mode=up)', [['run[0].cyclic.mode', 'not_a_choice', 'triangular']]],
    ['run=adam~cyclic(mode=1)', [['run[0].cyclic.mode', 'not_a_choice', 'triangular']]],
    [
      'run=adam~multistep(milestones=)',
      [['run[0].multistep.milestones', 'not_a_number', [100, 150]]],
    ],
    ['run=adam~multistep(1;x)', [['run[0].multistep.milestones', 'not_a_number', [100, 150]]]],
    ['run=adam~step(n=2.5)~cosine', [['run[0].step.len', 'len_missing', 250]]],
    ['run=adam~cosine(len=0)~linear', [['run[0].cosine.len', 'out_of_range', 250]]],
    ['run=adam~cosine(len=9)', [['run[0].cosine.len', 'len_last', 500]]],
    ['run=clip_norm(len=3)~adam', [['run[0].clip_norm.len', 'unknown_param', null]]],
    ['run=adm&run=sgd', [['run[0]', 'unknown_id', null]]],
    ['run=clip(1)~sgd', [['run[0]', 'unknown_id', null]]],
    ['run=sgd~beale', [['run[0]', 'wrong_kind', null]]],
    ['run=beale&run=sgd', [['run[0]', 'wrong_kind', null]]],
    [
      'run=cosine&run=sgd',
      [
        ['run[0]', 'schedule_early', 'cosine'],
        ['run[0]', 'no_rule', null],
      ],
    ],
    ['run=&run=sgd', [['run[0]', 'bad_stage', null]]],
    ['run=sgd~', [['run[0]', 'bad_stage', null]]],
    ['run=adam(lr=0.1&run=sgd', [['run[0]', 'bad_stage', null]]],
    ['run=adam(lr=0.1))&run=sgd', [['run[0]', 'bad_stage', null]]],
    ['run=adam~sgd', [['run[0]', 'second_rule', null]]],
    ['run=cosine~adam', [['run[0]', 'schedule_early', 'cosine']]],
    ['run=adam~net(4)', [['run[0]', 'no_network', null]]],
    ['run=adam~start(1)', [['run[0].start', 'count', [-1.5, 2]]]],
    ['run=adam~start(1,up)', [['run[0].start', 'not_a_number', [-1.5, 2]]]],
    ['run=adam~start(1,2)~start(3,4)', [['run[0].start', 'repeated_stage', null]]],
    ['run=adam~look(color=99)', [['run[0].look.color', 'out_of_range', null]]],
    ['run=adam~look(size=2)', [['run[0].look.size', 'unknown_param', null]]],
    ['run=adam~cloud(n=2.5)', [['run[0].cloud.n', 'not_integer', 256]]],
    ['run=a;b:adam', [['run[0].label', 'bad_label', 'a b']]],
    ['run=50%:adam', [['run[0]', 'bad_encoding', '%']]],
    ['run=%E4%B8%:adam(lr=0.1)', [['run[0]', 'bad_encoding', '%E4']]],
    [
      'run=adm',
      [
        ['run[0]', 'unknown_id', null],
        ['run', 'no_run_left', null],
      ],
    ],
  ])('%s', (link, expected) => {
    expect(wrongs(`#${link}`)).toEqual(expected)
  })

  test('two bad things in one field are two problems', () => {
    expect(wrongs('#run=adam(lr=x,beta1=2)~cosine(min=q)~huh')).toEqual([
      ['run[0].lr', 'not_a_number', 0.001],
      ['run[0].beta1', 'out_of_range', 0.9],
      ['run[0].cosine.min', 'not_a_number', 0],
      ['run[0]', 'unknown_id', null],
    ])
  })

  test('the path counts the fields of the link', () => {
    const { setup, problems } = decodeLink('#run=nope&run=sgd&run=adam(lr=x)')
    expect(setup.runs.map(({ rule }) => rule.id)).toEqual(['sgd', 'adam'])
    expect(problems.map(({ field }) => field)).toEqual(['run[0]', 'run[2].lr'])
  })

  test('a hint names the nearest id', () => {
    expect(decodeLink('#run=adm').problems[0]?.args['hint']).toBe('adam')
    expect(decodeLink('#f=rosenbrok').problems[0]?.args['hint']).toBe('rosenbrock')
    expect(decodeLink('#sed=1').problems[0]?.args['hint']).toBe('seed')
  })

  test('the contract’s example', () => {
    const [problem] = decodeLink('#run=adam(lr=fast)').problems
    expect(problem).toMatchObject({ field: 'run[0].lr', given: 'fast', used: 0.001 })
    expect(problem && problemText(problem, 'en')).toBe(
      '“fast” is not a number. 0.001 is used instead. Write a number or a formula such as 1/3.',
    )
  })
})

describe('limits:', () => {
  const runs = (count: number) => Array.from({ length: count }, () => 'run=sgd').join('&')

  test('16 runs', () => {
    expect(good(`#T=9&${runs(16)}`).setup.runs).toHaveLength(16)
    const { setup, problems } = decodeLink(`#${runs(20)}`)
    expect(setup.runs).toHaveLength(16)
    expect(problems).toMatchObject([
      { field: 'run', given: '20', used: 16, code: 'too_many_runs', args: { limit: 16 } },
    ])
  })

  test('100,000 steps', () => {
    expect(good('#T=100000&run=sgd').setup.T).toBe(100_000)
    expect(wrongs('#T=100001&run=sgd')).toEqual([['T', 'steps_limit', 100_000]])
    expect(wrongs(`#T=1e9&${runs(8)}`)).toEqual([['T', 'steps_limit', 50_000]])
  })

  test('runs × T ≤ 400,000: the runs stay', () => {
    expect(good(`#T=50000&${runs(8)}`).setup.T).toBe(50_000)
    const { setup, problems } = decodeLink(`#T=50001&${runs(8)}`)
    expect([setup.T, setup.runs.length]).toEqual([50_000, 8])
    expect(problems).toMatchObject([
      { field: 'T', given: '50001', used: 50_000, code: 'steps_times_runs' },
    ])
  })

  test('16,000 characters: the fields that end before are read', () => {
    const long = `seed=7&f=beale&run=${'x'.repeat(16_000)}:sgd&T=9`
    const { setup, problems } = decodeLink(`#${long}`)
    expect(setup).toMatchObject({ seed: 7, objective: { id: 'beale' }, T: 500 })
    expect(problems).toMatchObject([{ field: 'link', code: 'link_too_long', used: 16_000 }])
    const fits = `seed=7&run=${'x'.repeat(15_985)}:sgd`
    expect(fits).toHaveLength(16_000)
    expect(good(fits).setup.seed).toBe(7)
  })

  test('64 numbers in a list', () => {
    const list = (count: number) => `#run=sgd~multistep(${Array(count).fill('1').join(';')})`
    expect(good(list(64)).setup.runs).toHaveLength(1)
    expect(wrongs(list(65))).toEqual([['run[0].multistep.milestones', 'list_too_long', [100, 150]]])
  })

  test('hostile text costs little', () => {
    const began = performance.now()
    for (const piece of ['(', 'x=(', '~', ';', ',', '&a', '%', 'run=', '-', 'run=adam(lr=(('])
      decodeLink(`#run=adam(${piece.repeat(16_000 / piece.length)}`)
    decodeLink(`#${'def=rule.a():theta=theta-lr*g&'.repeat(500)}`)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

test('the good link of what was kept is good', () => {
  const { setup, view } = decodeLink('#T=x&run=adm&run=adam(lr=q)~step~cosine(len=4)&f=(k=1):k*x')
  expect(decodeLink(encodeLink(setup, view))).toEqual({ setup, view, problems: [] })
})
