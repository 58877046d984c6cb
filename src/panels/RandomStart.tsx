import { IconButton } from '#panels/IconButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { raceFromRandomStart } from '#store/edit-objective.ts'
import { restart } from '#store/clock.ts'

/** Races again from a start that the next seed gives; the tooltip says which seed is in force. */
export function RandomStart({ disabled }: { disabled: boolean }) {
  const { tools } = useWords()
  const seed = useApp(({ setup }) => setup.seed)
  const locked = useLock('start', 'seed')
  return (
    <IconButton
      icon="dice"
      name={tools.random}
      tip={tools.randomSeed(seed)}
      disabled={disabled || locked}
      onClick={() => {
        raceFromRandomStart()
        restart()
      }}
    />
  )
}
