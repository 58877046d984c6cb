import { describe, expect, test } from 'vitest'
import { problemText } from '#i18n/problem-text.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'

/** What is wrong with a link: field, code, what is used. */
const wrongs = (link: string) =>
  decodeLink(link).problems.map(({ field, code, used }) => [field, code, used])

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
    ['run=adam(,lr=1)', [['run[0]', 'empty_arg', null]]],
    ['run=adam(,1)', [['run[0]', 'empty_arg', null]]],
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
    ['run=adam~cloud(n=262145)', [['run[0].cloud.n', 'out_of_range', 256]]],
    ['run=adam~cloud(r=1e300)', [['run[0].cloud.r', 'out_of_range', 0.341]]],
    ['run=adam~cloud(n=9,from=grid,from=disc)', [['run[0].cloud.from', 'repeated_param', 'grid']]],
    ['run=adam~cloud(n=9,n=-1)', [['run[0].cloud.n', 'repeated_param', 9]]],
    ['run=adam~cloud(n=-1)', [['run[0].cloud.n', 'out_of_range', 256]]],
    ['run=adam~cloud(from=square)', [['run[0].cloud.from', 'not_a_choice', 'disc']]],
    // a twelfth of the height of Rosenbrock's domain
    ['f=rosenbrock&run=adam~cloud(r=0)', [['run[0].cloud.r', 'out_of_range', 0.341]]],
    ['f=rosenbrock&run=adam~cloud(r=-1)', [['run[0].cloud.r', 'out_of_range', 0.341]]],
    [
      'run=adam~cloud(r=wide)~cloud(n=2)',
      [
        ['run[0].cloud.r', 'not_a_number', 0.341],
        ['run[0].cloud', 'repeated_stage', null],
      ],
    ],
    ['run=adam~cloud(size=2)', [['run[0].cloud.size', 'unknown_param', null]]],
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

  test('a formula’s problem has its place in the formula as typed', () => {
    expect(decodeLink('#f=(k=1): x + q').problems[0]?.args['at']).toBe(5)
    expect(decodeLink('#def=schedule.mine(): lr = q').problems[0]?.args['at']).toBe(6)
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

test('the good link of what was kept is good', () => {
  const { setup, view } = decodeLink('#T=x&run=adm&run=adam(lr=q)~step~cosine(len=4)&f=(k=1):k*x')
  expect(decodeLink(encodeLink(setup, view))).toEqual({ setup, view, problems: [] })
})
