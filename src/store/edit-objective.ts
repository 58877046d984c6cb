import type { Value } from '#catalog/entry.ts'
import { checkEntry } from '#formula/check.ts'
import type { FormulaError } from '#formula/formula-error.ts'
import type { Phase } from '#plots/plot.ts'
import { randnSite, uniform } from '#race/randn.ts'
import { compactFormula, mentions } from '#setup/formula-text.ts'
import { defaultStart, domainOf, objectiveValues } from '#setup/objective-values.ts'
import type { Objective, Setup } from '#setup/setup.ts'
import { change } from '#store/actions.ts'
import { look, setupNow } from '#store/store.ts'
import { lockedNow } from '#store/teacher.ts'

/** The site of the random start, which no entry's id can have. */
const START_SITE = randnSite('(start)', 0)

/** Takes a surface of the catalogue, from its own start. Steps and runs stay. */
export function chooseSurface(id: string): void {
  if (!lockedNow('surface')) take({ kind: 'catalog', id, args: {} }, null)
}

/** Takes a typed surface on a domain. The start stays where the domain holds it. */
function typeSurface(
  objective: Objective & { kind: 'typed' },
  domain: Setup['domain'],
  phase?: Phase,
): void {
  if (lockedNow('surface')) return
  change({ objective, domain, start: startWithin(objective, domain) }, phase)
}

/** The start where the domain holds it, else the objective's own. */
function startWithin(objective: Objective, domain: Setup['domain']): Setup['start'] {
  const before = setupNow()
  if (lockedNow('start')) return before.start
  const [x0, x1, y0, y1] = domain ?? domainOf({ ...before, objective, domain: null })
  const [x, y] = before.start
  // On a graph y only frames the picture.
  const flat = !mentions(objectiveValues(objective).formula, 'y')
  const inside = x >= x0 && x <= x1 && (flat || (y >= y0 && y <= y1))
  return inside ? before.start : defaultStart(objective, domain)
}

/** Makes the catalogue's surface the reader's own: the same formula, values and domain, to be edited. */
export function writeOwn(): void {
  const setup = setupNow()
  if (setup.objective.kind === 'typed') return
  const { formula, params } = objectiveValues(setup.objective)
  const objective = {
    kind: 'typed' as const,
    params: params.map(({ name, value }) => ({ name, value })),
    formula: compactFormula(formula),
  }
  typeSurface(objective, domainOf(setup))
}

/**
 * Runs a formula as typed, if it is one; else says what is first wrong and the last one keeps
 * running. `params` are the surface's, or others for it.
 */
export function typeFormula(
  text: string,
  phase: Phase,
  params: TypedParams = paramsNow(),
): FormulaError | null {
  const error = checkEntry('surface', text, params)
  const { domain } = setupNow()
  if (!error) typeSurface({ kind: 'typed', params, formula: compactFormula(text) }, domain, phase)
  return error
}

type TypedParams = (Objective & { kind: 'typed' })['params']

const paramsNow = (): TypedParams => {
  const { objective } = setupNow()
  return objective.kind === 'typed' ? objective.params : []
}

/** Gives the reader's own surface one more parameter, or takes one that its formula does not read. */
export function addOwnParam(name: string, value: Value = 1): void {
  setOwnParams([...paramsNow().filter((param) => param.name !== name), { name, value }])
}

export function removeOwnParam(name: string): void {
  setOwnParams(paramsNow().filter((param) => param.name !== name))
}

function setOwnParams(params: TypedParams): void {
  const { objective } = setupNow()
  if (lockedNow('surface') || objective.kind !== 'typed') return
  if (!checkEntry('surface', objective.formula, params))
    change({ objective: { ...objective, params } })
}

/** Another place is to be seen whole. */
function lookAtAll(): void {
  if (!lockedNow('view')) look({ rect: null })
}

function take(objective: Objective, domain: Setup['domain']): void {
  lookAtAll()
  const start = lockedNow('start') ? setupNow().start : defaultStart(objective, domain)
  change({ objective, domain, target: null, start })
}

/** Sets a parameter of the surface, whoever wrote it. */
export function setSurfaceParam(name: string, value: Value, phase?: Phase): void {
  if (lockedNow('surface')) return
  const { objective } = setupNow()
  change(
    {
      objective:
        objective.kind === 'catalog'
          ? { ...objective, args: { ...objective.args, [name]: value } }
          : {
              ...objective,
              params: objective.params.map((param) =>
                param.name === name ? { name, value } : param,
              ),
            },
    },
    phase,
  )
}

/** Gives a parameter its default back; one of the reader's own, which has none, takes `usual`. */
export function resetSurfaceParam(name: string, usual: Value): void {
  const { objective } = setupNow()
  if (objective.kind === 'typed') return setSurfaceParam(name, usual)
  if (lockedNow('surface')) return
  const { [name]: _, ...args } = objective.args
  change({ objective: { ...objective, args } })
}

/** The domain of a surface; a start outside it goes to the surface's own. */
export function setDomain(domain: NonNullable<Setup['domain']>): void {
  if (lockedNow('surface')) return
  lookAtAll()
  change({ domain, start: startWithin(setupNow().objective, domain) })
}

/** What stands for the minimum value where it is unknown; null: nothing. */
export function setTarget(target: number | null): void {
  if (!lockedNow('surface')) change({ target })
}

/** How near the minimum value a run has reached it. */
export function setEps(eps: number): void {
  if (!lockedNow('surface')) change({ eps })
}

/** How many steps every run may make. */
export function setSteps(T: number): void {
  if (!lockedNow('T')) change({ T })
}

/** The seed of everything random. */
export function setSeed(seed: number): void {
  if (!lockedNow('seed')) change({ seed })
}

/** σ of the gradient noise that all runs share. */
export function setNoise(noise: number, phase?: Phase): void {
  if (!lockedNow('noise')) change({ noise }, phase)
}

/** The precision that the runs are computed in. */
export function setEngine(engine: Setup['engine']): void {
  if (!lockedNow('engine')) change({ engine })
}

/** The next seed, and with it another draw of all noise. */
export function anotherDraw(): void {
  if (!lockedNow('seed')) change({ seed: (setupNow().seed + 1) % 2 ** 32 })
}

/** A random start, which the next seed gives: the same seed, the same place. */
export function raceFromRandomStart(): void {
  if (lockedNow('start') || lockedNow('seed')) return
  const before = setupNow()
  const seed = (before.seed + 1) % 2 ** 32
  change({ seed, start: randomStart(seed, before) })
}

/** A place in the middle nine tenths of the domain, even in each direction, as the seed has it. */
export function randomStart(seed: number, setup: Setup): readonly [number, number] {
  const [x0, x1, y0, y1] = domainOf(setup)
  const share = (coordinate: number) => 0.05 + 0.9 * uniform(seed, coordinate, START_SITE)
  const to = (from: number, until: number, part: number) =>
    Number((from + (until - from) * part).toPrecision(4))
  return [to(x0, x1, share(0)), to(y0, y1, share(1))]
}
