/**
 * Cases in golden's schema, as `replay` reads them. What a replay computes may be missing, and
 * fields not named here are allowed and ignored.
 */

/** Hyper-parameters under the library's own names. */
export type CaseHyper = Readonly<Record<string, unknown>>

type CommonCase = {
  readonly id: string
  /** Canonical name of the rule or schedule. */
  readonly family: string
  /** The library's class or function, e.g. `torch.optim.Adam`, `CosineAnnealingLR`. */
  readonly impl?: string
  /** Library and version, or repository@commit. */
  readonly source?: string
  readonly file?: string
  readonly variant?: string
  readonly note?: string
  readonly hyper: CaseHyper
}

type Point = readonly [number, number]

/** How far rounding alone moves a recorded run. */
type CaseNoise = {
  readonly max_dev?: number
  /** Leading steps whose deviation stays below 1e-10. */
  readonly safe_steps?: number
}

/** A case of golden's optimizers.json; the results may be missing. */
export type OptimizerCase = CommonCase & {
  readonly tier?: 'reference' | 'alt' | 'quirk'
  readonly objective: string
  readonly start: Point
  readonly steps: number
  readonly param_shape?: readonly number[]
  readonly loss0?: number
  readonly grad0?: Point
  /** Position, loss and gradient after each step. */
  readonly theta?: readonly Point[]
  readonly loss?: readonly number[]
  readonly grad?: readonly Point[]
  /** Averages and other points some rules keep, after each step. */
  readonly ax?: readonly Point[]
  readonly slow?: readonly Point[]
  readonly eval_theta?: readonly Point[]
  readonly diverges?: boolean
  readonly truncated?: unknown
  readonly noise?: CaseNoise
}

/** A case of golden's surfaces.json. */
export type SurfaceCase = {
  readonly id: string
  readonly points: readonly {
    readonly p: Point
    readonly f?: number
    /** Gradient: fx, fy. */
    readonly g?: Point
    /** Second derivatives: fxx, fxy, fyy. */
    readonly h?: readonly [number, number, number] | null
  }[]
}

/** A case of golden's networks.json: full batches, weights as W1 row by row, b1, W2, b2, … */
export type NetworkCase = CommonCase & {
  /** e.g. `mlp-2-4-1-tanh-mse`: widths, activation, loss */
  readonly objective?: string
  /** a key of the file's `datasets` */
  readonly dataset: string
  readonly steps: number
  /** by global norm, and by value; before anything else */
  readonly clip_norm?: number
  readonly clip_value?: number
  /** `layer1`, `layer2`, …: a rate for each layer */
  readonly groups?: Readonly<Record<string, number>>
  /** weight decay spares the biases */
  readonly nodecay_bias?: boolean
  readonly schedule?: {
    readonly name: string
    readonly hyper: CaseHyper
    /** at each step, for each group */
    readonly lr?: readonly (readonly number[])[]
    readonly momentum_or_beta1?: readonly number[]
  }
  readonly grad0?: readonly number[]
  /** before clipping */
  readonly grad_norm?: readonly number[]
  /** before each step and after the last */
  readonly loss?: readonly number[]
  /** by the number of steps made */
  readonly weights?: Readonly<Record<string, readonly number[]>>
  readonly noise?: CaseNoise
}

/** Data of networks.json: inputs and targets by sample, and the weights to begin with. */
export type NetworkData = {
  readonly x: readonly (readonly number[])[]
  readonly y: readonly (number | readonly number[])[]
  /** W1, b1, W2, b2, … */
  readonly init: Readonly<Record<string, readonly (number | readonly number[])[]>>
}
