import { CURVES, type CurveId } from '#store/curve-ids.ts'
import { keepPreference, preference } from '#store/preferences.ts'
import { look, store } from '#store/store.ts'
import { toggled } from '#store/toggled.ts'

/** Draws a curve or takes it away, from now on and in this browser. */
export function toggleCurve(id: CurveId): void {
  const curves = toggled(CURVES, store.getState().view.curves, id)
  keepPreference('curves', curves.join())
  look({ curves })
}

/** Puts a curve on a linear axis, or back on its own, from now on and in this browser. */
export function toggleLinear(id: CurveId): void {
  const linear = toggled(CURVES, store.getState().view.linear, id)
  keepPreference('linear', linear.join())
  look({ linear })
}

/**
 * Shows the curves as this browser kept them. Unknown names are those of another version; where nothing
 * is known the page keeps its own choice, but a list emptied by hand stays empty.
 */
export function recallCurves(): void {
  const [curves, linear] = [preference('curves'), preference('linear')]
  const [shown, onLinear] = [known(curves), known(linear)]
  if (shown) look({ curves: shown })
  if (onLinear) look({ linear: onLinear })
}

function known(kept: string | null): readonly CurveId[] | null {
  const names = kept?.split(',') ?? []
  const found = CURVES.filter((id) => names.includes(id))
  return found.length > 0 || kept === '' ? found : null
}
