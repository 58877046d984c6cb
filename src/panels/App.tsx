import { CurvesPanel } from '#panels/CurvesPanel.tsx'
import { Message } from '#panels/Message.tsx'
import { RunsPanel } from '#panels/RunsPanel.tsx'
import { Scoreboard } from '#panels/Scoreboard.tsx'
import { StagePanel } from '#panels/StagePanel.tsx'
import { Timeline } from '#panels/Timeline.tsx'
import { TopBar } from '#panels/TopBar.tsx'

/** The whole page. */
export function App() {
  return (
    <div className="app">
      <TopBar />
      <main>
        <RunsPanel />
        <Message />
        <StagePanel />
        <Timeline />
        <Scoreboard />
        <CurvesPanel />
      </main>
    </div>
  )
}
