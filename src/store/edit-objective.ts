import type { Value } from '#catalog/entry.ts'
import type { Phase } from '#plots/plot.ts'
import { randnSite, uniform } from '#race/randn.ts'
import { defaultStart, domainOf } from '#setup/objective-values.ts'
import type { Objective, Setup } from '#setup/setup.ts'
import { change } from '#store/actions.ts'
import { look, store } from '#store/store.ts'
import { isLocked } from '#store/teacher.ts'

/** The site of the random start, which no entry's id can have. */
const START_SITE = randnSite('(start)', 0)

const setupNow = () => store.getState().setup
const locked = (what: Parameters<typeof isLocked>[1]) => isLocked(store.getState(), what)

/** Takes a surface of the catalogue, from its own start. Steps and runs stay. */
export function chooseSurface(id: string): void {
  if (!locked('surface')) take({ kind: 'catalog', id, args: {} }, null)
}

/** Takes a typed surface on a domain. The start stays where the domain holds it. */
export function typeSurface(
  objective: Objective & { kind: 'typed' },
  domain: Setup['domain'],
  phase?: Phase,
): void {
  if (locked('surface')) return
  const before = setupNow()
  const [x0, x1, y0, y1] = domain ?? domainOf({ ...before, objective, domain: null })
  const [x, y] = before.start
  const inside = x >= x0 && x <= x1 && y >= y0 && y <= y1
  change(
    { objective, domain, start: inside ? before.start : defaultStart(objective, domain) },
    phase,
  )
}

function take(objective: Objective, domain: Setup['domain']): void {
  look({ rect: null })
  change({ objective, domain, target: null, start: defaultStart(objective, domain) })
}

/** Sets a parameter of the surface, whoever wrote it. */
export function setSurfaceParam(name: string, value: Value, phase?: Phase): void {
  if (locked('surface')) return
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

/** The domain of a typed surface. */
export function setDomain(domain: Setup['domain']): void {
  if (locked('surface')) return
  look({ rect: null })
  change({ domain })
}

/** The next seed, and with it another draw of all noise. */
export function anotherDraw(): void {
  if (!locked('seed')) change({ seed: (setupNow().seed + 1) % 2 ** 32 })
}

/** A random start, which the next seed gives: the same seed, the same place. */
export function raceFromRandomStart(): void {
  if (locked('start') || locked('seed')) return
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
