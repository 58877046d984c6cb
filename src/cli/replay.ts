import { readFileSync } from 'node:fs'
import { points, toJson } from '#cli/json.ts'
import type { Outcome } from '#cli/outcome.ts'
import { readOptions } from '#cli/options.ts'
import type {
  NetworkCase,
  NetworkData,
  OptimizerCase,
  SurfaceCase,
} from '#cli/replay/case-types.ts'
import { runNetworkCase } from '#cli/replay/network-run.ts'
import type { Unsupported } from '#cli/replay/optimizer-case.ts'
import { runOptimizerCase, runScheduleCase, runSurfaceCase } from '#cli/replay/run-cases.ts'
import type { ScheduleCase } from '#cli/replay/schedule-case-types.ts'
import { RaceEngine } from '#race/race.ts'

type Case = { readonly id: string; readonly kind?: string }

/** A file's cases, what kind they are, and the data that networks name. */
type CaseFile = {
  readonly kind: string
  readonly cases: readonly (Case | null)[]
  readonly datasets: Readonly<Record<string, NetworkData>>
}

/** `replay <file>`: runs the cases of a file in golden's schema and prints what came out. */
export function replay(args: readonly string[]): Outcome {
  const { words, options, messages } = readOptions(args, ['limit'])
  const refuse = (message: string): Outcome => ({
    out: '',
    messages: [...messages, message],
    code: 2,
  })
  const [file] = words
  if (!file) return refuse('Which file? ravine replay <file> [--limit N]')
  const read = readCases(file)
  if ('problem' in read) return refuse(read.problem)
  const limit = options.has('limit') ? Number(options.get('limit')) : Infinity
  const whole = limit === Infinity || (Number.isInteger(limit) && limit >= 0)
  if (!whole) messages.push(`--limit is a whole number; “${options.get('limit')}” was left out.`)
  const { kind, cases } = read
  const engine = new RaceEngine()
  const results = cases.slice(0, whole ? limit : Infinity).map((one) => answer(read, one, engine))
  return { out: toJson({ kind, cases: results }), messages, code: messages.length > 0 ? 2 : 0 }
}

/** The file's kind and cases, or what is wrong with it. */
function readCases(file: string): CaseFile | { problem: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { problem: `${file} could not be read.` }
  }
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { problem: `${file} is not JSON.` }
  }
  const whole = (Array.isArray(data) ? { cases: data } : (data ?? {})) as {
    meta?: { kind?: string }
    cases?: unknown
    datasets?: CaseFile['datasets'] | null
  }
  const { meta, cases, datasets } = whole
  if (!Array.isArray(cases)) return { problem: `${file} has no list “cases”.` }
  const kind =
    meta?.kind ?? kindOf(cases.find((one) => one !== null && typeof one === 'object')) ?? ''
  if (!KINDS.includes(kind))
    return { problem: `${file} says in meta.kind neither of ${KINDS.join(', ')}.` }
  return { kind, cases: cases as (Case | null)[], datasets: datasets ?? {} }
}

const KINDS: readonly string[] = ['optimizers', 'schedules', 'surfaces', 'networks']

/** The kind of file that a case stands in: as it says, or by a field that only this kind has. */
function kindOf(one: object | undefined): string | undefined {
  if (!one) return undefined
  if ('kind' in one)
    return KINDS.find((name) => name === `${String(one.kind)}s` || name === one.kind)
  if ('points' in one) return 'surfaces'
  if ('base_lr' in one) return 'schedules'
  if ('dataset' in one) return 'networks'
  return 'objective' in one ? 'optimizers' : undefined
}

/** A case that is not what it should be is answered, not thrown. */
function answer(file: CaseFile, one: Case | null, engine: RaceEngine): object {
  if (one === null || typeof one !== 'object')
    return { id: null, unsupported: 'the case is no object' }
  try {
    return { id: one.id, ...replayCase(file, one, engine) }
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    return { id: one.id, unsupported: `the case could not be read: ${why}` }
  }
}

function replayCase(file: CaseFile, one: Case, engine: RaceEngine): object | Unsupported {
  switch (file.kind) {
    case 'optimizers': {
      const run = runOptimizerCase(one as OptimizerCase, engine)
      if ('unsupported' in run) return run
      const theta = points(run.theta).slice(1)
      const average = run.average && points(run.average).slice(1)
      return { theta, loss: run.loss.slice(1), ...(average ? { average } : {}) }
    }
    case 'schedules': {
      const rates = runScheduleCase(one as ScheduleCase, 'wasm')
      if ('unsupported' in rates) return rates
      return rates.momentum ? rates : { lr: rates.lr }
    }
    case 'surfaces':
      return runSurfaceCase(one as SurfaceCase)
    default: {
      const trained = runNetworkCase(one as NetworkCase, file.datasets)
      if ('unsupported' in trained) return trained
      return { loss: trained.loss, weights: trained.weights }
    }
  }
}
