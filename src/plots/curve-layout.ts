import type { PanelBox } from '#plots/curve-panel.ts'

const LOWEST = 116
const COLUMN = 340
const AXIS = 16

/** Where `count` panels lie: one column, or several where the place is wide and low. */
export function panelBoxes(count: number, width: number, height: number, names: readonly string[]) {
  const wide = Math.max(1, Math.min(count, Math.floor(width / COLUMN)))
  const columns = height >= count * LOWEST ? 1 : wide
  const rows = Math.max(1, Math.ceil(count / columns))
  const tall = Math.max(LOWEST, Math.floor((height - AXIS) / rows))
  const across = Math.floor(width / columns)
  const longest = Math.max(0, ...names.map((name) => name.length))
  const room = Math.min(Math.max(56, 34 + longest * 6.2), across * 0.34)
  const boxes = Array.from({ length: count }, (_, i): PanelBox => {
    const row = i % rows
    const axis = row === rows - 1 || i === count - 1
    const [left, top] = [Math.floor(i / rows) * across, row * tall]
    return { left, top, width: across, height: tall + (axis ? AXIS : 0), axis, room }
  })
  return { boxes, height: rows * tall + AXIS }
}
