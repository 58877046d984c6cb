import type { Entry, Param, SurfaceEntry } from '#catalog/entry.ts'
import { rules } from '#catalog/rules.ts'
import { schedules } from '#catalog/schedules.ts'
import { surfaces } from '#catalog/surfaces.ts'
import { transforms } from '#catalog/transforms.ts'
import { toJson } from '#cli/json.ts'
import type { Outcome } from '#cli/outcome.ts'
import { choice, readOptions } from '#cli/options.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { minimaOf } from '#setup/objective-values.ts'

const LISTS: Readonly<Record<string, readonly Entry[]>> = { surfaces, rules, schedules, transforms }

/** `list surfaces|rules|schedules|transforms`: the catalogue, as it runs. */
export function list(args: readonly string[]): Outcome {
  const { words, options, messages } = readOptions(args, ['format'])
  const format = choice(options, 'format', ['json', 'text'])
  const [name = ''] = words
  if (words.length > 1) messages.push('One list at a time: the others were left out.')
  const entries = Object.hasOwn(LISTS, name) ? LISTS[name]! : undefined
  if (!entries) {
    const message = `“${name}” is no list: it is ${Object.keys(LISTS).join(', ')}.`
    return { out: format.value === 'json' ? '[]\n' : '', messages: [message], code: 2 }
  }
  const out = format.value === 'json' ? toJson(entries.map(row)) : entries.map(line).join('')
  const all = [...messages, ...format.messages]
  return { out, messages: all, code: all.length > 0 ? 2 : 0 }
}

function row(entry: Entry) {
  const { id, kind, title, year, source } = entry
  const common = { id, kind, title, year: year ?? null, source, params: entry.params.map(paramRow) }
  if (entry.kind === 'surface') return { ...common, ...surfaceRow(entry) }
  return {
    ...common,
    ...(entry.kind === 'transform' ? { place: entry.place } : {}),
    dialects: entry.dialects.map((dialect) => ({
      id: dialect.id,
      source: dialect.source,
      defaults: dialect.defaults ?? {},
      formula: dialect.formula,
      note: dialect.note ?? '',
    })),
  }
}

function surfaceRow(entry: SurfaceEntry) {
  const { minima, fmin } = minimaOf({
    ...defaultSetup,
    objective: { kind: 'catalog', id: entry.id, args: {} },
  })
  const [x0, x1, y0, y1] = entry.domain
  return {
    dialects: [
      { id: 'ravine', source: entry.source, defaults: {}, formula: entry.formula, note: '' },
    ],
    formula: entry.formula,
    domain: [
      [x0, x1],
      [y0, y1],
    ],
    start: entry.start,
    minima,
    fmin,
  }
}

function paramRow(param: Param) {
  const { name, values, min, max, scale, integer } = param
  const word = values && typeof param.default === 'number' ? values[param.default] : undefined
  return {
    name,
    default: word !== undefined && !/^\d+$/.test(word) ? word : param.default,
    min: min ?? null,
    max: max ?? null,
    scale: scale ?? 'linear',
    integer: integer ?? false,
    ...(values ? { values } : {}),
  }
}

function line(entry: Entry): string {
  const params = entry.params.map(({ name, default: value }) => {
    const text = typeof value === 'object' ? value.join(';') : String(value)
    return `${name}=${text}`
  })
  const dialects =
    entry.kind === 'surface' ? '' : `  [${entry.dialects.map(({ id }) => id).join(' ')}]`
  return `${entry.id.padEnd(18)} ${entry.title}${entry.year ? ` (${entry.year})` : ''}  ${params.join(', ')}${dialects}\n`
}
