import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replay } from '#cli/replay.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const replayed = (cases: readonly unknown[], ...options: string[]) => {
  const file = join(folder, 'cases.json')
  writeFileSync(file, JSON.stringify({ meta: { kind: 'optimizers' }, cases }))
  const { out, messages, code } = replay([file, ...options])
  const { cases: answers } = JSON.parse(out) as { cases: { id: string; unsupported?: string }[] }
  return { answers, messages, code }
}

const good = {
  id: 'good',
  family: 'sgd',
  impl: 'torch.optim.SGD',
  objective: 'sphere',
  start: [1, 2],
  steps: 2,
  hyper: { lr: 0.25 },
}

describe('a file is replayed', () => {
  test('case by case, with what came out after each step', () => {
    expect(replayed([good])).toEqual({
      answers: [{ id: 'good', theta: [[0.5, 1], [0.25, 0.5]], loss: [1.25, 0.3125] }],
      messages: [],
      code: 0,
    })
  })

  test.each([null, 3, 'text', {}, { ...good, start: null }, { ...good, steps: 1e12 }])(
    'also where a case is none: %j',
    (odd) => {
      const { answers } = replayed([odd, good])
      expect(answers.map(({ unsupported }) => unsupported !== undefined)).toEqual([true, false])
    },
  )

  test('with the defaults of a library for hyper-parameters that are missing', () => {
    const { answers } = replayed([{ ...good, hyper: undefined, impl: 'torch.optim.Adam' }])
    expect(answers[0]?.unsupported).toBeUndefined()
  })

  test('up to a limit, and whole where the limit is no whole number', () => {
    expect(replayed([good, good, good], '--limit', '2').answers).toHaveLength(2)
    expect(replayed([good, good], '--limit', 'x')).toMatchObject({ code: 2, answers: [{}, {}] })
  })
})
