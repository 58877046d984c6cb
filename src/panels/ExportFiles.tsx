import { useState } from 'react'
import { type SavedFile, save } from '#panels/export-files.ts'
import { useWords } from '#panels/use-app.ts'

type Kind = 'csv' | 'json' | 'svg' | 'png'

type Props = {
  files: readonly { id: Kind; tip: string; make: () => Promise<SavedFile | null> }[]
  disabled?: boolean
}

/** A button for each kind of file, with what it is good for; says what became of it. */
export function ExportFiles({ files, disabled = false }: Props) {
  const { exporting } = useWords()
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState<Kind | null>(null)
  async function make({ id, make: made }: Props['files'][number]) {
    setBusy(id)
    setSaid('')
    try {
      const file = await made()
      if (file) save(file)
      setSaid(file ? exporting.ready(file.name) : exporting.waiting)
    } catch {
      setSaid(exporting.failed)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <ul className="export-files">
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className="button chief"
              disabled={disabled || busy !== null}
              onClick={() => void make(file)}
            >
              {exporting[file.id]}
            </button>
            <span>{file.tip}</span>
          </li>
        ))}
      </ul>
      <output className="export-said">{said}</output>
    </>
  )
}
