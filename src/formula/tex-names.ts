/** A name in TeX: what stands on the line, and what is set below it. */
type Sign = { readonly base: string; readonly sub: string }

const GREEK: ReadonlySet<string> = new Set(
  (
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau ' +
    'upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'
  ).split(' '),
)

/** What papers write for a name of ours, where that is not the name itself. */
const USUAL: ReadonlyMap<string, Sign> = new Map([
  ['lr', { base: '\\eta', sub: '' }],
  ['lr0', { base: '\\eta', sub: '0' }],
  ['eps', { base: '\\varepsilon', sub: '' }],
  ['momentum', { base: '\\mu', sub: '' }],
  ['weight_decay', { base: '\\lambda', sub: '' }],
  ['wd', { base: '\\lambda', sub: '' }],
  ['lambd', { base: '\\lambda', sub: '' }],
  ['loss', { base: 'f', sub: '' }],
  ['inf', { base: '\\infty', sub: '' }],
  ['average', { base: '\\bar{\\theta}', sub: '' }],
])

/** Words that are set below a Greek letter as signs: eta_plus. */
const BELOW: ReadonlyMap<string, string> = new Map([
  ['plus', '+'],
  ['minus', '-'],
  ['min', '\\min'],
  ['max', '\\max'],
  ['inf', '\\infty'],
])

const upright = (word: string): string => `\\mathrm{${word.replaceAll('_', '\\_')}}`

/** The name as it is spelt: Greek and single letters as such, other words upright, digits below. */
function spelt(name: string): Sign {
  const numbered = /^(.*?[A-Za-z])_?(\d+)$/.exec(name)
  if (numbered) {
    const { base, sub } = spelt(numbered[1]!)
    return { base, sub: sub === '' ? numbered[2]! : `${sub},${numbered[2]!}` }
  }
  if (GREEK.has(name)) return { base: `\\${name}`, sub: '' }
  if (/^[A-Za-z]$/.test(name)) return { base: name, sub: '' }
  const [, head, tail] = /^([A-Za-z]+)_(.+)$/.exec(name) ?? []
  if (head !== undefined && tail !== undefined && (GREEK.has(head) || head === 'eps')) {
    const base = head === 'eps' ? '\\varepsilon' : `\\${head}`
    return { base, sub: BELOW.get(tail) ?? upright(tail) }
  }
  return { base: upright(name), sub: '' }
}

const written = ({ base, sub }: Sign): string => (sub === '' ? base : `${base}_{${sub}}`)

/** How the names of one formula are written. */
export type TexNames = {
  /** The name: `\beta_{1}`, `\mathrm{max\_norm}`. */
  readonly of: (name: string) => string
  /** Its initial value: `m_{0}`. */
  readonly first: (name: string) => string
}

/**
 * Writes names as papers do. A name whose usual letter another of `all` has is written as it is
 * spelt (lr beside a state called eta), and in full where even that looks like another's.
 */
export function texNames(all: ReadonlySet<string>): TexNames {
  const usualOf = count([...all].flatMap((name) => USUAL.get(name) ?? []))
  const speltOf = count([...all].map(spelt))
  const othersOf = count([...all].flatMap((name) => (USUAL.has(name) ? [] : spelt(name))))
  const seen = new Map<string, Sign>()
  const choose = (name: string): Sign => {
    const own = all.has(name) ? 1 : 0
    const usual = USUAL.get(name)
    if (usual && !othersOf.get(usual.base) && (usualOf.get(written(usual)) ?? 0) <= own)
      return usual
    const sign = spelt(name)
    const doubled = (speltOf.get(written(sign)) ?? 0) > own
    return doubled ? { base: upright(name), sub: '' } : sign
  }
  const sign = (name: string): Sign => {
    const found = seen.get(name) ?? choose(name)
    seen.set(name, found)
    return found
  }
  return {
    of: (name) => written(sign(name)),
    first: (name) => {
      const { base, sub } = sign(name)
      return written({ base, sub: sub === '' ? '0' : `${sub},0` })
    },
  }
}

/** How often each sign occurs, by its TeX. */
function count(signs: readonly Sign[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const sign of signs) counts.set(written(sign), (counts.get(written(sign)) ?? 0) + 1)
  return counts
}
