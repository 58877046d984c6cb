import { CurvesPanel } from '#panels/CurvesPanel.tsx'
import { Message } from '#panels/Message.tsx'
import { RunsPanel } from '#panels/RunsPanel.tsx'
import { SceneCaption } from '#panels/SceneCaption.tsx'
import { Scoreboard } from '#panels/Scoreboard.tsx'
import { Side } from '#panels/Side.tsx'
import { StagePanel } from '#panels/StagePanel.tsx'
import { Timeline } from '#panels/Timeline.tsx'
import { TopBar } from '#panels/TopBar.tsx'
import { useApp } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

/** The whole page, less what the link takes off it. */
export function App() {
  const presenting = useApp(({ view }) => view.presenting)
  const timeline = useApp((state) => !isHidden(state, 'timeline'))
  // A presentation is left by a button of the timeline, or where there is none, of the bar.
  const top = useApp((state) => !isHidden(state, 'bar')) && !(presenting && timeline)
  return (
    <div className="app" data-presenting={presenting || undefined}>
      {top && <TopBar />}
      <main>
        {!top && <h1 className="spoken">Ravine</h1>}
        <Side panel="runs">
          <RunsPanel />
        </Side>
        <div className="notices">
          <SceneCaption />
          <Message />
        </div>
        <StagePanel />
        {timeline && <Timeline />}
        <Side panel="board">
          <Scoreboard />
        </Side>
        <Side panel="curves">
          <CurvesPanel />
        </Side>
      </main>
    </div>
  )
}
