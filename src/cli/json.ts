/** JSON without NaN or infinities (they become null); numbers are the shortest that round-trip. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, (_, item: unknown) => (item instanceof Float64Array ? [...item] : item))}\n`
}

/** x0 y0 x1 y1 … as points. */
export function points(interleaved: Float64Array): [number, number][] {
  return Array.from({ length: interleaved.length / 2 }, (_, i) => [
    interleaved[2 * i]!,
    interleaved[2 * i + 1]!,
  ])
}
