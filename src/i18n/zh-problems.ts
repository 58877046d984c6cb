import type { ProblemArgs } from '#i18n/problem-code.ts'
import type { ProblemLanguage, ProblemWords } from '#i18n/problem-words.ts'

const quote = (text: string | number | undefined) => `“${text ?? ''}”`

const list = (text: string | number | undefined) => `${text ?? ''}`.replaceAll(', ', '、')

/** The near name, where there is one. */
const meant = ({ hint }: ProblemArgs) => (hint ? `你是不是想写${quote(hint)}？` : '')

const choices = ({ choices: names }: ProblemArgs) => (names ? `可选：${list(names)}。` : '')

function range({ min, max }: ProblemArgs): string {
  if (min === '') return `不大于 ${max}`
  return max === '' ? `不小于 ${min}` : `在 ${min} 到 ${max} 之间`
}

const dropped: Readonly<Record<string, string>> = {
  stage: '运行中的这一段已略去。',
  run: '该运行已略去。',
  surface: '改用默认场景的曲面。',
}

const kinds: Readonly<Record<string, string>> = {
  surface: '曲面',
  rule: '规则',
  schedule: '调度',
  transform: '变换',
  stage: '规则、调度或变换',
  constant: '数',
}

const shapes: Readonly<Record<string, string>> = {
  scalar: '单个数',
  tensor: '每个张量一个数',
  param: '点',
  list: '列表',
}

const shape = (name: string | number | undefined) =>
  shapes[`${name}`] ?? `${name}`.replace(/^list of (\d+)$/, '$1 个数的列表')

const signs: Readonly<Record<string, string>> = {
  value: '数、名称或括号',
  name: '名称',
  end: '行尾',
  number: '只含数的公式',
}

const arity = ({ min, max }: ProblemArgs) =>
  min === max ? `${min}` : typeof max === 'number' ? `${min} 到 ${max}` : `至少 ${min}`

const formulas = {
  empty: () => '没有公式。请输入一个，例如 x^2 + y^2。',
  too_long: ({ args }) => `公式超过 ${args.limit} 个字符，请缩短。`,
  too_deep: ({ args }) => `公式嵌套超过 ${args.limit} 层。请把其中的部分另起一行并命名。`,
  too_big: ({ args }) => `公式及其导数超过 ${args.limit} 次运算。请化简，或减少 repeat 的次数。`,
  bad_character: ({ args }) => `公式中不能有${quote(args.char)}，请去掉。`,
  bad_number: ({ args }) => `${quote(args.text)}不是数。`,
  unexpected: ({ args }) => {
    const wanted = signs[`${args.expected}`] ?? quote(args.expected)
    return args.found === ''
      ? `公式不完整：缺少${wanted}。`
      : `此处应为${wanted}，而不是${quote(args.found)}。`
  },
  missing_times: ({ args }) => `两个因子之间缺少乘号，请写成 ${args.hint}。`,
  chained_comparison: () => '比较不能连写，请写成 a < b and b < c。',
  unknown_name: ({ args }) =>
    `这里没有${quote(args.name)}。${meant(args) || '请在前面一行定义它，或把它设为参数。'}`,
  unknown_function: ({ args }) =>
    `没有函数${quote(args.name)}。${meant(args) || '请用已有的函数写出，例如 sin、exp、sqrt、max。'}`,
  arity: ({ args }) => `${args.name} 需要 ${arity(args)} 个值，给了 ${args.given} 个。`,
  reserved: ({ args }) => `${quote(args.name)}已有含义，请换一个名称。`,
  repeat_count: ({ args }) => `repeat 需要 0 到 ${args.limit} 之间的整数。`,
  state_place: ({ args }) => `状态${quote(args.name)}只能声明一次，且不能在 repeat 内。`,
  not_here: ({ args }) =>
    args.name === 'value'
      ? args.kind === 'surface'
        ? '曲面只有最后一行可以没有名称，其他行请写成 名称 = …。'
        : '每一行都要有名称，请写成 名称 = …。'
      : `${kinds[`${args.kind}`] ?? args.kind}中不能使用 ${args.name}。`,
  shape: ({ args }) => `${args.name} 需要${shape(args.wanted)}，而不是${shape(args.given)}。`,
  no_output: ({ args }) =>
    args.wanted === 'f'
      ? '曲面没有值。最后一行请写成 x^2 + y^2 这样的式子。'
      : `没有一行给 ${`${args.wanted}`.replaceAll(', ', ' 或 ')} 赋值。`,
  switch_value: ({ args }) => `${args.name} 不能是 ${args.given}。`,
} satisfies Partial<ProblemWords>

