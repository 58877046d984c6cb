import { callText, floatText, indent, type RunToWrite, startText } from '#export/code-parts.ts'
import { jaxRate, rateParts } from '#export/code-rate.ts'
import { type Call, callOf } from '#export/library-call.ts'
import { type TransformLines, transformLines } from '#export/python-stage.ts'
import type { StageValues } from '#setup/parameter-values.ts'

type Parts = { readonly setup: readonly string[]; readonly step: readonly string[] }

/** The part of a script for Keras on JAX after the surface. */
export function kerasLines(run: RunToWrite): string[] {
  run.notes.push({ kind: 'float32', name: '' })
  const { lines, rate } = rated(run, 'keras')
  const words = {
    theta: 'theta.value',
    lr: 'float(optimizer.learning_rate)',
    copy: 'theta.value',
    assign: (target: 'g' | 'theta', value: string) =>
      target === 'g' ? `g = ${value}` : `theta.assign(${value})`,
  }
  const { first, last } = around(run, run.before, words)
  return [
    ...lines,
    `theta = keras.Variable(${startText(run)}, dtype='float64')`,
    `optimizer = ${made(run.call, rate)}`,
    ...gradient(run),
    ...first.setup,
    ...last.setup,
    '',
    ...loop(run, [
      `g = gradient(theta.value${time(run, 't')})`,
      ...noise(run),
      ...first.step,
      'optimizer.apply([g], [theta])',
      ...last.step,
    ]),
    `print(theta.value, f(*theta.value${time(run, run.race.T + 1)}))`,
  ]
}

/** The part of a script for optax after the surface. */
export function optaxLines(run: RunToWrite): string[] {
  const { lr0, race } = run
  const { lines, rate } = rated(run, 'optax')
  const constant = rate === floatText(lr0)
  const words = {
    theta: 'theta',
    lr: constant ? rate : 'schedule(t - 1)',
    copy: 'theta',
    assign: (target: 'g' | 'theta', value: string) => `${target} = ${value}`,
  }
  // The last of them that optax has go into its chain, those before are written out.
  const calls = run.before.map((stage) => callOf(stage, 'optax', { lr0, T: race.T }))
  const chained = calls.slice(calls.lastIndexOf(null) + 1).filter((call) => call !== null)
  const { first, last } = around(run, run.before.slice(0, calls.lastIndexOf(null) + 1), words)
  const rule = made(run.call, constant ? rate : 'schedule')
  const optimizer =
    chained.length > 0
      ? `optax.chain(${[...chained.map((call) => callText(call)), rule].join(', ')})`
      : rule
  return [
    ...lines,
    `theta = jnp.array(${startText(run)})`,
    ...(constant ? [] : [`schedule = ${rate}`]),
    `optimizer = ${optimizer}`,
    'state = optimizer.init(theta)',
    ...gradient(run),
    ...first.setup,
    ...last.setup,
    '',
    ...loop(run, [
      `g = gradient(theta${time(run, 't')})`,
      ...noise(run),
      ...first.step,
      'updates, state = optimizer.update(g, state, theta)',
      'theta = optax.apply_updates(theta, updates)',
      ...last.step,
    ]),
    `print(theta, f(*theta${time(run, race.T + 1)}))`,
  ]
}

const rated = (run: RunToWrite, library: 'keras' | 'optax') =>
  jaxRate(rateParts(run, library), library, run.lr0)

const time = ({ timed }: RunToWrite, t: string | number) => (timed ? `, ${t}` : '')

const gradient = ({ timed }: RunToWrite) => [
  `gradient = jax.jit(jax.grad(lambda p${timed ? ', t' : ''}: f(*p${timed ? ', t' : ''})))`,
]

const loop = ({ race }: RunToWrite, step: readonly string[]) => [
  `for t in range(1, ${race.T + 1}):`,
  ...indent(step),
  '',
]

/** The optimizer, its rate replaced by a schedule. */
function made({ name, args }: Call, rate: string): string {
  const others = { name, args: args.filter(([keyword]) => keyword !== 'learning_rate') }
  return callText(others, [`learning_rate=${rate}`])
}

function noise({ race, notes, dims }: RunToWrite): string[] {
  if (race.noise === 0) return []
  notes.push({ kind: 'noise', name: '' })
  return [`g = g + ${floatText(race.noise)}*jax.random.normal(jax.random.key(t), (${dims},))`]
}

type Words = Pick<Parameters<typeof transformLines>[2], 'theta' | 'lr' | 'copy' | 'assign'>

/** Transforms before and after the rule, written out. */
function around(run: RunToWrite, before: readonly StageValues[], words: Words) {
  const { race, lr0, notes, after } = run
  const written = (stage: StageValues, place: number): TransformLines => {
    const lines = transformLines(stage, place, {
      ...words,
      arrays: 'jnp',
      g: 'g',
      T: race.T,
      lr0,
    })
    if (lines.missing !== undefined) notes.push({ kind: 'transform', name: stage.entry.title })
    return lines
  }
  const all = (stages: readonly StageValues[], from: number): Parts => {
    const each = stages.map((stage, i) => written(stage, from + i))
    return { setup: each.flatMap(({ setup }) => setup), step: each.flatMap(({ step }) => step) }
  }
  return { first: all(before, 0), last: all(after, before.length) }
}
