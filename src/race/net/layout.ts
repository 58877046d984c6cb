/** One weight matrix or bias: where its numbers stand among all parameters. */
type Tensor = {
  /** W1, b1, W2, … */
  readonly name: string
  readonly at: number
  readonly length: number
  /** from 0 */
  readonly layer: number
  readonly bias: boolean
}

/** How a list of parameters is cut into tensors; in order, without gaps. */
export type Layout = { readonly count: number; readonly tensors: readonly Tensor[] }

/** Layers of these widths, inputs first: of each its weights row by row (a row a unit), its biases. */
export function layersLayout(sizes: readonly number[]): Layout {
  const tensors: Tensor[] = []
  let at = 0
  const put = (name: string, length: number, layer: number, bias: boolean) => {
    tensors.push({ name, at, length, layer, bias })
    at += length
  }
  sizes.slice(1).forEach((width, layer) => {
    put(`W${layer + 1}`, width * sizes[layer]!, layer, false)
    put(`b${layer + 1}`, width, layer, true)
  })
  return { count: at, tensors }
}

/** A value for each tensor, from one for each tensor, each layer, or all; null if neither fits. */
export function perTensor(values: readonly number[], { tensors }: Layout): number[] | null {
  if (values.length === tensors.length) return [...values]
  const layers = (tensors.at(-1)?.layer ?? -1) + 1
  if (values.length === layers) return tensors.map(({ layer }) => values[layer]!)
  return values.length === 1 ? tensors.map(() => values[0]!) : null
}
