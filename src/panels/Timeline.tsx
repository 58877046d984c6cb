import { IconButton } from '#panels/IconButton.tsx'
import { Live } from '#panels/Live.tsx'
import { RandomStart } from '#panels/RandomStart.tsx'
import { Scrubber } from '#panels/Scrubber.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { restart, SPEEDS, togglePlay, walk } from '#store/clock.ts'
import { togglePresenting } from '#store/layout.ts'
import type { State } from '#store/state.ts'
import { look } from '#store/store.ts'

/** The clock: play, step, scrub. */
export function Timeline() {
  const { timeline, tools } = useWords()
  const playing = useApp(({ view }) => view.playing)
  const loop = useApp(({ view }) => view.loop)
  const presenting = useApp(({ view }) => view.presenting)
  const T = useApp(({ setup }) => setup.T)
  const idle = useApp(({ setup }) => setup.runs.length === 0)
  const why = idle ? { tip: tools.idle, disabled: true } : {}
  return (
    <section className="timeline" aria-label={timeline.label}>
      <IconButton icon="restart" name={timeline.restart} onClick={restart} {...why} />
      <IconButton icon="back" name={timeline.back} keys="←" onClick={() => walk(-1)} {...why} />
      <IconButton
        className="main"
        icon={playing ? 'pause' : 'play'}
        name={playing ? timeline.pause : timeline.play}
        keys="Space"
        onClick={togglePlay}
        {...why}
      />
      <IconButton
        icon="forward"
        name={timeline.forward}
        keys="→"
        onClick={() => walk(1)}
        {...why}
      />
      <Scrubber key={T} last={T} disabled={idle} />
      <span className="clock" style={{ minWidth: `${2 * String(T).length + 3}ch` }}>
        <Live read={clockText} />
      </span>
      <Speed />
      <IconButton
        icon="loop"
        name={timeline.loop}
        pressed={loop}
        onClick={() => look({ loop: !loop })}
      />
      <RandomStart disabled={idle} />
      {presenting && (
        <IconButton icon="leave" name={tools.leave} keys="Esc" onClick={togglePresenting} />
      )}
    </section>
  )
}

const clockText = ({ view, setup }: State) => `${Math.floor(view.step)} / ${setup.T}`

function Speed() {
  const { timeline } = useWords()
  const speed = useApp(({ view }) => view.speed)
  return (
    <select
      className="speed"
      aria-label={timeline.speed}
      title={timeline.speed}
      value={speed}
      onChange={(event) => look({ speed: Number(event.target.value) })}
    >
      {SPEEDS.map((each) => (
        <option key={each} value={each}>
          ×{each === 0.25 ? '¼' : each === 0.5 ? '½' : each}
        </option>
      ))}
    </select>
  )
}
