import type { Value } from '#catalog/entry.ts'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { type Limits, printNumber } from '#setup/number-text.ts'
import { defaultStart } from '#setup/objective-values.ts'
import { printDefinition, printObjective } from '#setup/print-objective.ts'
import { printRun } from '#setup/print-stage.ts'
import { readDefinition } from '#setup/read-definition.ts'
import { readObjective } from '#setup/read-objective.ts'
import { readRuns } from '#setup/read-runs.ts'
import { type Read, readLimited, readNumbers, readWord } from '#setup/read-value.ts'
import type { Reader, Used } from '#setup/report.ts'
import type { Definition, LinkView, Setup } from '#setup/setup.ts'

/** Everything a link can say. */
export type Scene = Setup & LinkView

/** Where a field is read: who to tell, and what is used where it is bad. */
type At = { readonly reader: Reader; readonly used: Used }

/** One field of a link: its name there, its default, its texts, and back. */
export type Field<V> = {
  readonly name: string
  /** May stand in a link more than once. */
  readonly many?: true
  /** What a link without the field has, in a scene where the fields before it are known. */
  readonly default: (scene: Scene) => V
  /** The field's texts: none where nothing needs to be said. */
  readonly print: (value: V, scene: Scene) => readonly string[]
  /** The value, or undefined where the default is to be taken; bad things are reported. */
  readonly read: (texts: readonly string[], at: At) => V | undefined
}

/** A field that stands once, with everything about its one text. */
function single<V>(
  name: string,
  value: V,
  text: { print: (value: V) => string | null; read: (text: string) => Read<V> },
): Field<V> {
  return {
    name,
    default: () => value,
    print: (own) => [text.print(own) ?? []].flat(),
    read([given = ''], { reader, used }) {
      const read = text.read(given)
      if (read.wrong) reader.report({ field: name, given, used, wrong: read.wrong })
      return read.value
    },
  }
}

const number = (name: string, value: number, limits: Limits) =>
  single(name, value, {
    print: (own) => (Object.is(own, value) ? null : printNumber(own)),
    read: (text) => readLimited(text, name, limits),
  })

const optional = (name: string, limits: Limits) =>
  single<number | null>(name, null, {
    print: (own) => (own === null ? null : printNumber(own)),
    read: (text) => readLimited(text, name, limits),
  })

type Box = NonNullable<Setup['domain']>

/** x0, x1, y0, y1, each pair in order. */
const box = (name: string) =>
  single<Box | null>(name, null, {
    print: (own) => own && own.map(printNumber).join(','),
    read(text) {
      const { value, wrong } = readNumbers(text, name, 4)
      if (wrong) return { wrong }
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = value
      const empty = !(x0 < x1 && y0 < y1)
      return empty ? { wrong: { code: 'empty_range', args: {} } } : { value: [x0, x1, y0, y1] }
    },
  })

/** One of some words; `value` stands where none is given. */
function word<W extends string, N>(name: string, value: N, words: readonly W[]): Field<W | N> {
  return single<W | N>(name, value, {
    print: (own) => (typeof own === 'string' && own !== value ? own : null),
    read(text) {
      const { value: place, wrong } = readWord(text, name, words)
      return wrong ? { wrong } : { value: words[place]! }
    },
  })
}

const ID = /^[A-Za-z][\w.-]*$/

const ids = (name: string) =>
  single<readonly string[]>(name, [], {
    print: (own) => (own.length > 0 ? own.join(',') : null),
    read(text) {
      const value = text.split(',').flatMap((id) => id.trim() || [])
      const bad = value.find((id) => !ID.test(id))
      return bad === undefined ? { value } : { wrong: { code: 'bad_id_list', args: { text: bad } } }
    },
  })

const point = (text: string): Read<Setup['start']> => {
  const { value, wrong } = readNumbers(text, 'x', 2)
  return wrong ? { wrong } : { value: [value[0]!, value[1]!] }
}

/** Every field of a link, in the order in which links are written. */
export const fields: { readonly [K in keyof Scene]: Field<Scene[K]> } = {
  objective: {
    name: 'f',
    default: () => defaultSetup.objective,
    print: (objective) => [printObjective(objective)],
    read: ([text = ''], { reader }) => readObjective(text, reader),
  },
  start: {
    ...single<Setup['start']>('x', defaultSetup.start, {
      print: (start) => start.map(printNumber).join(','),
      read: point,
    }),
    default: ({ objective, domain }) => defaultStart(objective, domain),
  },
  T: {
    name: 'T',
    default: () => defaultSetup.T,
    print: (T) => [printNumber(T)],
    read([given = ''], { reader, used }) {
      const { value, wrong } = readLimited(given, 'T', { min: 1, integer: true })
      const limit = LINK_LIMITS.steps
      const many = !wrong && value > limit
      const problem = many ? { code: 'steps_limit' as const, args: { limit } } : wrong
      if (problem) reader.report({ field: 'T', given, used, wrong: problem })
      return many ? undefined : value
    },
  },
  seed: number('seed', defaultSetup.seed, { min: 0, max: 2 ** 32 - 1, integer: true }),
  noise: number('noise', defaultSetup.noise, { min: 0 }),
  eps: number('eps', defaultSetup.eps, { min: 0 }),
  target: optional('target', {}),
  domain: box('dom'),
  engine: word('engine', 'auto', ['f64', 'f32']),
  runs: {
    name: 'run',
    many: true,
    default: () => defaultSetup.runs,
    print: (runs, { definitions }) =>
      runs.length === 0 ? [''] : runs.map((run) => printRun(run, definitions)),
    read: (texts, { reader }) => readRuns(texts, reader),
  },
  definitions: {
    name: 'def',
    many: true,
    default: () => [],
    print: (definitions) => definitions.map(printDefinition),
    read(texts, { reader }) {
      const definitions: Definition[] = []
      texts.forEach((text, i) => {
        const definition = readDefinition(text, `def[${i}]`, { ...reader, definitions })
        if (definition) definitions.push(definition)
      })
      return definitions
    },
  },
  view: box('view'),
  k: optional('k', { min: 0, max: LINK_LIMITS.steps, integer: true }),
  hide: ids('hide'),
  lock: ids('lock'),
  lang: word('lang', null, ['en', 'zh']),
  theme: word('theme', null, ['light', 'dark']),
  embed: single('embed', defaultView.embed, {
    print: (embed) => (embed ? '1' : null),
    read(text) {
      const { value, wrong } = readWord(text, 'embed', ['0', '1'])
      return wrong ? { wrong } : { value: value === 1 }
    },
  }),
}

/** The table's keys, in its order. */
export const fieldKeys: readonly (keyof Scene)[] = Object.keys(fields).filter(
  (key): key is keyof Scene => Object.hasOwn(fields, key),
)

/** What a setup has in a field, as a problem tells it. */
export function spokenField(value: Setup[keyof Setup]): Value | string | null {
  if (value === null || typeof value !== 'object') return value
  if ('kind' in value) return value.kind === 'catalog' ? value.id : value.formula
  return value.flatMap((item) => (typeof item === 'number' ? [item] : []))
}
