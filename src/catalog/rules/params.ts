import type { Param } from '#catalog/entry.ts'

/** The rate, first parameter of every rule. Unbounded above: too large a rate is a lesson. */
export const lr = (value: number): Param => ({ name: 'lr', default: value, min: 0, scale: 'log' })

/** A decay rate that a bias correction divides by 1 - beta^t: 1 itself is excluded. */
export const beta = (name: string, value: number): Param => ({
  name,
  default: value,
  min: 0,
  max: 0.999999,
})

/** A share between 0 and 1, both allowed. */
export const share = (name: string, value: number): Param => ({
  name,
  default: value,
  min: 0,
  max: 1,
})

/** A small number that keeps a denominator from zero. */
export const small = (name: string, value: number): Param => ({
  name,
  default: value,
  min: 0,
  scale: 'log',
})

/** A strength from 0 upwards: weight decay, initial accumulators. */
export const strength = (name: string, value: number): Param => ({ name, default: value, min: 0 })

/** A switch between off (0) and on (1). */
export const flag = (name: string, value: 0 | 1): Param => ({
  name,
  default: value,
  values: ['0', '1'],
})
