import type { Param } from '#catalog/entry.ts'
import { CLOUD_SHAPES } from '#race/cloud.ts'
import { CLOUD_STARTS, cloudParams, type OwnCloud, usualRadius } from '#setup/cloud.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { readArgs } from '#setup/read-args.ts'
import { readLimited } from '#setup/read-value.ts'
import type { Reader, Used } from '#setup/report.ts'
import type { Look, Run } from '#setup/setup.ts'
import type { StageSyntax } from '#setup/stage-syntax.ts'

/** What a run has beside its stages. */
export type Extras = { start?: NonNullable<Run['start']>; cloud?: OwnCloud; look?: Look }

const LOOK: readonly Param[] = [
  { name: 'color', default: 0, min: 0, max: LINK_LIMITS.colors - 1, integer: true },
  { name: 'mute', default: 0, values: ['0', '1'] },
]

const CLOUD: readonly Param[] = Object.values(cloudParams)

/** What a cloud has where its own word is bad: what else was said of it, or the usual. */
const cloudUsed =
  (extras: Extras) =>
  (name: string): Used =>
  (setup) => {
    const { cloud } = extras
    if (name === 'r') return cloud?.r ?? usualRadius(setup)
    if (name === 'n') return cloud?.n ?? CLOUD_STARTS
    return name === 'from' ? (cloud?.from ?? CLOUD_SHAPES[0]) : null
  }

type At = { readonly path: string; readonly extras: Extras }

const readers: Readonly<Record<string, (stage: StageSyntax, at: At, reader: Reader) => void>> = {
  look(stage, { path, extras }, reader) {
    const args = readPseudo(stage, { path, params: LOOK, used: () => null }, reader)
    const color = typeof args['color'] === 'number' ? { color: args['color'] } : {}
    const look: Look = args['mute'] === 1 ? { ...color, mute: true } : color
    if (Object.keys(look).length > 0) extras.look = look
  },
  cloud(stage, { path, extras }, reader) {
    const args = readPseudo(stage, { path, params: CLOUD, used: cloudUsed(extras) }, reader)
    const { n, from, r } = args
    const shape = typeof from === 'number' ? CLOUD_SHAPES[from] : undefined
    extras.cloud = {
      n: typeof n === 'number' ? n : CLOUD_STARTS,
      ...(shape ? { from: shape } : {}),
      ...(typeof r === 'number' ? { r } : {}),
    }
  },
  start(stage, { path, extras }, reader) {
    const [x, y] = stage.args.map(({ text }) => readLimited(text, 'start', {}))
    const named = stage.args.every(({ name }, i) => name === null || name === 'xy'[i])
    if (x?.value !== undefined && y?.value !== undefined && stage.args.length === 2 && named) {
      extras.start = [x.value, y.value]
      return
    }
    const given = stage.args.map(({ text }) => text.trim()).join(',')
    const count = { code: 'count' as const, args: { wanted: 2, given: stage.args.length } }
    const wrong = stage.args.length === 2 && named ? (x?.wrong ?? y?.wrong ?? count) : count
    reader.report({ field: `${path}.start`, given, used: (setup) => setup.start, wrong })
  },
  net(stage, { path }, reader) {
    const given = stage.text.trim()
    reader.report({ field: path, given, used: null, wrong: { code: 'no_network', args: {} } })
  },
}

/** Whether an id inside a run is one of the words that name no entry. */
export const isExtra = (id: string) => Object.hasOwn(readers, id)

/** Reads `look`, `start` or `cloud` into the extras; the first of each counts. */
export function readExtra(stage: StageSyntax, at: At, reader: Reader): void {
  const { id } = stage
  const path = `${at.path}.${id}`
  const given = stage.text.trim()
  if (stage.dialect !== null) {
    const wrong = {
      code: 'unknown_dialect' as const,
      args: { id, dialect: stage.dialect, choices: '' },
    }
    reader.report({ field: path, given: stage.dialect, used: null, wrong })
  }
  if ((id === 'look' || id === 'start' || id === 'cloud') && at.extras[id] !== undefined)
    reader.report({
      field: path,
      given,
      used: null,
      wrong: { code: 'repeated_stage', args: { id } },
    })
  else readers[id]?.(stage, at, reader)
}

function readPseudo(
  stage: StageSyntax,
  at: { path: string; params: readonly Param[]; used: (name: string) => Used },
  reader: Reader,
) {
  const place = { ...at, path: `${at.path}.${stage.id}`, first: at.params[0]?.name }
  return readArgs(stage, place, reader)
}
