import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import { type Field, fieldKeys, fields, type Scene, spokenField } from '#setup/fields.ts'
import { startsFor, stepsFor, thinned, withLengths } from '#setup/finish-setup.ts'
import { linkFields } from '#setup/link-fields.ts'
import { fragmentOf } from '#setup/link-fragment.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { unescapeValue } from '#setup/percent.ts'
import type { Draft, Reader, Used } from '#setup/report.ts'
import type { LinkView, Problem, Setup } from '#setup/setup.ts'

/** What a link says: every good part of it, and a problem for each bad one. */
export type DecodedLink = {
  readonly setup: Setup
  readonly view: LinkView
  readonly problems: readonly Problem[]
}

type Key = keyof Scene
type Texts = ReadonlyMap<string, readonly string[]>

/** Definitions first: runs name them, wherever they stand. */
const readingOrder = [...new Set<Key>(['definitions', ...fieldKeys])]

/**
 * Reads an address, `#fragment` or bare fragment. Never throws; an empty one is the default scene.
 * `total` bounds runs × T: what a page may be asked for; a terminal has no such bound.
 */
export function decodeLink(text: string, total: number = LINK_LIMITS.total): DecodedLink {
  const fragment = fragmentOf(text)
  if (fragment === '') return { setup: defaultSetup, view: defaultView, problems: [] }
  const drafts: Draft[] = []
  const report = (draft: Draft) => void drafts.push(draft)
  const texts = linkFields(fragment, { report, definitions: [] })
  const scene: Partial<Scene> = {}
  for (const key of readingOrder)
    readField(scene, key, { texts, reader: { report, definitions: scene.definitions ?? [] } })
  return finish(complete(scene), unescapeValue(texts.get('T')?.[0] ?? '').text, { drafts, total })
}

/** Reads one field, if the link has it, into the scene. */
function readField<K extends Key>(
  scene: Partial<Scene>,
  key: K,
  { texts, reader }: { texts: Texts; reader: Reader },
  field: Field<Scene[K]> = fields[key],
) {
  const { name, many, read } = field
  const given = texts.get(name)?.map(unescapeValue)
  if (!given) return
  const found: Draft[] = []
  const listen = { ...reader, report: (draft: Draft) => void found.push(draft) }
  const plain = given.map(({ text }) => text)
  const value = read(plain, { reader: listen, used: usedIn(key) })
  if (value !== undefined) scene[key] = value
  given.forEach(({ text, broken }, i) => {
    const path = many ? `${name}[${i}]` : name
    const known = found.some(
      (draft) => draft.field.startsWith(path) && draft.given.includes(broken ?? ''),
    )
    if (broken === null || known) return
    found.push({
      field: path,
      given: text,
      used: broken,
      wrong: { code: 'bad_encoding', args: { text: broken } },
    })
  })
  found.forEach(reader.report)
}

/** What a bad field has in the finished setup; of the view nothing. */
function usedIn(key: Key): Used {
  return (setup) => (isSetupKey(key) ? spokenField(setup[key]) : null)
}

const isSetupKey = (key: Key): key is keyof Setup => Object.hasOwn(defaultSetup, key)

/** The scene with the default of each field that the link leaves out or that was bad. */
function complete(known: Partial<Scene>): Scene {
  const scene = { ...defaultSetup, ...defaultView, ...known }
  for (const key of fieldKeys) if (known[key] === undefined) fill(scene, key)
  return scene
}

function fill<K extends Key>(scene: Scene, key: K, field: Field<Scene[K]> = fields[key]) {
  scene[key] = field.default(scene)
}

/** Keeps to the limits of a whole setup, and says what each bad thing became. */
function finish(
  scene: Scene,
  givenSteps: string,
  { drafts, total }: { drafts: Draft[]; total: number },
): DecodedLink {
  const { view, k, hide, lock, lang, theme, embed, ...own } = scene
  const runs = own.runs.length
  const limit = stepsFor(runs, total)
  if (own.T > limit && !drafts.some(({ field }) => field === 'T')) {
    const wrong = { code: 'steps_times_runs' as const, args: { limit, runs } }
    drafts.push({ field: 'T', given: givenSteps, used: limit, wrong })
  }
  const counts = own.runs.map(({ cloud }) => cloud?.n ?? 0)
  const most = startsFor(counts)
  if (counts.some((count) => count > most)) {
    const wrong = { code: 'too_many_starts' as const, args: { limit: LINK_LIMITS.starts } }
    const given = counts.reduce((sum, count) => sum + count, 0)
    drafts.push({ field: 'cloud', given: String(given), used: most, wrong })
  }
  const setup = withLengths(thinned({ ...own, T: Math.min(own.T, limit) }, most))
  const problems = drafts.map(({ field, given, used, wrong }) => ({
    field,
    given,
    used: typeof used === 'function' ? used(setup) : used,
    ...wrong,
  }))
  return { setup, view: { view, k, hide, lock, lang, theme, embed }, problems }
}
