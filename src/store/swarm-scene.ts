import type { SwarmScene, SwarmView } from '#engine/swarm-protocol.ts'
import { runColor, type ThemeName, themes } from '#plots/colors.ts'
import { spreadLevels } from '#plots/levels.ts'
import { lossPalette } from '#plots/loss-palette.ts'
import type { Cloud } from '#race/cloud.ts'
import { CLOUD_STARTS, wholeCloud } from '#setup/cloud.ts'
import type { Setup } from '#setup/setup.ts'
import { lastOf } from '#store/memo.ts'
import { readyOf } from '#store/ready.ts'
import { runId, runIndex } from '#store/shown-runs.ts'
import type { Results, State } from '#store/state.ts'
import { surfaceFacts } from '#store/surface-facts.ts'

/** Colours of points by loss: one for each step of the surface's scale. */
const PALETTE = 21

/** The clouds there are, one a run, or null: those that were asked for, and the neighbours of all others. */
const cloudsOf = lastOf((setup: Setup, neighbours: boolean): SwarmScene['clouds'] => {
  // The graph of a function of x alone has no plane around its runs.
  const flat = surfaceFacts(readyOf(setup).surface).dims === 1
  return setup.runs.map(({ cloud, look }): Cloud | null => {
    if (flat || look?.mute === true) return null
    if (cloud) return cloud.n > 0 ? wholeCloud(setup, cloud) : null
    return neighbours ? wholeCloud(setup, { n: CLOUD_STARTS }) : null
  })
})

/** Whether any points are on the stage. */
export const hasClouds = ({ setup, view }: Pick<State, 'setup' | 'view'>): boolean =>
  cloudsOf(setup, view.neighbours).some((cloud) => cloud !== null)

let kept: { readonly text: string; readonly scene: SwarmScene } | null = null

/** What the clouds are of; the same object while nothing of it changes. */
export function swarmScene({ setup, view }: Pick<State, 'setup' | 'view'>): SwarmScene {
  const scene = { race: readyOf(setup), clouds: cloudsOf(setup, view.neighbours) }
  const text = JSON.stringify(scene)
  if (kept?.text !== text) kept = { text, scene }
  return kept.scene
}

/** How the clouds are drawn; null while the stage is not laid out. */
export function swarmView({ setup, view, results }: State, ratio: number): SwarmView | null {
  if (!view.frame) return null
  const { frame, theme, cloudsBy, hover } = view
  const levels = cloudsBy === 'loss' ? levelsOf(view, results) : none
  return {
    rect: frame.rect,
    width: frame.width,
    height: frame.height,
    ratio,
    // Losses have no colours before there are levels.
    by: levels.length > 1 ? cloudsBy : 'run',
    runs: runsOf(setup, view.neighbours, theme, hover),
    levels,
    palette: palette(theme),
  }
}

/** The colours of points by loss, low to high. */
export const palette = lastOf((theme: ThemeName) => lossPalette(theme, PALETTE))

const runsOf = lastOf(
  (
    setup: Setup,
    neighbours: boolean,
    theme: ThemeName,
    hover: string | null,
  ): SwarmView['runs'] => {
    const clouds = cloudsOf(setup, neighbours)
    return setup.runs.map(({ cloud }, place) => {
      const color = runColor(themes[theme], runIndex(setup, place))
      // Another run was brought forward: this one's points stand back with its path.
      const away = hover !== null && hover !== runId(place)
      if (!clouds[place]) return { color, strength: 'hidden' as const }
      if (!cloud) return { color, strength: away ? ('hidden' as const) : ('faint' as const) }
      return { color, strength: away ? ('faint' as const) : ('full' as const) }
    })
  },
)

const none: readonly number[] = []

/** The levels that the picture's colours have. */
export const levelsOf = (
  { respread }: State['view'],
  { levels, field }: Results,
): readonly number[] => (respread && field ? spread(field.values) : (levels ?? none))

const spread = lastOf((values: Float64Array) => spreadLevels(values))
