import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entries } from '#catalog/find-entry.ts'
import { checkEntry, type EntryKind } from '#formula/check.ts'
import type { EntryParam } from '#formula/entry-program.ts'
import { constantValue } from '#formula/constant.ts'
import { parse } from '#formula/parse.ts'
import { walkProgram } from '#formula/walk.ts'

const KINDS: readonly EntryKind[] = ['surface', 'rule', 'schedule', 'transform']

/** What each kind must end with, so that a text is about what stands before. */
const END: Readonly<Record<EntryKind, string>> = {
  surface: 'x',
  rule: 'theta = g',
  schedule: 'lr = lr0',
  transform: 'g = g',
}

const code = (kind: EntryKind, text: string, params: readonly EntryParam[] = []) =>
  checkEntry(kind, text, params)?.code ?? null

test('every entry of the catalogue is right in all its dialects and switches', () => {
  for (const entry of entries) {
    const known: Record<string, number> = { T: 100, lr0: 0.1 }
    const params: EntryParam[] = entry.params.map(({ name, default: given, values }) => {
      const value = typeof given === 'string' ? constantValue(given, known).ok! : given
      if (typeof value === 'number') known[name] = value
      return values ? { name, value, values } : { name, value }
    })
    const texts =
      entry.kind === 'surface' ? [entry.formula] : entry.dialects.map(({ formula }) => formula)
    for (const text of texts) {
      for (const [i, param] of params.entries()) {
        for (const place of param.values?.keys() ?? [0]) {
          const set = params.with(i, param.values ? { ...param, value: place } : param)
          expect([entry.id, checkEntry(entry.kind, text, set)]).toEqual([entry.id, null])
        }
      }
    }
  }
})

