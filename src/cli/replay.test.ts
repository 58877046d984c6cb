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

const written = (data: unknown) => {
  const file = join(folder, 'cases.json')
  writeFileSync(file, JSON.stringify(data))
  return file
}

const replayed = (cases: readonly unknown[], ...options: string[]) => {
  const file = written({ meta: { kind: 'optimizers' }, cases })
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
      answers: [
        {
          id: 'good',
          theta: [
            [0.5, 1],
            [0.25, 0.5],
          ],
          loss: [1.25, 0.3125],
        },
      ],
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

  test('networks on the data that the file holds', () => {
    const one = { ...good, id: 'net', dataset: 'line', objective: 'mlp-1-1-linear-mse', steps: 1 }
    const line = { x: [[1]], y: [0], init: { W1: [[1]], b1: [1] } }
    const whole = { cases: [one, { ...one, dataset: 'other' }], datasets: { line } }
    expect(JSON.parse(replay([written(whole)]).out)).toEqual({
      kind: 'networks',
      cases: [
        { id: 'net', loss: [4, 0], weights: { 0: [1, 1], 1: [0, 0] } },
        { id: 'net', unsupported: 'no data other in the file' },
      ],
    })
  })

  test('up to a limit, and whole where the limit is no whole number', () => {
    expect(replayed([good, good, good], '--limit', '2').answers).toHaveLength(2)
    expect(replayed([good, good], '--limit', 'x')).toMatchObject({ code: 2, answers: [{}, {}] })
  })

  test.each([
    [[good], 'optimizers'],
    [{ cases: [good] }, 'optimizers'],
    [{ cases: [null, { id: 'a', kind: 'schedule' }] }, 'schedules'],
    [{ cases: [{ id: 'a', base_lr: 1 }] }, 'schedules'],
    [{ cases: [{ id: 'sphere', points: [] }] }, 'surfaces'],
    [{ cases: [{ id: 'a', dataset: 'A1' }] }, 'networks'],
  ])('without meta, by what its cases are: %j', (data, kind) => {
    expect(JSON.parse(replay([written(data)]).out)).toMatchObject({ kind })
  })

  test.each([null, 3, {}, { cases: 3 }, { cases: [] }, { meta: { kind: 'cakes' }, cases: [good] }])(
    'or refused in one line: %j',
    (data) => {
      const { out, messages, code } = replay([written(data)])
      expect({ out, lines: messages.length, code }).toEqual({ out: '', lines: 1, code: 2 })
    },
  )
})
