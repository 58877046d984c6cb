import { Menu } from '@base-ui/react/menu'
import { RunMark } from '#panels/RunMark.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { recolorRun } from '#store/edit-runs.ts'
import { runIndex } from '#store/shown-runs.ts'

const LOOKS = Array.from({ length: LINK_LIMITS.colors }, (_, index) => index)

/** The sixteen ways a run can be drawn, told apart by dash and marker as well as by colour. */
export function RunLooks({ place }: { place: number }) {
  const words = useWords().runs
  const worn = useApp(({ setup }) => runIndex(setup, place))
  const nameOf = (index: number) => {
    const [hue = '', marker = ''] = [
      words.hues[index % words.hues.length],
      words.markers[index % words.markers.length],
    ]
    return words.look(hue, marker, index >= words.hues.length)
  }
  return (
    <Menu.RadioGroup
      className="run-looks"
      aria-label={words.colour}
      value={worn}
      onValueChange={(index: number) => recolorRun(place, index)}
    >
      {LOOKS.map((index) => (
        <Menu.RadioItem
          key={index}
          className="run-look"
          value={index}
          closeOnClick
          aria-label={nameOf(index)}
          title={nameOf(index)}
        >
          <RunMark index={index} />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
