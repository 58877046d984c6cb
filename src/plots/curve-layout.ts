/** Place and size of a panel in its parent; `axis`: it carries the numbers of the step axis. */
export type PanelBox = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly axis: boolean
  readonly room: number
}

const TOP = 30
const LEFT = 52
const FOOT = { axis: 24, plain: 8 }

/** The inner picture of a panel, in pixels from the panel's corner. */
export function innerBox({ width, height, axis, room }: PanelBox) {
  const w = Math.max(0, width - LEFT - room)
  return {
    left: LEFT,
    top: TOP,
    width: w,
    height: Math.max(0, height - TOP - (axis ? FOOT.axis : FOOT.plain)),
  }
}

const LOWEST = 128
const COLUMN = 340
const AXIS = 16
/** Letters that a number beside a name takes, and their width and that of what is around them. */
const [VALUE, LETTER, AROUND] = [8, 6.4, 36]

/** Where `count` panels lie: one column, or several where the place is wide and low. */
export function panelBoxes(count: number, width: number, height: number, names: readonly string[]) {
  const wide = Math.max(1, Math.min(count, Math.floor(width / COLUMN)))
  const columns = height >= count * LOWEST ? 1 : wide
  const rows = Math.max(1, Math.ceil(count / columns))
  const tall = Math.max(LOWEST, Math.floor((height - AXIS) / rows))
  const across = Math.floor(width / columns)
  const longest = Math.max(0, ...names.map((name) => name.length))
  const room = Math.min(Math.max(72, AROUND + (longest + VALUE) * LETTER), across * 0.38)
  const boxes = Array.from({ length: count }, (_, i): PanelBox => {
    const row = i % rows
    const axis = row === rows - 1 || i === count - 1
    const [left, top] = [Math.floor(i / rows) * across, row * tall]
    return { left, top, width: across, height: tall + (axis ? AXIS : 0), axis, room }
  })
  return { boxes, height: rows * tall + AXIS }
}
