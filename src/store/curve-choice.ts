import { CURVES, type CurveId } from '#store/curve-ids.ts'
import { keepPreference, preference } from '#store/preferences.ts'
import { look, store } from '#store/store.ts'

const toggled = (chosen: readonly CurveId[], id: CurveId): readonly CurveId[] =>
  CURVES.filter((each) => chosen.includes(each) !== (each === id))

/** Draws a curve or takes it away, from now on and in this browser. */
export function toggleCurve(id: CurveId): void {
  const curves = toggled(store.getState().view.curves, id)
  keepPreference('curves', curves.join())
  look({ curves })
}

/** Puts a curve on a linear axis, or back on its own, from now on and in this browser. */
export function toggleLinear(id: CurveId): void {
  const linear = toggled(store.getState().view.linear, id)
  keepPreference('linear', linear.join())
  look({ linear })
}

/** Shows the curves as this browser kept them; unknown names are those of another version. */
export function recallCurves(): void {
  const [curves, linear] = [preference('curves'), preference('linear')]
  const known = (kept: string) => CURVES.filter((id) => kept.split(',').includes(id))
  if (curves !== null) look({ curves: known(curves) })
  if (linear !== null) look({ linear: known(linear) })
}
