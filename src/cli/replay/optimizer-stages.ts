import type { HyperReader } from '#cli/replay/optimizer-hyper.ts'
import type { Stage } from '#setup/setup.ts'

/** The stages of a run that one library's optimizer amounts to. */
export type Stages = {
  readonly rule: Stage
  readonly before?: readonly Stage[]
  readonly after?: readonly Stage[]
}

/** How hyper-parameters under a library's names become stages. */
export type Reading = (h: HyperReader) => Stages

/** A use of an entry, in its first dialect unless another is named. */
export function stage(id: string, args: Stage['args'], dialect?: string): Stage {
  return dialect === undefined ? { id, args } : { id, dialect, args }
}

/** Weight decay as a penalty in the gradient; nothing where it is zero. */
export const l2 = (wd: number): readonly Stage[] => (wd === 0 ? [] : [stage('l2', { wd })])

/** Weight decay taken from the point itself; nothing where it is zero. */
export const decay = (wd: number): readonly Stage[] => (wd === 0 ? [] : [stage('decay', { wd })])

/** The two decay rates of Adam and its kin, as a tuple `betas`. */
export function betas(h: HyperReader, beta1 = 0.9, beta2 = 0.999) {
  const [first, second] = h.tuple('betas', [beta1, beta2])
  return { beta1: first ?? Number.NaN, beta2: second ?? Number.NaN }
}
