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

/** A number's four bytes once it is rounded to float32, the lowest first. */
export function float32(value: number): number[] {
  return [...new Uint8Array(new Float32Array([value]).buffer)]
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
/** The type f32. */
export const F32 = 0x7d
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
  f64Load: 0x2b,
  f64Store: 0x39,
  i32Const: 0x41,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32GeS: 0x4e,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  f32Eq: 0x5b,
  f32Ne: 0x5c,
  f32Lt: 0x5d,
  f32Gt: 0x5e,
  f32Le: 0x5f,
  f32Ge: 0x60,
  f64Eq: 0x61,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Le: 0x65,
  f64Ge: 0x66,
  f32Abs: 0x8b,
  f32Neg: 0x8c,
  f32Ceil: 0x8d,
  f32Floor: 0x8e,
  f32Nearest: 0x90,
  f32Sqrt: 0x91,
  f32Add: 0x92,
  f32Sub: 0x93,
  f32Mul: 0x94,
  f32Div: 0x95,
  f32Min: 0x96,
  f32Max: 0x97,
  f32Copysign: 0x98,
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
  f32ConvertI32S: 0xb2,
  f32ConvertI32U: 0xb3,
  f64ConvertI32U: 0xb8,
  f64ConvertI32S: 0xb7,
  f32DemoteF64: 0xb6,
  f64PromoteF32: 0xbb,
  i32ReinterpretF32: 0xbc,
  f32ReinterpretI32: 0xbe,
  /** two bytes: i32.trunc_sat_f32_s */
  saturating: 0xfc,
  i32TruncF32S: 0x00,
} as const
