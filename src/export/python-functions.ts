/** Whose functions on arrays a text is written with. */
export type Arrays = 'torch' | 'jnp'

type Writer = (args: readonly string[]) => string

const call =
  (name: string): Writer =>
  (args) =>
    `${name}(${args.join(', ')})`

const same = ['abs', 'sign', 'sqrt', 'exp', 'log', 'log2', 'log10', 'sin', 'cos', 'tan']
const more = ['sinh', 'cosh', 'tanh', 'floor', 'ceil', 'round']

const both = (prefix: string): [string, Writer][] => [
  ...[...same, ...more].map((name): [string, Writer] => [name, call(`${prefix}.${name}`)]),
  ['atan2', call(`${prefix}.${prefix === 'torch' ? 'atan2' : 'arctan2'}`)],
  ['mod', ([a, b]) => `${prefix}.remainder(${a}, ${b})`],
  ['min', call(`${prefix}.minimum`)],
  ['max', call(`${prefix}.maximum`)],
  ['sum', call(`${prefix}.sum`)],
  ['mean', call(`${prefix}.mean`)],
  ['norm', call(`${prefix}.linalg.norm`)],
  ['dot', call(`${prefix}.dot`)],
  ['maxabs', ([a]) => `${prefix}.max(${prefix}.abs(${a}))`],
  ['total', call(`${prefix}.sum`)],
]

/** A place in a list that is written out needs no conversion; any other may be a plain number or an array. */
const isPlace = (text: string) => /^\d+$/.test(text)

/** The language's functions of arrays, in each library. */
export const ARRAY_FUNCTIONS: Readonly<Record<Arrays, ReadonlyMap<string, Writer>>> = {
  torch: new Map([
    ...both('torch'),
    ['asin', call('torch.asin')],
    ['acos', call('torch.acos')],
    ['atan', call('torch.atan')],
    ['cbrt', ([a]) => `torch.sign(${a})*torch.abs(${a})**(1/3)`],
    ['sigmoid', call('torch.sigmoid')],
    ['softplus', ([a]) => `torch.logaddexp(${a}, torch.zeros_like(${a}))`],
    ['erf', call('torch.erf')],
    ['count', ([a]) => `${a}.numel()`],
    ['at', ([list, place = '0']) => `${list}[${isPlace(place) ? place : `int(${place})`}]`],
    ['randn', () => 'torch.randn_like(theta)'],
  ]),
  jnp: new Map([
    ...both('jnp'),
    ['asin', call('jnp.arcsin')],
    ['acos', call('jnp.arccos')],
    ['atan', call('jnp.arctan')],
    ['cbrt', call('jnp.cbrt')],
    ['sigmoid', call('jax.nn.sigmoid')],
    ['softplus', ([a]) => `jnp.logaddexp(${a}, 0)`],
    ['erf', call('jax.scipy.special.erf')],
    ['count', ([a]) => `${a}.size`],
    [
      'at',
      ([list, place = '0']) =>
        `${list}[${isPlace(place) ? place : `jnp.asarray(${place}).astype(int)`}]`,
    ],
  ]),
}

/** The same of plain numbers, by Python's own mathematics. */
export const NUMBER_FUNCTIONS: ReadonlyMap<string, Writer> = new Map([
  ...[...same, ...more, 'atan2', 'asin', 'acos', 'atan', 'erf'].map((name): [string, Writer] => [
    name,
    call(`math.${name}`),
  ]),
  ['abs', call('abs')],
  ['round', call('round')],
  ['min', call('min')],
  ['max', call('max')],
  ['sign', ([a]) => `((${a} > 0) - (${a} < 0))`],
  ['mod', ([a, b]) => `((${a}) % (${b}))`],
  ['cbrt', ([a]) => `math.copysign(abs(${a})**(1/3), ${a})`],
  ['sigmoid', ([a]) => `1/(1 + math.exp(-(${a})))`],
  ['softplus', ([a]) => `(max(${a}, 0) + math.log1p(math.exp(-abs(${a}))))`],
])
