import { useEffect, useRef } from 'react'
import type { SurfaceEntry } from '#catalog/entry.ts'
import { surfaceRamp, themes } from '#plots/colors.ts'
import { spreadLevels } from '#plots/levels.ts'
import { paint } from '#plots/picture.ts'
import { FieldEngine } from '#race/field.ts'
import { LaneError } from '#race/lane-error.ts'
import { objectiveValues } from '#setup/objective-values.ts'
import { useApp } from '#panels/use-app.ts'

/** Cells of the picture; so few take less than a millisecond. */
const [WIDE, HIGH] = [96, 72]
/** Milliseconds that a row stays highlighted before its picture is made. */
const REST = 80

let engine: FieldEngine | undefined

/** A small picture of a surface on its domain, in the stage's colours. */
export function SurfaceThumb({ entry, dims }: { entry: SurfaceEntry; dims: 1 | 2 }) {
  const theme = useApp(({ view }) => view.theme)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => {
      const context = canvas.current?.getContext('2d')
      if (!context) return
      const bytes = pictureOf(entry, dims, theme)
      if (bytes) context.putImageData(new ImageData(bytes, WIDE, HIGH), 0, 0)
    }, REST)
    return () => clearTimeout(timer)
  }, [entry, dims, theme])
  return <canvas ref={canvas} className="picker-thumb" width={WIDE} height={HIGH} />
}

function pictureOf(entry: SurfaceEntry, dims: 1 | 2, theme: keyof typeof themes) {
  const surface = {
    ...objectiveValues({ kind: 'catalog', id: entry.id, args: {} }),
    domain: entry.domain,
    minima: [],
    fmin: null,
  }
  try {
    engine ??= new FieldEngine()
    const ny = dims === 1 ? 1 : HIGH
    const row = engine.field({ surface, rect: entry.domain, nx: WIDE, ny, t: 1 })
    // A graph over x is shown as stripes: the same in every row.
    const values = dims === 1 ? graphOf(row, entry.domain) : row
    const levels = dims === 1 ? [0, 1] : spreadLevels(values)
    return paint({ values, nx: WIDE, ny: HIGH }, levels, surfaceRamp(themes[theme]))
  } catch (error) {
    if (error instanceof LaneError || error instanceof WebAssembly.CompileError) return null
    throw error
  }
}

/** What lies under a graph is high ground. */
function graphOf(heights: Float64Array, [, , y0, y1]: SurfaceEntry['domain']): Float64Array {
  const values = new Float64Array(WIDE * HIGH)
  for (let j = 0; j < HIGH; j++) {
    const y = y0 + ((j + 0.5) * (y1 - y0)) / HIGH
    for (let i = 0; i < WIDE; i++) values[j * WIDE + i] = y < (heights[i] ?? NaN) ? 1 : 0
  }
  return values
}
