/**
 * What a value is spread over. `tensor`: one number for each weight matrix or bias (a surface's
 * point is one tensor). `param`: the shape of θ. A list has at most 64 numbers and never reaches θ.
 */
export type Shape =
  | { readonly kind: 'scalar' | 'tensor' | 'param' }
  | { readonly kind: 'list'; readonly length: number }

/** One number. */
export const SCALAR: Shape = { kind: 'scalar' }
/** One number for each tensor. */
export const TENSOR: Shape = { kind: 'tensor' }
/** The shape of θ. */
export const PARAM: Shape = { kind: 'param' }

const RANK = { scalar: 0, tensor: 1, param: 2 } as const

/** The shape two values combine to, elementwise; null where they cannot. */
export function joinShapes(a: Shape, b: Shape): Shape | null {
  if (a.kind === 'list' || b.kind === 'list') {
    if (a.kind === 'scalar') return b
    if (b.kind === 'scalar') return a
    return a.kind === 'list' && b.kind === 'list' && a.length === b.length ? a : null
  }
  return RANK[a.kind] >= RANK[b.kind] ? a : b
}

/** For messages: 'scalar', 'list of 3', … */
export const shapeName = (shape: Shape): string =>
  shape.kind === 'list' ? `list of ${shape.length}` : shape.kind
