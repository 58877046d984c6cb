import type { FormulaErrorCode } from '#formula/formula-error.ts'

/** What can be wrong with a link, and what its words need. Empty hints are ''. */
export type LinkProblems = {
  /** the fragment has more characters than are read */
  link_too_long: { length: number; limit: number }
  /** a `%` without two hexadecimal digits, or bytes that are no text */
  bad_encoding: { text: string }
  unknown_field: { name: string; hint: string }
  repeated_field: { name: string }
  /** made by a newer Ravine */
  newer_version: { given: number; current: number }

  not_a_number: { name: string }
  /** NaN or infinite */
  not_finite: { name: string }
  not_integer: { name: string }
  /** a limit that is absent is '' */
  out_of_range: { name: string; min: number | ''; max: number | '' }
  /** so many numbers are wanted */
  count: { wanted: number; given: number }
  /** x0 < x1 and y0 < y1 do not hold */
  empty_range: Record<string, never>
  /** none of the words that are possible here */
  not_a_choice: { name: string; choices: string; hint: string }
  bad_id_list: { text: string }

  /** brackets do not match, or something follows them */
  bad_stage: { dropped: 'stage' | 'run' | 'surface' }
  /** `kind` is what was looked for */
  unknown_id: {
    id: string
    kind: 'surface' | 'stage'
    hint: string
    dropped: 'stage' | 'run' | 'surface'
  }
  /** the id exists, but is something else */
  wrong_kind: { id: string; is: string; dropped: 'stage' | 'run' | 'surface' }
  unknown_dialect: { id: string; dialect: string; choices: string }
  unknown_param: { id: string; name: string; choices: string; hint: string }
  /** another dialect of the entry reads it */
  unread_param: { id: string; dialect: string; name: string }
  repeated_param: { name: string }
  /** two values without a name */
  bare_second: { name: string }
  /** nothing between two commas */
  empty_arg: { id: string }
  list_not_allowed: { name: string }
  list_too_long: { name: string; limit: number }

  no_rule: Record<string, never>
  second_rule: { id: string; kept: string }
  /** a schedule stood before the rule */
  schedule_early: { id: string }
  /** look, start or cloud twice in a run */
  repeated_stage: { id: string }
  /** `~net` */
  no_network: Record<string, never>
  bad_label: Record<string, never>
  /** a schedule that another follows has no length */
  len_missing: { id: string }
  /** the last schedule has a length */
  len_last: { id: string }
  /** none of the link's runs could be kept */
  no_run_left: Record<string, never>
  too_many_runs: { limit: number; given: number }
  steps_limit: { limit: number }
  steps_times_runs: { limit: number; runs: number }
  too_many_starts: { limit: number }

  /** `def=` is not kind.id(params):lines */
  bad_definition: Record<string, never>
  bad_name: { name: string }
  reserved_name: { name: string }
  /** built in, reserved, or defined twice */
  taken_id: { id: string }
  /** a parameter of a `def=` or `f=(…)` without a value */
  no_value: { name: string }
}

export type ProblemCode = keyof LinkProblems | FormulaErrorCode

/** Loosely typed arguments, as they are kept beside a code. */
export type ProblemArgs = Readonly<Record<string, string | number>>
