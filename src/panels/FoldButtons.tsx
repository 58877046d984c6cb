import { IconButton } from '#panels/IconButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { fold, PANELS } from '#store/layout.ts'

/** A button for each panel that folds away, and is not taken off the page by the link. */
export function FoldButtons() {
  const { tools } = useWords()
  const folded = useApp(({ view }) => view.folded)
  const hide = useApp(({ view }) => view.link.hide)
  return (
    <fieldset className="folds" aria-label={tools.panels}>
      {PANELS.filter((panel) => !hide.includes(panel)).map((panel) => (
        <IconButton
          key={panel}
          icon={panel}
          name={tools.show[panel]}
          pressed={!folded.includes(panel)}
          onClick={() => fold(panel)}
        />
      ))}
    </fieldset>
  )
}
