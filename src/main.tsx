import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '#panels/theme.css'
import '#panels/layout.css'
import '#panels/controls.css'
import '#panels/runs.css'
import '#panels/timeline.css'
import { createRoot } from 'react-dom/client'
import { App } from '#panels/App.tsx'
import { listenToHands } from '#panels/hands.ts'
import { runClock } from '#store/clock.ts'
import { linkEngine } from '#store/link-engine.ts'
import { linkLocation } from '#store/link-location.ts'
import { linkDocument } from '#store/taste.ts'

// In this order: the link says what to compute and how to look, the page is dressed before it is drawn.
linkLocation()
linkDocument()
linkEngine()
runClock()
listenToHands()

const host = document.getElementById('root')
if (host) createRoot(host).render(<App />)
