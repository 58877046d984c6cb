/**
 * Moves labels apart: heights at least `gap` from one another inside [lo, hi], each as near as can be to where
 * it was wanted, in the same order. They must fit: (n − 1)·gap ≤ hi − lo.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  lo: number,
  hi: number,
): number[] {
  type Block = { members: number[]; middle: number }
  const blocks: Block[] = []
  const half = ({ members }: Block) => ((members.length - 1) * gap) / 2
  const held = (block: Block) => {
    block.middle = Math.min(Math.max(block.middle, lo + half(block)), hi - half(block))
  }
  const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a]! - wanted[b]! || a - b)
  for (const i of order) {
    const block: Block = { members: [i], middle: wanted[i]! }
    held(block)
    // A block that meets the one above joins it, about the middle of all their wishes.
    for (
      let above = blocks.at(-1);
      above && above.middle + half(above) + gap > block.middle - half(block);
    ) {
      blocks.pop()
      block.members.unshift(...above.members)
      const wishes = block.members.map((k) => Math.min(Math.max(wanted[k]!, lo), hi))
      block.middle = wishes.reduce((sum, wish) => sum + wish, 0) / wishes.length
      held(block)
      above = blocks.at(-1)
    }
    blocks.push(block)
  }
  const placed = Array.from(wanted)
  for (const block of blocks)
    for (const [k, i] of block.members.entries()) placed[i] = block.middle - half(block) + k * gap
  return placed
}
