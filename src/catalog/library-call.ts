/** The libraries a run can be written for. */
export const LIBRARIES = ['torch', 'keras', 'optax'] as const
export type Library = (typeof LIBRARIES)[number]

/**
 * What an argument is given: the text of a formula of the entry's parameters, `lr0` and `T` (often
 * just a parameter's name; a switch gives its word, or True and False), a plain value, or a tuple.
 */
export type CallArg = string | number | boolean | null | readonly CallArg[]

/** Keyword → what it is given. */
export type CallArgs = Readonly<Record<string, CallArg>>

/** How a library writes what a dialect's formula says: a constructor and its arguments. */
export type LibraryCall = {
  readonly library: Library
  /** Full name: `torch.optim.Adam`. */
  readonly name: string
  readonly args: CallArgs
  /** A condition on the parameters under which the call is the same as the formula. */
  readonly when?: string
  /**
   * Rules: transforms that are arguments of the same constructor, as `id:dialect`; `name` where it
   * is another one.
   */
  readonly takes?: Readonly<Record<string, { readonly name?: string; readonly args: CallArgs }>>
}