const links = {
  link_too_long: ({ args }) =>
    `链接有 ${args.length} 个字符，只读取前 ${args.limit} 个，其余已略去。请缩短公式或减少运行。`,
  bad_encoding: ({ args }) =>
    `${quote(args.text)}不是有效的百分号编码，已按原样读取。百分号请写成 %25。`,
  unknown_field: ({ args }) => `链接没有字段${quote(args.name)}，已略去。${meant(args)}`,
  repeated_field: ({ args }) => `${args.name} 出现多次，以第一个为准。`,
  newer_version: ({ args }) =>
    `链接的版本是 ${args.given}，比本页（${args.current}）新；能读懂的部分已保留。请刷新以使用新版 Ravine。`,

  not_a_number: ({ given, kept }) => `${given}不是数。${kept}请写一个数，或 1/3 这样的公式。`,
  not_finite: ({ given, kept }) => `${given}不是有限的数。${kept}`,
  not_integer: ({ given, kept }) => `${given}不是整数。${kept}`,
  out_of_range: ({ args, given, kept }) => `${given}超出范围，应${range(args)}。${kept}`,
  count: ({ args, kept }) => `需要 ${args.wanted} 个以逗号分隔的数，给了 ${args.given} 个。${kept}`,
  empty_range: ({ given, kept }) =>
    `${given}是空的范围，请写成 x0,x1,y0,y1，且 x0 < x1、y0 < y1。${kept}`,
  not_a_choice: ({ args, given, kept }) =>
    `这里不能写${given}。${kept}${choices(args)}${meant(args)}`,
  bad_id_list: ({ args, kept }) => `${quote(args.text)}不是名称。${kept}请写以逗号分隔的名称。`,

  bad_stage: ({ args, given }) => `${given}无法读取，括号是否配对？${dropped[`${args.dropped}`]}`,
  unknown_id: ({ args }) =>
    `没有名为${quote(args.id)}的${kinds[`${args.kind}`]}。${dropped[`${args.dropped}`]}${meant(args)}`,
  wrong_kind: ({ args }) =>
    `${quote(args.id)}是${kinds[`${args.is}`]}，不能用在这里。${dropped[`${args.dropped}`]}`,
  unknown_dialect: ({ args, kept }) =>
    `${args.id} 没有方言${quote(args.dialect)}。${kept}${choices(args)}`,
  unknown_param: ({ args }) =>
    `${args.id} 没有参数${quote(args.name)}，已略去。${meant(args)}${args.choices ? `它的参数有：${list(args.choices)}。` : ''}`,
  unread_param: ({ args }) =>
    `${args.id}.${args.dialect} 不使用 ${args.name}，已略去。要用它请换一种方言。`,
  repeated_param: ({ args, kept }) => `${args.name} 出现多次，以第一个为准。${kept}`,
  bare_second: ({ args, given }) =>
    `只有一个值可以不写名称（即 ${args.name}），${given}已略去。请写成 名称=值。`,
  empty_arg: ({ args }) => `${args.id} 的两个逗号之间没有内容，请去掉一个逗号。`,
  list_not_allowed: ({ given, kept }) => `${given}是列表，而这里需要一个数。${kept}`,
  list_too_long: ({ args, kept }) => `列表最多有 ${args.limit} 个数。${kept}`,

  no_rule: () => '运行需要一条规则，例如 adam(lr=0.1)。该运行已略去。',
  second_rule: ({ args }) =>
    `一个运行只有一条规则：保留 ${args.kept}，略去 ${args.id}。请为每条规则各写一个运行。`,
  schedule_early: ({ args }) => `调度应写在规则之后，${args.id} 已移到后面。`,
  repeated_stage: ({ args }) => `${args.id} 在该运行中出现多次，以第一个为准。`,
  no_network: () => 'net 留给神经网络使用，在这里不起作用，已略去。',
  bad_label: ({ kept }) => `名称中不能有 : ~ ( ) ; 这些字符。${kept}`,
  len_missing: ({ args, kept }) => `${args.id} 之后还有调度，所以需要长度。${kept}请写 len=步数。`,
  len_last: ({ args }) => `${args.id} 是最后一个调度，持续到最后一步；它的长度已略去。`,
  no_run_left: () => '没有一个运行可以保留，改用默认场景的运行。',
  too_many_runs: ({ args }) => `链接有 ${args.given} 个运行，保留了前 ${args.limit} 个可用的。`,
  steps_limit: ({ args, given, kept }) => `${given}步太多，最多 ${args.limit} 步。${kept}`,
  steps_times_runs: ({ args, given, kept }) =>
    `${args.runs} 个运行时，${given}步太多。${kept}减少运行可以增加步数。`,
  too_many_starts: ({ args, given, kept }) =>
    `各点云共 ${given}个起点，太多；最多 ${args.limit} 个，较大的点云已减少。${kept}`,

  bad_definition: ({ given }) =>
    `${given}没有定义任何内容，已略去。请写成 rule.名称(lr=0.1):theta=theta-lr*g，rule 也可以是 schedule 或 transform。`,
  bad_name: ({ args }) =>
    `${quote(args.name)}不能用作名称，已略去。请用字母、数字和 _，以字母开头。`,
  reserved_name: ({ args }) => `${quote(args.name)}已有含义，该参数已略去。请换一个名称。`,
  taken_id: ({ args }) => `${quote(args.id)}已被占用，该定义已略去。请换一个名称。`,
  no_value: ({ args }) => `参数${quote(args.name)}没有值，已略去。请写成 名称=值。`,
} satisfies Partial<ProblemWords>

/** Problems in Chinese. */
export const zhProblems: ProblemLanguage = {
  words: { ...formulas, ...links },
  quote,
  kept: (used) => (used === null ? '已略去。' : `改用 ${used}。`),
  at: (place) => `第 ${place + 1} 个字符：`,
  gap: '',
  places: {
    run: (number) => `第 ${number} 个运行`,
    def: (number) => `第 ${number} 个定义`,
    f: () => '曲面',
  },
  pair: (place, part) => `${place}的 ${part}`,
}
