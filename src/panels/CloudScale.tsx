import type { CSSProperties } from 'react'
import { useApp, useWords } from '#panels/use-app.ts'
import { hasClouds, palette } from '#store/swarm-scene.ts'

/** What the colour of a cloud's points says, where it says their loss. */
export function CloudScale() {
  const { swarm: words } = useWords()
  const shown = useApp((state) => state.view.cloudsBy === 'loss' && hasClouds(state))
  const colors = useApp(({ view }) => palette(view.theme))
  if (!shown) return null
  const ramp = { '--ramp': `linear-gradient(to right, ${colors.join()})` } as CSSProperties
  return (
    <p className="cloud-scale" title={words.scale}>
      {words.low}
      <span style={ramp} />
      {words.high}
    </p>
  )
}
