/** A canvas that fills its parent, in CSS pixels whatever the screen's density. */
export type Layer = {
  readonly canvas: HTMLCanvasElement
  /** An empty context of this size, one unit a CSS pixel. */
  clear(width: number, height: number): CanvasRenderingContext2D
}

/** Adds a canvas to `parent`, above what it holds. It takes no pointer. */
export function canvasLayer(parent: HTMLElement): Layer {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none' })
  parent.append(canvas)
  const context = canvas.getContext('2d')!
  return {
    canvas,
    clear(width, height) {
      // A page enlarged by CSS keeps its canvases sharp.
      const density = (window.devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1)
      const [w, h] = [Math.round(width * density), Math.round(height * density)]
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w
        canvas.height = h
        canvas.style.width = `${width}px`
        canvas.style.height = `${height}px`
      }
      context.setTransform(density, 0, 0, density, 0, 0)
      context.clearRect(0, 0, width, height)
      return context
    },
  }
}

/** Watches a node's size in CSS pixels; returns how to stop. */
export function watchSize(node: HTMLElement, changed: (width: number, height: number) => void) {
  const observer = new ResizeObserver(() => changed(node.clientWidth, node.clientHeight))
  observer.observe(node)
  return () => observer.disconnect()
}
