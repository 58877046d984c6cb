import { expect, test } from 'vitest'
import { axisTexts, thinTicks } from '#plots/axis-texts.ts'

const written = (values: readonly number[], longest: number) => {
  const { texts, unit } = axisTexts(values, longest)
  return [...texts.values(), unit]
}

test('numbers that have room are written in full', () => {
  expect(written([-1, -0.5, 0, 0.5], 6)).toEqual(['−1', '−0.5', '0', '0.5', ''])
  expect(written([1e9], 2)).toEqual(['1e9', ''])
})

test('far from zero they are written from a round number on', () => {
  const far = [1e9, 1e9 + 0.2, 1e9 + 0.4, 1e9 + 0.6]
  expect(written(far, 8)).toEqual(['0', '0.2', '0.4', '0.6', '+ 1e9'])
  expect(written(far.map((v) => -v).toReversed(), 8)).toEqual([
    '−0.6',
    '−0.4',
    '−0.2',
    '0',
    '− 1e9',
  ])
})

test('long ones that are not far from zero lose their power of ten', () => {
  expect(written([1.25e7, 1.5e7, 1.75e7], 5)).toEqual(['1.25', '1.5', '1.75', '× 1e7'])
  expect(written([-2.5e-5, 0, 2.5e-5], 5)).toEqual(['−2.5', '0', '2.5', '× 1e−5'])
})

test('ticks whose numbers would touch are thinned', () => {
  const values = [100_000, 100_250, 100_500, 100_750]
  const texts = axisTexts(values, 99)
  expect(thinTicks(values, texts, 100, 7)).toEqual(values)
  expect(thinTicks(values, texts, 40, 7)).toEqual([100_000, 100_500])
})
