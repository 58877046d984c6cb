import { useEffect, useRef } from 'react'
import { words } from '#i18n/words.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { Live } from '#panels/Live.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { restart, scrub, SPEEDS, togglePlay, walk } from '#store/clock.ts'
import type { State } from '#store/state.ts'
import { look, store } from '#store/store.ts'

/** The clock: play, step, scrub. */
export function Timeline() {
  const { timeline } = useWords()
  const playing = useApp(({ view }) => view.playing)
  const speed = useApp(({ view }) => view.speed)
  const loop = useApp(({ view }) => view.loop)
  const T = useApp(({ setup }) => setup.T)
  return (
    <section className="timeline" aria-label={timeline.label}>
      <IconButton icon="restart" name={timeline.restart} onClick={restart} />
      <IconButton icon="back" name={timeline.back} keys="←" onClick={() => walk(-1)} />
      <IconButton
        className="main"
        icon={playing ? 'pause' : 'play'}
        name={playing ? timeline.pause : timeline.play}
        keys="Space"
        onClick={togglePlay}
      />
      <IconButton icon="forward" name={timeline.forward} keys="→" onClick={() => walk(1)} />
      <Scrubber key={T} last={T} />
      <Live className="clock" read={clockText} />
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
      <IconButton
        icon="loop"
        name={timeline.loop}
        pressed={loop}
        onClick={() => look({ loop: !loop })}
      />
    </section>
  )
}

const clockText = ({ view, setup }: State) => `${Math.floor(view.step)} / ${setup.T}`

/** The slider of steps; it follows the clock without React. */
function Scrubber({ last }: { last: number }) {
  const { timeline } = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const node = input.current!
    const write = ({ view, setup }: State) => {
      const text = words(view.lang).timeline.now(Math.floor(view.step), setup.T)
      if (node.ariaValueText === text) return
      node.ariaValueText = text
      node.value = String(Math.floor(view.step))
      node.style.setProperty('--share', String(Math.floor(view.step) / setup.T))
    }
    write(store.getState())
    return store.subscribe(write)
  }, [])
  return (
    <input
      ref={input}
      className="scrubber"
      type="range"
      min={0}
      max={last}
      step={1}
      defaultValue={0}
      aria-label={timeline.scrub}
      onInput={(event) => scrub(event.currentTarget.valueAsNumber)}
    />
  )
}
