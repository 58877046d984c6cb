import '#panels/stage.css'
import { IconButton } from '#panels/IconButton.tsx'
import { useLock } from '#panels/use-lock.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { SHORTEST_PART } from '#plots/arrow-layer.ts'
import { formatValue } from '#plots/format.ts'
import { readyOf } from '#store/ready.ts'
import { look } from '#store/store.ts'
import { surfaceFacts } from '#store/surface-facts.ts'
import { hasClouds } from '#store/swarm-scene.ts'
import { toggleNeighbours } from '#store/taste.ts'
import { isHidden } from '#store/teacher.ts'

/** How much a press zooms. */
const FACTOR = 1.5

/** Small buttons in the stage's corner: how it is looked at, and what is drawn on it. */
export function StageTools({ zoom }: { zoom: (factor: number) => void }) {
  const { stageTools: words, swarm } = useWords()
  const locked = useLock('view')
  const hidden = useApp((state) => isHidden(state, 'tools'))
  const home = useApp(({ view }) => view.rect === null)
  const arrows = useApp(({ view }) => view.arrows)
  const respread = useApp(({ view }) => view.respread)
  const neighbours = useApp(({ view }) => view.neighbours)
  const byLoss = useApp(({ view }) => view.cloudsBy === 'loss')
  const clouds = useApp(hasClouds)
  const flat = useApp(({ setup }) => surfaceFacts(readyOf(setup).surface).dims === 1)
  if (hidden) return null
  return (
    <div className="stage-tools" role="toolbar" aria-label={words.label}>
      <IconButton
        icon="plus"
        name={words.zoomIn}
        keys="+"
        disabled={locked}
        onClick={() => zoom(1 / FACTOR)}
      />
      <IconButton
        icon="minus"
        name={words.zoomOut}
        keys="−"
        disabled={locked}
        onClick={() => zoom(FACTOR)}
      />
      <IconButton
        icon="fit"
        name={words.reset}
        keys="0"
        disabled={locked || home}
        onClick={() => look({ rect: null })}
      />
      {!flat && (
        <>
          <IconButton
            icon="arrows"
            name={words.arrows}
            tip={words.arrowsTip(formatValue(SHORTEST_PART))}
            pressed={arrows}
            onClick={() => look({ arrows: !arrows })}
          />
          <IconButton
            icon="levels"
            name={words.respread}
            tip={words.respreadTip}
            pressed={respread}
            onClick={() => look({ respread: !respread })}
          />
          <IconButton
            icon="neighbours"
            name={swarm.neighbours}
            tip={swarm.neighboursTip}
            pressed={neighbours}
            onClick={toggleNeighbours}
          />
          <IconButton
            icon="byLoss"
            name={swarm.byLoss}
            tip={clouds ? swarm.byLossTip : swarm.noPoints}
            pressed={byLoss}
            disabled={!clouds}
            onClick={() => look({ cloudsBy: byLoss ? 'run' : 'loss' })}
          />
        </>
      )}
    </div>
  )
}
