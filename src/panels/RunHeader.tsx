import { useState } from 'react'
import { IconButton } from '#panels/IconButton.tsx'
import { RunEnd } from '#panels/RunEnd.tsx'
import { RunMark } from '#panels/RunMark.tsx'
import { RunMenuButton } from '#panels/RunMenuButton.tsx'
import { RunName } from '#panels/RunName.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { isSolo, muteRun, soloRun } from '#store/edit-runs.ts'
import { runIndex } from '#store/shown-runs.ts'

type Props = { place: number; name: string; mute: boolean }

/** A card's first line: how the run is drawn, its name, how it ended, and what can be done with it. */
export function RunHeader({ place, name, mute }: Props) {
  const words = useWords().runs
  const index = useApp(({ setup }) => runIndex(setup, place))
  const solo = useApp(({ setup }) => isSolo(setup.runs, place))
  const locked = useLock('runs')
  const [renaming, rename] = useState(false)
  return (
    <header>
      <RunMark index={index} />
      {renaming ? (
        <RunName place={place} name={name} onDone={() => rename(false)} />
      ) : (
        <h3>
          <button
            type="button"
            className="card-title"
            title={locked ? name : `${name}. ${words.renameTip}`}
            onDoubleClick={() => !locked && rename(true)}
            // A click without a pointer is a key.
            onClick={({ detail }) => detail === 0 && !locked && rename(true)}
          >
            {name}
          </button>
        </h3>
      )}
      <span className="card-end">
        <RunEnd place={place} />
      </span>
      <span className="card-tools" data-on={mute || solo || undefined}>
        <IconButton
          icon={mute ? 'eyeOff' : 'eye'}
          name={words.mute(name)}
          tip={mute ? words.unmuteTip : words.muteTip}
          pressed={mute}
          onClick={() => muteRun(place, !mute)}
        />
        <IconButton
          icon="solo"
          name={words.solo(name)}
          tip={solo ? words.unsoloTip : words.soloTip}
          pressed={solo}
          onClick={() => soloRun(place)}
        />
      </span>
      <RunMenuButton place={place} name={name} onRename={() => rename(true)} />
    </header>
  )
}
