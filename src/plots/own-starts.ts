import { type Theme, runColor } from '#plots/colors.ts'
import type { Frame } from '#plots/frame.ts'
import type { Phase } from '#plots/plot.ts'
import type { OwnStart } from '#plots/stage-props.ts'
import { startHandle } from '#plots/start-handle.ts'
import type { Group } from '#plots/svg.ts'

const SIZE = 0.8

type Look = {
  readonly theme: Theme
  readonly flat: boolean
  readonly locked: boolean
  /** where on the screen's second axis a start stands; f(x) on a graph */
  readonly height: (start: OwnStart) => number
}

/** A smaller handle in its run's colour for each run that begins elsewhere than the others. */
export function ownStarts(
  parent: Group,
  moved: (run: string, x: number, y: number, phase: Phase) => void,
) {
  const group = parent.append('g')
  const handles = new Map<string, ReturnType<typeof startHandle>>()
  return {
    draw(frame: Frame, starts: readonly OwnStart[], { theme, flat, locked, height }: Look) {
      for (const [id, handle] of handles) {
        if (starts.some((start) => start.id === id)) continue
        handle.node.remove()
        handles.delete(id)
      }
      for (const start of starts) {
        const { id, index, x, label } = start
        const made =
          handles.get(id) ?? startHandle(group, (px, py, phase) => moved(id, px, py, phase), SIZE)
        handles.set(id, made)
        const color = runColor(theme, index)
        made.draw(frame, { theme, color, x, y: height(start), flat, locked, label })
      }
    },
  }
}
