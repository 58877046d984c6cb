import type { Param } from '#catalog/entry.ts'

/** The stretch of values that a parameter's slider offers; a field takes any value within limits. */
export type SliderRange = {
  /** How places are spread: evenly, by ratio, or by ratio of what is missing to 1. */
  readonly scale: 'linear' | 'log' | 'near-one'
  readonly low: number
  readonly high: number
  /** on a track of ratios: its first place is 0 */
  readonly zero: boolean
  /** on a track towards 1: its last place is 1 */
  readonly one: boolean
}

/** What a slider reads of a parameter. */
export type SliderParam = Pick<Param, 'name' | 'default' | 'min' | 'max' | 'scale' | 'integer'>

/** A learning rate's track: from hardly moving to far too large. */
const RATES = [-5, 1] as const
/** Powers of ten below and above any other default on a track of ratios. */
const [BELOW, ABOVE] = [4, 3]
/** Where the default is 0 there is nothing to be relative to. */
const FROM_NOTHING = [-12, 0] as const
/** Nines of the last place before 1: 0.9999. */
const NINES = 4
/** A default from here on, below 1, is the share that a running mean keeps. */
const KEEPS = 0.9

/** Where a parameter's slider begins and ends. `usual` is its default, `T` the steps it is about. */
export function sliderRange(param: SliderParam, usual: number, T: number): SliderRange {
  const { min = -Infinity, max = Infinity } = param
  if (param.scale === 'log' && usual >= 0) return ratios(param, usual)
  if (min === 0 && max > KEEPS && !param.integer && usual >= KEEPS && usual < 1) {
    return { scale: 'near-one', low: 0, high: 1 - power(-NINES), zero: false, one: max === 1 }
  }
  const low = Number.isFinite(min) ? min : Math.min(usual, -roundAbove(reach(param, -usual)))
  const high = Number.isFinite(max) ? max : Math.max(usual, highest(param, usual, T))
  return { scale: 'linear', low, high, zero: false, one: false }
}

function ratios({ name, min = 0, max = Infinity }: SliderParam, usual: number): SliderRange {
  const size = usual > 0 ? Math.log10(usual) : 0
  const around = [Math.floor(size + 1e-9) - BELOW, Math.ceil(size - 1e-9) + ABOVE] as const
  const [from, to] = name === 'lr' ? RATES : usual > 0 ? around : FROM_NOTHING
  return {
    scale: 'log',
    low: Math.max(min, Math.min(power(from), usual || Infinity)),
    high: Math.min(max, Math.max(power(to), usual)),
    zero: min <= 0,
    one: false,
  }
}

function highest(param: SliderParam, usual: number, T: number): number {
  // A default in steps says so: it is a formula of T.
  const inSteps = typeof param.default === 'string' && usual >= 2
  if (inSteps && usual <= T) return usual > T / 2 ? 2 * T : T
  return roundAbove(reach(param, usual))
}

/** How far from 0 a value of no limit may go by hand. */
function reach({ integer, min }: SliderParam, usual: number): number {
  const size = Math.abs(usual)
  if (integer) return Math.max(10, 5 * size)
  if (size === 0) return 1
  if (min === undefined) return 5 * size
  if (size <= 0.1) return 10 * size
  if (size <= 1) return Math.max(1, 2 * size)
  return size < 10 ? 2.5 * size : 5 * size
}

/** Read as a decimal it is exact. */
const power = (exponent: number) => Number(`1e${exponent}`)

/** The least round number that is not below a positive one. */
export function roundAbove(value: number): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9)
  const digit = value / power(exponent)
  const round = [1, 2, 2.5, 3, 4, 5, 6, 8, 10].find((each) => each >= digit - 1e-9) ?? 10
  return Number((round * power(exponent)).toPrecision(3))
}
