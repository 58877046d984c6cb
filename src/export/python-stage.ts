import { LEVEL } from '#formula/code.ts'
import { entryProgram } from '#formula/entry-program.ts'
import { comment, pythonParam } from '#export/python-value.ts'
import type { Arrays } from '#export/python-functions.ts'
import {
  array,
  type Names,
  NoPython,
  number,
  type Python,
  pythonExpr,
  pythonLines,
  pythonName,
} from '#export/python-text.ts'
import type { ReadySurface } from '#race/ready.ts'
import type { ScheduleValues, StageValues } from '#setup/parameter-values.ts'

type Params = StageValues['params']

/** Lines of Python, or what there is in a formula that Python text cannot say. */
export type Lines = { readonly lines: readonly string[] } | { readonly missing: string }

const attempt = (make: () => readonly string[]): Lines => {
  try {
    return { lines: make() }
  } catch (fault) {
    if (fault instanceof NoPython) return { missing: fault.message }
    throw fault
  }
}

const LISTS = { torch: 'torch.tensor', jnp: 'jnp.array' } as const

/** A number, or a list as an array. */
const valueText = (value: Params[number]['value'], arrays: Arrays) =>
  typeof value === 'number' ? pythonParam(value) : `${LISTS[arrays]}(${pythonParam(value)})`

/** Parameters as keyword arguments: numbers, and lists as arrays. */
function parameters(params: Params, read: ReadonlySet<string>, arrays: Arrays) {
  const used = params.filter(({ name, values }) => !values && read.has(name))
  const names: Names = new Map(
    used.map(({ name, value }) => [
      name,
      typeof value === 'number' ? number(pythonName(name)) : array(pythonName(name)),
    ]),
  )
  const texts = used.map(({ name, value }) => `${pythonName(name)}=${valueText(value, arrays)}`)
  return { names, texts }
}

const returns = (line: string) => line.startsWith('return ')
const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`)

/** Assigns a local of the function, under a name that means nothing else in Python. */
const local = (names: Names) => (name: string, value: Python) => {
  const own = pythonName(name)
  names.set(name, value.array ? array(own) : number(own))
  return `${own} = ${value.text}`
}

/** The surface as a function `f` of the coordinates; `t` where it changes in time. */
export function surfaceLines(
  surface: ReadySurface,
  arrays: Arrays,
): Lines & { reads: Set<string> } {
  const { ok } = entryProgram('surface', surface.formula, surface.params)
  const reads = new Set(ok?.reads)
  if (!ok) return { missing: surface.formula, reads }
  const made = attempt(() => {
    const { names, texts } = parameters(surface.params, new Set(ok.params.keys()), arrays)
    for (const name of ['x', 'y']) names.set(name, array(name))
    names.set('t', number('t'))
    const given = [
      'x',
      ...(reads.has('y') ? ['y'] : []),
      ...(reads.has('t') ? ['t'] : []),
      ...texts,
    ]
    const body = pythonLines(ok.lines, names, arrays, local(names))
    const last = ok.lines.at(-1)
    const value = last?.kind === 'assign' ? [`return ${pythonName(last.name)}`] : []
    return [`def f(${given.join(', ')}):`, ...indented([...body, ...value])]
  })
  return { ...made, reads }
}

/**
 * A schedule as a function `name` of the step, 0 at its own first, that gives the rate. One with
 * state, or that reads the loss or drives the momentum, is more than a function.
 */
export function scheduleLines(
  { dialect, params, steps }: ScheduleValues,
  { name, lr0, arrays }: { name: string; lr0: number; arrays: Arrays },
): Lines {
  const { ok } = entryProgram('schedule', dialect.formula, params)
  if (!ok) return { missing: dialect.formula }
  const more = ['loss', 'lr', 'momentum'].find((each) => ok.reads.has(each))
  if (ok.states.length > 0) return { missing: 'state' }
  if (more !== undefined) return { missing: more }
  return attempt(() => {
    const { names, texts } = parameters(params, new Set(ok.params.keys()), arrays)
    names.set('t', arrays === 'torch' ? number('t') : array('t'))
    names.set('lr0', number('lr0'))
    names.set('T', number(String(steps)))
    const body = pythonLines(ok.lines, names, arrays, (target, value) =>
      target === 'lr' ? `return ${value.text}` : local(names)(target, value),
    )
    const given = ['t', `lr0=${pythonParam(lr0)}`, ...texts].join(', ')
    // What follows the rate, as the momentum does, is not the rate's.
    return [`def ${name}(${given}):`, ...indented(body.slice(0, 1 + body.findLastIndex(returns)))]
  })
}

/** What a transform does, line by line: `setup` goes before the loop, `step` into it. */
export type TransformLines = {
  readonly setup: readonly string[]
  readonly step: readonly string[]
  readonly missing?: string
}

/** A transform's formula as lines, where the library calls the gradient, point and rate so. */
export function transformLines(
  { entry, dialect, params }: StageValues,
  place: number,
  words: {
    readonly arrays: Arrays
    readonly g: string
    readonly theta: string
    readonly lr: string
    readonly T: number
    readonly lr0: number
    readonly copy: string
    readonly assign: (target: 'g' | 'theta', value: string) => string
  },
): TransformLines {
  const { ok } = entryProgram('transform', dialect.formula, params)
  if (!ok) return { setup: [], step: [], missing: dialect.formula }
  const names: Names = new Map([
    ['g', array(words.g)],
    ['theta', array(words.theta)],
    ['lr', number(words.lr)],
    ['t', number('t')],
    ['T', number(String(words.T))],
    ['lr0', number(pythonParam(words.lr0))],
    ...params.map(
      ({ name, value }) =>
        [
          name,
          (typeof value === 'number' ? number : array)(valueText(value, words.arrays)),
        ] as const,
    ),
  ])
  const own = (name: string) => `${entry.id}_${place}_${name}`
  const made = attempt(() => {
    const setup = ok.states.map(({ name, value }) => {
      const start = pythonExpr(value, names, words.arrays)
      names.set(name, array(own(name)))
      const text = start.text === words.theta ? words.copy : start.text
      return `${own(name)} = ${text}`
    })
    const step = pythonLines(ok.lines, names, words.arrays, (name, value) => {
      if (name === 'g' || name === 'theta') return words.assign(name, value.text)
      names.set(name, value.array ? array(own(name)) : number(own(name)))
      // The library moves its point in place: what is kept of it must be a copy.
      const whole = value.text === words.theta || value.level === LEVEL.condition
      return `${own(name)} = ${whole && words.arrays === 'torch' ? `torch.clone(${value.text})` : value.text}`
    })
    return [...setup, '', ...step]
  })
  if ('missing' in made) return { setup: [], step: [], missing: made.missing }
  const gap = made.lines.indexOf('')
  return {
    setup: made.lines.slice(0, gap),
    step: [comment(entry.title), ...made.lines.slice(gap + 1)],
  }
}
