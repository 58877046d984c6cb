import { ExportFiles } from '#panels/ExportFiles.tsx'
import { dataFile, isWhole } from '#panels/export-files.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { store } from '#store/store.ts'

/** The race's numbers as files. */
export function ExportData() {
  const { exporting } = useWords()
  const rows = useApp(({ results }) => results.trajectories.reduce((sum, { n }) => sum + n + 1, 0))
  const whole = useApp(isWhole)
  const lang = useApp(({ view }) => view.lang)
  return (
    <>
      <p className="quiet">
        {whole ? exporting.rows(rows.toLocaleString(lang)) : exporting.waiting}
      </p>
      <ExportFiles
        disabled={!whole}
        files={[
          { id: 'csv', tip: exporting.csvTip, make: () => dataFile(store.getState(), 'csv') },
          { id: 'json', tip: exporting.jsonTip, make: () => dataFile(store.getState(), 'json') },
        ]}
      />
    </>
  )
}
