import '#engine/first-worker.ts'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '#panels/theme.css'
import '#panels/layout.css'
import '#panels/bar.css'
import '#panels/controls.css'
import '#panels/runs.css'
import '#panels/timeline.css'
import '#panels/scenes.css'
import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#panels/App.tsx'
import { Failsafe } from '#panels/Failsafe.tsx'
import { listenToHands } from '#panels/hands.ts'
import { runClock } from '#store/clock.ts'
import { followPrecision } from '#store/curve-drift.ts'
import { recallCurves } from '#store/curve-choice.ts'
import { followFullscreen } from '#store/layout.ts'
import { linkEngine } from '#store/link-engine.ts'
import { linkSwarm } from '#store/link-swarm.ts'
import { linkLocation } from '#store/link-location.ts'
import { linkDocument } from '#store/taste.ts'

// In this order: a scene in the link may choose other curves than the reader kept, the link says what
// to compute and how to look, the page is dressed before it is drawn.
recallCurves()
linkLocation()
followPrecision()
linkDocument()
linkEngine()
linkSwarm()
runClock()
listenToHands()
followFullscreen()

const host = document.getElementById('root')
// As a transition the first picture is drawn in slices, between which the browser can paint.
if (host)
  startTransition(() =>
    createRoot(host).render(
      <Failsafe>
        <App />
      </Failsafe>,
    ),
  )