describe('the limits have their messages', () => {
  test.each(KINDS)('of 4,000 characters, in a %s', (kind) => {
    expect(checkEntry(kind, `${END[kind]}${' '.repeat(4001)}`, [])).toMatchObject({
      code: 'too_long',
      args: { limit: 4000 },
    })
    expect(code(kind, `${END[kind]}${' '.repeat(3900)}`)).toBeNull()
  })

  test('of depth 64', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}x${')'.repeat(depth)}`
    expect(code('surface', nested(64))).toBeNull()
    expect(checkEntry('surface', nested(65), [])).toMatchObject({
      code: 'too_deep',
      args: { limit: 64 },
    })
  })

  test('of 4,000 nodes after differentiation', () => {
    // the value alone is small, its second derivatives are not
    const surface = (n: number) => `h = x; repeat ${n} { h = sin(h*y) + cos(h*x) }; h`
    expect(code('surface', surface(20))).toBeNull()
    expect(checkEntry('surface', surface(100), [])).toMatchObject({
      code: 'too_big',
      args: { limit: 4000 },
    })
  })

  test('the cliff of fifty cells fits', () => {
    expect(code('surface', 'h = 0.5; repeat 50 { h = sigmoid(x*h + y) }; (h - 0.7)^2')).toBeNull()
  })

  test.each<[EntryKind, string]>([
    ['rule', 'm = g; repeat 100 { repeat 25 { m = cos(m) + t } }; theta = m'],
    ['rule', 'state m = 0.5; repeat 100 { repeat 25 { m = cos(m) + t } }; theta = g*m'],
    ['schedule', 'state m = 1; repeat 100 { repeat 39 { m = cos(m)*sin(m) } }; lr = m'],
    ['transform', 'repeat 50 { g = g + randn() }'],
  ])('of 4,000 operations in a %s: %s', (kind, text) => {
    expect(code(kind, text)).toBe('too_big')
  })

  test('of repeats', () => {
    expect(code('surface', 'h = x; repeat 101 { h = h + 1 }; h')).toBe('repeat_count')
    expect(code('surface', 'h = x; repeat 100 { h = h + 1 }; h')).toBeNull()
    expect(code('surface', 'h = x; repeat x { h = h + 1 }; h')).toBe('repeat_count')
    expect(code('surface', 'h = x; repeat 2.5 { h = h + 1 }; h')).toBe('repeat_count')
  })

  test('of 64 numbers in a list', () => {
    const list = (length: number): EntryParam => ({
      name: 'l',
      value: Array.from({ length }, () => 1),
    })
    expect([64, 65, 100_000, 0].map((n) => code('schedule', 'lr = total(l)', [list(n)]))).toEqual([
      null,
      'shape',
      'shape',
      'shape',
    ])
  })
})

const doubling = Array.from({ length: 280 }, (_, i) => `a${i + 1}=a${i}*a${i}`).join(';')
const lists: readonly EntryParam[] = ['l', 'm'].map((name) => ({
  name,
  value: Array.from({ length: 64 }, (_, i) => i),
}))

/** Texts made to be expensive: [kind, text, what comes of it]. */
const HOSTILE: readonly (readonly [EntryKind, string, string, string | null])[] = [
  ['surface', 'billion laughs', `a0=x+y;${doubling};a280`, null],
  ['surface', 'billion laughs by sums', `a0=x;${doubling.replaceAll('*', '+')};a280`, null],
  ['surface', 'powers of powers', `h = x; ${'h = h^64; '.repeat(300)} h`, 'too_big'],
  ['surface', 'repeats of powers', 'h = x; repeat 100 { h = h^64 + h^63 + y }; h', 'too_big'],
  [
    'surface',
    'repeats in repeats',
    'h = x; repeat 100 { repeat 100 { repeat 100 { h = h + 1 } } }; h',
    'too_big',
  ],
  [
    'surface',
    'empty repeats in repeats',
    `${'repeat 100 { '.repeat(60)}${'} '.repeat(60)}; x`,
    'too_big',
  ],
  [
    'surface',
    'long lines in repeats',
    `h = x; repeat 100 { repeat 38 { h = ${'h+'.repeat(1900)}h } }; h`,
    'too_big',
  ],
  [
    'surface',
    'constant lines in repeats',
    `h = 1; repeat 100 { repeat 38 { h = ${'h+'.repeat(1900)}h } }; h*x`,
    'too_big',
  ],
  [
    'schedule',
    'lists in lists',
    `repeat 100 { repeat 38 { a = ${'l*m+'.repeat(400)}l } }; lr = total(a)`,
    'too_big',
  ],
  [
    'schedule',
    'a list asked over and over',
    `a = t; repeat 100 { repeat 38 { a = ${'at(l, a + t) + '.repeat(100)} 0 } }; lr = a`,
    'too_big',
  ],
  [
    'schedule',
    'a list asked for what is known',
    'a = 0; repeat 100 { repeat 38 { a = at(l, 3) + at(m, 4) } }; lr = a',
    'too_big',
  ],
  ['rule', 'shapes that grow one by one', growing(), null],
  [
    'rule',
    'shapes that grow one by one, in repeats',
    growing().replace('; s0', '; repeat 100 { repeat 30 { s0').concat(' } }'),
    'too_big',
  ],
  [
    'rule',
    'objectives of objectives',
    `p = theta; repeat 100 { p = p - grad(p) }; theta = p`,
    null,
  ],
  ['surface', 'thousands of minuses', '-'.repeat(3999) + 'x', 'too_deep'],
  ['surface', 'a tower of powers', `${'x^'.repeat(1000)}x`, 'too_deep'],
  ['surface', 'conditions in conditions', `${'x ? y : '.repeat(400)}x`, 'too_deep'],
  ['surface', 'a long name', 'x'.repeat(3000), 'unknown_name'],
  ['surface', 'a long product without signs', 'xy'.repeat(1500), 'unknown_name'],
  ['surface', 'a thousand arguments', `min(${'x,'.repeat(1500)}y)`, null],
]

/** A state each of whose passes makes one more state a point. */
function growing(): string {
  const names = Array.from({ length: 60 }, (_, i) => `s${i}`)
  const states = names.map((name) => `${name} = 0`).join(', ')
  const lines = names.map((name, i) => `${name} = ${names[i + 1] ?? 'g'}`).join('; ')
  return `state ${states}; theta = s0; ${lines}`
}

describe('hostile text has its error, or is small', () => {
  test.each(HOSTILE.map(([kind, name, text, wanted]) => [name, kind, text, wanted] as const))(
    '%s',
    (_, kind, text, wanted) => {
      expect(text.length).toBeLessThanOrEqual(4000)
      expect(code(kind, text, kind === 'schedule' ? lists : [])).toBe(wanted)
    },
  )

  test('and is left before 40,000 pieces of it were looked at', () => {
    let looks = 0
    const look = () => ++looks
    const counting = {
      constant: look,
      apply: look,
      reduce: look,
      list: look,
      oracle: look,
      randn: look,
    }
    const env = new Map([['x', 0]])
    const none = new Set<string>()
    const program = parse(`repeat 100 { repeat 38 { h = ${'x+'.repeat(1900)}x } }`).ok!
    const options = { env, outputs: none, fixed: none, parameters: false, kind: 'surface' }
    expect(() => walkProgram(program, counting, options)).toThrow(/too_big/)
    expect(looks).toBeLessThan(40_000)
  })

  test('random pieces of the language never throw', () => {
    const pieces =
      'x y t theta g lr loss m l at total norm grad randn min sin ( ) ( ) , ; = == + * ^ ? : < and not -'.split(
        ' ',
      )
    const more = [
      'state m = 0',
      'repeat 9 {',
      '}',
      'repeat 100 { repeat 100 {',
      '2',
      '1e308',
      '0.5',
      'theta =',
      'lr =',
      'e',
      '²',
      'pi',
      'inf',
    ]
    const text = fc
      .array(fc.constantFrom(...pieces, ...more), { maxLength: 40 })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), text, (kind, words) => {
        const error = checkEntry(kind, `${words}\n${END[kind]}`, lists.slice(0, 1))
        expect(error === null || (error.at >= 0 && error.at <= words.length + 20)).toBe(true)
      }),
      { seed: 5, numRuns: 3000 },
    )
  })

  test('neither do random characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), text, (kind, words) => {
        expect(() => checkEntry(kind, words, [])).not.toThrow()
      }),
      { seed: 6, numRuns: 1000 },
    )
  })
})
