import { surfaces } from '#catalog/surfaces.ts'
import type { OptimizerCase } from '#cli/replay/case-types.ts'
import { type HyperReader, readHyper } from '#cli/replay/optimizer-hyper.ts'
import type { Reading, Stages } from '#cli/replay/optimizer-stages.ts'
import { authors } from '#cli/replay/optimizers-authors.ts'
import { keras } from '#cli/replay/optimizers-keras.ts'
import { optax } from '#cli/replay/optimizers-optax.ts'
import { timm } from '#cli/replay/optimizers-timm.ts'
import { torch } from '#cli/replay/optimizers-torch.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import type { Run, Setup } from '#setup/setup.ts'

/** How each library's optimizer is read, by its full name. */
const READINGS: ReadonlyMap<string, Reading> = new Map(
  [torch, authors, keras, optax, timm].flatMap((library) => Object.entries(library)),
)

/** Golden's names of objectives that the catalogue calls otherwise. */
const OBJECTIVES: ReadonlyMap<string, string> = new Map([['ravine0', 'ellipsoid']])

/** Why a case cannot be replayed. */
export type Unsupported = { readonly unsupported: string }

/** The setup whose only run repeats a recorded case, or why there is none. */
export function optimizerSetup(c: OptimizerCase): Setup | Unsupported {
  if (c.tier === 'quirk') {
    return {
      unsupported: `an apparent bug of its library, not a target${c.note ? `: ${c.note}` : ''}`,
    }
  }
  const surface = OBJECTIVES.get(c.objective) ?? c.objective
  if (!surfaces.some(({ id }) => id === surface)) {
    return { unsupported: `no surface ${c.objective} in the catalogue` }
  }
  const wrong = misshapen(c)
  if (wrong !== null) return { unsupported: wrong }
  const run = optimizerRun(c)
  if ('unsupported' in run) return run
  return {
    objective: { kind: 'catalog', id: surface, args: {} },
    start: c.start,
    T: c.steps,
    seed: 1,
    noise: 0,
    eps: 1e-6,
    target: null,
    domain: null,
    engine: 'f64',
    runs: [run],
    definitions: [],
  }
}

/** What is wrong with a case's start or steps, or null: a file may say anything. */
function misshapen({ start, steps }: OptimizerCase): string | null {
  const point: unknown = start
  if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) {
    return `start = ${JSON.stringify(start) ?? 'missing'} is not a point, two numbers`
  }
  const limit = LINK_LIMITS.steps
  const fits = Number.isInteger(steps) && steps >= 1 && steps <= limit
  const given = JSON.stringify(steps) ?? 'missing'
  return fits ? null : `steps = ${given} is not a whole number from 1 to ${limit}`
}

/** The run that a library's optimizer with these hyper-parameters amounts to, or why there is none. */
export function optimizerRun(
  c: Pick<OptimizerCase, 'family' | 'impl' | 'hyper'>,
): Run | Unsupported {
  const reading = READINGS.get(c.impl ?? '')
  if (!reading) {
    return {
      unsupported: `${c.impl ?? 'an unnamed implementation'} (${c.family}) is not in the catalogue`,
    }
  }
  const h: HyperReader = readHyper(c.hyper ?? {})
  const { before = [], rule, after = [] }: Stages = reading(h)
  const [problem] = h.problems()
  return problem === undefined ? { before, rule, after, schedules: [] } : { unsupported: problem }
}
