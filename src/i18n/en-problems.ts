import type { ProblemArgs } from '#i18n/problem-code.ts'
import type { ProblemLanguage, ProblemWords } from '#i18n/problem-words.ts'

const quote = (text: string | number | undefined) => `“${text ?? ''}”`

/** ` Did you mean “adam”?`, where there is something near. */
const meant = ({ hint }: ProblemArgs) => (hint ? ` Did you mean ${quote(hint)}?` : '')

const choices = ({ choices: list }: ProblemArgs) => (list ? ` Choose from ${list}.` : '')

function range({ min, max }: ProblemArgs): string {
  if (min === '') return `at most ${max}`
  return max === '' ? `at least ${min}` : `from ${min} to ${max}`
}

const dropped: Readonly<Record<string, string>> = {
  stage: 'This part of the run was left out.',
  run: 'The run was left out.',
  surface: 'The surface of the default scene is used instead.',
}

const kinds: Readonly<Record<string, string>> = {
  surface: 'surface',
  rule: 'rule',
  schedule: 'schedule',
  transform: 'transform',
  stage: 'rule, schedule or transform',
  constant: 'number',
}

const shapes: Readonly<Record<string, string>> = {
  scalar: 'a single number',
  tensor: 'one number for each tensor',
  param: 'a point',
}

const shape = (name: string | number | undefined) => shapes[`${name}`] ?? `a ${name}`

const signs: Readonly<Record<string, string>> = {
  value: 'a number, a name or a bracket',
  name: 'a name',
  end: 'the end of the line',
  number: 'a formula of numbers only',
}

const arity = ({ min, max }: ProblemArgs) =>
  min === max ? `${min}` : typeof max === 'number' ? `${min} to ${max}` : `at least ${min}`

const formulas = {
  empty: () => 'There is no formula. Type one, for instance x^2 + y^2.',
  too_long: ({ args }) => `The formula has more than ${args.limit} characters. Shorten it.`,
  too_deep: ({ args }) =>
    `The formula is nested more than ${args.limit} deep. Give parts of it names on lines of their own.`,
  too_big: ({ args }) =>
    `The formula and its derivatives take more than ${args.limit} operations. Simplify it, or repeat less.`,
  bad_character: ({ args }) => `The formula language has no ${quote(args.char)}. Take it out.`,
  bad_number: ({ args }) => `${quote(args.text)} is not a number.`,
  unexpected: ({ args }) => {
    const wanted = signs[`${args.expected}`] ?? quote(args.expected)
    return args.found === ''
      ? `The formula ends too early: ${wanted} is missing.`
      : `${quote(args.found)} stands where ${wanted} should be.`
  },
  missing_times: ({ args }) => `Two factors stand side by side. Write ${args.hint}.`,
  chained_comparison: () => 'Comparisons cannot be chained. Write a < b and b < c.',
  unknown_name: ({ args }) =>
    `There is no ${quote(args.name)} here.${meant(args) || ' Define it on a line before, or make it a parameter.'}`,
  unknown_function: ({ args }) =>
    `There is no function ${quote(args.name)}.${meant(args) || ' Write it out with those there are, such as sin, exp, sqrt, max.'}`,
  arity: ({ args }) => `${args.name} takes ${arity(args)} values, not ${args.given}.`,
  reserved: ({ args }) => `${quote(args.name)} has a meaning already. Choose another name.`,
  repeat_count: ({ args }) => `repeat needs a whole number from 0 to ${args.limit}.`,
  state_place: ({ args }) => `The state ${quote(args.name)} must be declared once, outside repeat.`,
  not_here: ({ args }) =>
    args.name === 'value'
      ? args.kind === 'surface'
        ? 'Only the last line of a surface may be without a name. Write name = … before the others.'
        : 'Every line needs a name. Write name = … before it.'
      : `A ${kinds[`${args.kind}`] ?? args.kind} cannot use ${args.name}.`,
  shape: ({ args }) => `${args.name} needs ${shape(args.wanted)}, not ${shape(args.given)}.`,
  no_output: ({ args }) =>
    args.wanted === 'f'
      ? 'The surface has no value. End with a line such as x^2 + y^2.'
      : `No line sets ${`${args.wanted}`.replaceAll(', ', ' or ')}.`,
  switch_value: ({ args }) => `${args.name} cannot be ${args.given}.`,
} satisfies Partial<ProblemWords>

