// Bytes of the WebAssembly binary format, as far as our modules need it.

/** A whole number from 0 to 2³² − 1 in LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  do {
    const low = value & 0x7f
    value >>>= 7
    bytes.push(value ? low | 0x80 : low)
  } while (value)
  return bytes
}

/** A whole number of 32 bits in signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = []
  for (;;) {
    const low = value & 0x7f
    value >>= 7
    if ((value === 0 && !(low & 0x40)) || (value === -1 && low & 0x40)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

/** A number's eight bytes, the lowest first. */
export function float64(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)]
}

/** A name: its length and its bytes in UTF-8. */
export const text = (value: string): number[] =>
  vector([...new TextEncoder().encode(value)].map((byte) => [byte]))

/** A count followed by the items. */
export const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
]

/** A block of bytes preceded by its length. */
export const sized = (bytes: readonly number[]): number[] => unsigned(bytes.length).concat(bytes)

/** A section of a module. */
export const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)]

/** The type i32. */
export const I32 = 0x7f
/** The type f64. */
export const F64 = 0x7c

/** Instructions we emit. */
export const WASM = {
  block: 0x02,
  loop: 0x03,
  br: 0x0c,
  brIf: 0x0d,
  end: 0x0b,
  call: 0x10,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  f64Load: 0x2b,
  f64Store: 0x39,
  i32Const: 0x41,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32GeS: 0x4e,
  i32Add: 0x6a,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  f64Eq: 0x61,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Le: 0x65,
  f64Ge: 0x66,
  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Ceil: 0x9b,
  f64Floor: 0x9c,
  f64Nearest: 0x9e,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  f64Copysign: 0xa6,
  f64ConvertI32U: 0xb8,
  f64ConvertI32S: 0xb7,
} as const
