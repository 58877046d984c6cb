import { nearest } from '#formula/hint.ts'
import { fields } from '#setup/fields.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { readLimited } from '#setup/read-value.ts'
import type { Reader } from '#setup/report.ts'
import { type LinkField, upgrade, VERSION } from '#setup/upgrades.ts'

const many: ReadonlyMap<string, boolean> = new Map([
  ['v', false],
  ...Object.values(fields).map(({ name, many: more = false }) => [name, more] as const),
])

/** A fragment's texts by field, upgraded and not yet decoded. What is no field, or twice, is named. */
export function linkFields(
  fragment: string,
  reader: Reader,
): ReadonlyMap<string, readonly string[]> {
  const raw = shortened(fragment, reader)
    .split('&')
    .filter((piece) => piece.trim() !== '')
    .map(splitField)
  const version = versionOf(raw, reader)
  const found = new Map<string, string[]>()
  const named = new Set<string>()
  const name = (field: string, given: string, code: 'unknown_field' | 'repeated_field') => {
    if (named.has(field)) return
    named.add(field)
    const hint = nearest(field.slice(0, 64), many.keys())
    const wrong =
      code === 'unknown_field'
        ? { code, args: { name: field, hint } }
        : { code, args: { name: field } }
    reader.report({ field, given, used: found.get(field)?.[0] ?? null, wrong })
  }
  for (const { name: field, text } of upgrade(raw, version)) {
    const more = many.get(field)
    const texts = found.get(field)
    if (more === undefined) name(field, text, 'unknown_field')
    else if (texts && !more) name(field, text, 'repeated_field')
    else if (texts) texts.push(text)
    else found.set(field, [text])
  }
  return found
}

/** The fields that end within the characters that are read. */
function shortened(fragment: string, reader: Reader): string {
  const { length } = fragment
  const limit = LINK_LIMITS.characters
  if (length <= limit) return fragment
  const wrong = { code: 'link_too_long' as const, args: { length, limit } }
  reader.report({ field: 'link', given: String(length), used: limit, wrong })
  return fragment.slice(0, Math.max(0, fragment.lastIndexOf('&', limit)))
}

function splitField(piece: string): LinkField {
  const equals = piece.indexOf('=')
  return equals < 0
    ? { name: piece.trim(), text: '' }
    : { name: piece.slice(0, equals).trim(), text: piece.slice(equals + 1) }
}

/** The link's version: this one where it names none. */
function versionOf(raw: readonly LinkField[], reader: Reader): number {
  const given = raw.find(({ name }) => name === 'v')?.text
  if (given === undefined) return VERSION
  const { value, wrong } = readLimited(given, 'v', { min: 1, integer: true })
  if (wrong) reader.report({ field: 'v', given, used: VERSION, wrong })
  else if (value > VERSION)
    reader.report({
      field: 'v',
      given,
      used: VERSION,
      wrong: { code: 'newer_version', args: { given: value, current: VERSION } },
    })
  return Math.min(value ?? VERSION, VERSION)
}
