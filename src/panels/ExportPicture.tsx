import { useState } from 'react'
import { ExportFiles } from '#panels/ExportFiles.tsx'
import { pictureFile } from '#panels/export-files.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import type { ThemeName } from '#plots/colors.ts'
import { store } from '#store/store.ts'
import { hasClouds } from '#store/swarm-scene.ts'

/** Stage and curves as pictures. */
export function ExportPicture() {
  const { exporting, swarm } = useWords()
  const shown = useApp(({ view }) => view.theme)
  const clouds = useApp(hasClouds)
  const [figure, setFigure] = useState<'stage' | 'curves'>('stage')
  const [theme, setTheme] = useState<ThemeName>(shown)
  const file = (kind: 'png' | 'svg') => () => pictureFile(store.getState(), figure, theme, kind)
  return (
    <>
      <div className="export-choices">
        <label>
          {exporting.figure}
          <select
            className="number"
            value={figure}
            onChange={({ target }) => setFigure(target.value === 'curves' ? 'curves' : 'stage')}
          >
            <option value="stage">{exporting.stage}</option>
            <option value="curves">{exporting.curves}</option>
          </select>
        </label>
        <label>
          {exporting.theme}
          <select
            className="number"
            value={theme}
            onChange={({ target }) => setTheme(target.value === 'dark' ? 'dark' : 'light')}
          >
            <option value="light">{exporting.light}</option>
            <option value="dark">{exporting.dark}</option>
          </select>
        </label>
      </div>
      {clouds && figure === 'stage' && <p className="quiet">{swarm.notInPicture}</p>}
      <ExportFiles
        files={[
          { id: 'png', tip: exporting.pngTip, make: file('png') },
          { id: 'svg', tip: exporting.svgTip, make: file('svg') },
        ]}
      />
    </>
  )
}
