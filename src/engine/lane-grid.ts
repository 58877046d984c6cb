/** The smallest nearly square rectangle of texels for so many lanes, at least one. */
export function laneGrid(lanes: number): { readonly width: number; readonly height: number } {
  const width = Math.ceil(Math.sqrt(lanes))
  return { width, height: Math.ceil(lanes / width) }
}
