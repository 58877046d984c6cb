/** What a command prints, and how the process ends: 0 fine, 2 something in the input was refused. */
export type Outcome = {
  readonly out: string
  readonly messages: readonly string[]
  readonly code: 0 | 2
}
