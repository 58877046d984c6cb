import { Menu } from '@base-ui/react/menu'
import { type ReactNode, type RefObject, useRef } from 'react'
import { focusAddRun, focusCard } from '#panels/card-focus.ts'
import { Icon } from '#panels/Icon.tsx'
import { RunLooks } from '#panels/RunLooks.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { useLock } from '#panels/use-lock.ts'
import { LINK_LIMITS } from '#setup/link-limits.ts'
import { duplicateRun, moveRun, removeRun, setRunStart } from '#store/edit-runs.ts'
import { look, store } from '#store/store.ts'

type Props = {
  place: number
  open: boolean
  anchor: RefObject<HTMLButtonElement | null>
  onOpenChange: (open: boolean) => void
  onRename: () => void
}

/** All that can be done with a run as a whole. */
export function RunMenu({ place, open, anchor, onOpenChange, onRename }: Props) {
  const words = useWords().runs
  const count = useApp(({ setup }) => setup.runs.length)
  const own = useApp(({ setup }) => setup.runs[place]?.start !== undefined)
  const locked = { runs: useLock('runs'), stages: useLock('stages'), start: useLock('start') }
  // What an item did may have put the focus elsewhere; the button is where it returns otherwise.
  const elsewhere = useRef(false)
  const then = (action: () => void) => () => {
    elsewhere.current = true
    action()
  }
  const returns = () => {
    const moved = elsewhere.current
    elsewhere.current = false
    return moved ? false : anchor.current
  }
  const move = (to: number) =>
    then(() => {
      moveRun(place, to)
      focusCard(to, 'menu')
    })
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      {/* Within the panel, so that it is part of the page's regions. */}
      <Menu.Portal container={panelOf(anchor)}>
        <Menu.Positioner
          className="run-menu-place"
          anchor={anchor}
          positionMethod="fixed"
          align="end"
          sideOffset={4}
        >
          <Menu.Popup className="run-menu" finalFocus={returns}>
            <Item disabled={locked.runs} onClick={then(() => requestAnimationFrame(onRename))}>
              {words.rename}
            </Item>
            <Item
              disabled={locked.runs || count >= LINK_LIMITS.runs}
              onClick={then(() => {
                duplicateRun(place)
                if (store.getState().setup.runs.length > count) focusCard(place + 1, 'name')
              })}
            >
              {words.duplicate}
            </Item>
            <Item
              disabled={locked.stages}
              onClick={then(() => {
                openCard(place)
                focusCard(place, 'rule')
              })}
            >
              {words.changeRule}
            </Item>
            <Menu.CheckboxItem
              className="run-menu-item"
              closeOnClick
              checked={own}
              disabled={locked.start}
              onCheckedChange={(on) => setRunStart(place, on ? store.getState().setup.start : null)}
            >
              {words.ownStart}
              <Menu.CheckboxItemIndicator className="run-menu-mark">
                <Icon name="check" />
              </Menu.CheckboxItemIndicator>
            </Menu.CheckboxItem>
            <Menu.Separator className="run-menu-line" />
            <Item disabled={locked.runs || place === 0} onClick={move(place - 1)}>
              {words.moveUp}
            </Item>
            <Item disabled={locked.runs || place === count - 1} onClick={move(place + 1)}>
              {words.moveDown}
            </Item>
            <Menu.Separator className="run-menu-line" />
            <RunLooks place={place} />
            <Menu.Separator className="run-menu-line" />
            <Item
              disabled={locked.runs}
              onClick={then(() => {
                removeRun(place)
                if (count === 1) focusAddRun()
                else focusCard(Math.min(place, count - 2), 'name')
              })}
            >
              {words.remove}
            </Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

type ItemProps = { disabled: boolean; onClick: () => void; children: ReactNode }

function Item(props: ItemProps) {
  return <Menu.Item className="run-menu-item" {...props} />
}

const panelOf = ({ current }: Props['anchor']) => current?.closest<HTMLElement>('.panel') ?? null

function openCard(place: number): void {
  const { opened } = store.getState().view
  if (!opened.includes(place)) look({ opened: [...opened, place] })
}
