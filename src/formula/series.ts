import type { NodeId } from '#formula/graph.ts'
import { isUnary, type Op } from '#formula/op.ts'
import { type Series, SeriesBuilder } from '#formula/series-builder.ts'
import { cosh, erf, exp, sigmoid, sinh, softplus, tanh } from '#formula/series-exp.ts'
import { cbrt, log, log10, log2 } from '#formula/series-log.ts'
import { pow, SHORT_POWERS } from '#formula/series-pow.ts'
import { acos, asin, atan, atan2, cos, sin, tan } from '#formula/series-trig.ts'

type Writer = (of: SeriesBuilder, a: NodeId, b: NodeId) => NodeId

const WRITERS: Partial<Record<Op, Writer>> = {
  exp,
  log,
  log2,
  log10,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  atan2,
  sinh,
  cosh,
  tanh,
  sigmoid,
  softplus,
  erf,
  cbrt,
  pow,
}

const written = new Map<string, Series>()

/**
 * What an operation means in float32 where processors and graphics drivers do not agree: one graph
 * of exactly rounded operations, from which every target derives its own function; undefined where
 * the operation is itself exactly rounded. `exponent`: that of a power, where it is a number; some
 * powers have a short series of the base alone.
 */
export function seriesOf(op: Op, exponent?: number): Series | undefined {
  const short = op === 'pow' && exponent !== undefined ? SHORT_POWERS.get(exponent) : undefined
  const write = short?.write ?? WRITERS[op]
  if (!write) return undefined
  const name = short?.name ?? op
  const known = written.get(name)
  if (known) return known
  const of = new SeriesBuilder()
  const inputs = (short || isUnary(op) ? ['a'] : ['a', 'b']).map((input) => of.graph.input(input))
  const series = of.series(name, inputs, write(of, inputs[0]!, inputs[1] ?? inputs[0]!))
  written.set(name, series)
  return series
}
