import { words } from '#i18n/words.ts'
import { rendererName } from '#panels/renderer-name.ts'
import { hasClouds } from '#store/swarm-scene.ts'
import { isSingle } from '#store/shown-race.ts'
import type { State } from '#store/state.ts'

/** Two digits that count: 12 M, 850 K, 1200 万. */
const compact = (lang: State['view']['lang'], value: number) =>
  new Intl.NumberFormat(lang, { notation: 'compact', maximumSignificantDigits: 2 })
    .format(value)
    .replace(/(\d)(?=[A-Z万亿]+$)/, '$1 ')

const whole = (lang: State['view']['lang'], value: number) =>
  new Intl.NumberFormat(lang).format(value)

/** What computes clouds and races in float32: its precision and device, by the device's short or full name. */
export function deviceText({ view, results }: State, full = false): string {
  const { engine } = words(view.lang).swarm
  const { device } = results.swarm
  if (!device) return ''
  const { backend, renderer, precision, without } = device
  const named = renderer === null || full ? renderer : rendererName(renderer)
  const where = backend === 'webgl' ? engine.WebGL(named) : engine.cpu[without ?? 'plain']
  return `${precision} · ${where}`
}

/** What the clouds are doing: on what, how many points, how fast; empty where there is nothing to say. */
export function swarmText(state: State): string {
  const { lang } = state.view
  const { engine } = words(lang).swarm
  const { lanes, rate, none } = state.results.swarm
  if (!hasClouds(state)) return ''
  if (none) return engine.none
  // A race in float32 has named the device already.
  const device = isSingle(state) ? '' : deviceText(state)
  return [
    ...(device ? [device] : []),
    ...(lanes === 0 ? [] : [engine.lanes(whole(lang, lanes), lanes === 1)]),
    ...(rate === null ? [] : [engine.rate(compact(lang, rate))]),
  ].join(' · ')
}

/** That the clouds cannot keep up with the clock, and where they are; else empty. */
export function behindText({ view, results }: State): string {
  const { behind } = results.swarm
  return behind === null ? '' : words(view.lang).swarm.engine.behind(behind)
}