const links = {
  link_too_long: ({ args }) =>
    `The link has ${args.length} characters, of which ${args.limit} are read; what follows was left out. Shorten its formulas or take out runs.`,
  bad_encoding: ({ args }) =>
    `${quote(args.text)} is not valid percent-encoding and was read as it stands. Write %25 for a percent sign.`,
  unknown_field: ({ args }) =>
    `A link has no field ${quote(args.name)}; it was left out.${meant(args)}`,
  repeated_field: ({ args }) => `${args.name} stands more than once; the first counts.`,
  newer_version: ({ args }) =>
    `The link is of version ${args.given}, newer than this page (${args.current}); what could be understood was kept. Reload for a newer Ravine.`,

  not_a_number: ({ given, kept }) =>
    `${given} is not a number. ${kept} Write a number or a formula such as 1/3.`,
  not_finite: ({ given, kept }) => `${given} is not a finite number. ${kept}`,
  not_integer: ({ given, kept }) => `${given} is not a whole number. ${kept}`,
  out_of_range: ({ args, given, kept }) =>
    `${given} is out of range: give a number ${range(args)}. ${kept}`,
  count: ({ args, kept }) =>
    `${args.wanted} numbers with commas between them are needed, not ${args.given}. ${kept}`,
  empty_range: ({ given, kept }) =>
    `${given} is empty: write x0,x1,y0,y1 with x0 < x1 and y0 < y1. ${kept}`,
  not_a_choice: ({ args, given, kept }) =>
    `${given} is not possible here. ${kept}${choices(args)}${meant(args)}`,
  bad_id_list: ({ args, kept }) =>
    `${quote(args.text)} is not a name. ${kept} Write names with commas between them.`,

  bad_stage: ({ args, given }) =>
    `${given} cannot be read: are the brackets closed? ${dropped[`${args.dropped}`]}`,
  unknown_id: ({ args }) =>
    `There is no ${kinds[`${args.kind}`]} ${quote(args.id)}. ${dropped[`${args.dropped}`]}${meant(args)}`,
  wrong_kind: ({ args }) =>
    `${quote(args.id)} is a ${kinds[`${args.is}`]}, which cannot stand here. ${dropped[`${args.dropped}`]}`,
  unknown_dialect: ({ args, kept }) =>
    `${args.id} has no dialect ${quote(args.dialect)}. ${kept}${choices(args)}`,
  unknown_param: ({ args }) =>
    `${args.id} has no parameter ${quote(args.name)}; it was left out.${meant(args)}${args.choices ? ` It has ${args.choices}.` : ''}`,
  unread_param: ({ args }) =>
    `${args.id}.${args.dialect} does not use ${args.name}; it was left out. Choose another dialect for it.`,
  repeated_param: ({ args, kept }) =>
    `${args.name} stands more than once; the first counts. ${kept}`,
  bare_second: ({ args, given }) =>
    `Only one value may be without a name (it is ${args.name}); ${given} was left out. Write name=value.`,
  empty_arg: ({ args }) => `There is nothing between two commas of ${args.id}. Take one out.`,
  list_not_allowed: ({ given, kept }) => `${given} is a list where one number is needed. ${kept}`,
  list_too_long: ({ args, kept }) => `A list has at most ${args.limit} numbers. ${kept}`,

  no_rule: () => 'A run needs a rule such as adam(lr=0.1). The run was left out.',
  second_rule: ({ args }) =>
    `A run has one rule: ${args.kept} was kept, ${args.id} was left out. Write a run for each.`,
  schedule_early: ({ args }) => `A schedule stands after the rule; ${args.id} was moved there.`,
  repeated_stage: ({ args }) => `${args.id} stands more than once in the run; the first counts.`,
  no_network: () => 'net is reserved for networks and does nothing here; it was left out.',
  bad_label: ({ kept }) => `A name cannot have any of : ~ ( ) ; in it. ${kept}`,
  len_missing: ({ args, kept }) =>
    `${args.id} needs a length, since another schedule follows it. ${kept} Write len=, in steps.`,
  len_last: ({ args }) =>
    `${args.id} is the last schedule and lasts as long as steps are left; its length was left out.`,
  no_run_left: () =>
    'None of the runs could be kept. The runs of the default scene are used instead.',
  too_many_runs: ({ args }) =>
    `The link has ${args.given} runs; the first ${args.limit} that can run were kept.`,
  steps_limit: ({ args, given, kept }) =>
    `${given} steps are too many; there may be ${args.limit}. ${kept}`,
  steps_times_runs: ({ args, given, kept }) =>
    `${given} steps are too many for ${args.runs} runs. ${kept} Take out runs for more steps.`,
  too_many_starts: ({ args, given, kept }) =>
    `${given} starts in all clouds are too many; there may be ${args.limit}. Larger clouds were thinned. ${kept}`,

  bad_definition: ({ given }) =>
    `${given} defines nothing and was left out. Write rule.name(lr=0.1):theta=theta-lr*g, or schedule or transform in place of rule.`,
  bad_name: ({ args }) =>
    `${quote(args.name)} cannot be a name; it was left out. Use letters, digits and _, a letter first.`,
  reserved_name: ({ args }) =>
    `${quote(args.name)} has a meaning already; the parameter was left out. Choose another name.`,
  taken_id: ({ args }) =>
    `${quote(args.id)} is taken; the definition was left out. Choose another name.`,
  no_value: ({ args }) =>
    `The parameter ${quote(args.name)} has no value and was left out. Write name=value.`,
} satisfies Partial<ProblemWords>

/** Problems in English. */
export const enProblems: ProblemLanguage = {
  words: { ...formulas, ...links },
  quote,
  kept: (used) => (used === null ? 'It was left out.' : `${used} is used instead.`),
  at: (place) => `At character ${place + 1}: `,
  gap: ' ',
  places: {
    run: (number) => `Run ${number}`,
    def: (number) => `Definition ${number}`,
    f: () => 'Surface',
  },
  pair: (place, part) => `${place}, ${part}`,
}
