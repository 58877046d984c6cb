import { useStore } from 'zustand'
import { CopyLink } from '#panels/CopyLink.tsx'
import { EngineFacts } from '#panels/EngineFacts.tsx'
import { ExportButton } from '#panels/ExportButton.tsx'
import { FoldButtons } from '#panels/FoldButtons.tsx'
import { IconButton } from '#panels/IconButton.tsx'
import { OpenLink } from '#panels/OpenLink.tsx'
import { ScenesButton } from '#panels/ScenesButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { chooseLang, chooseTheme, redo, undo } from '#store/actions.ts'
import { togglePresenting } from '#store/layout.ts'
import { store } from '#store/store.ts'

/** The name, and what concerns the page as a whole. */
export function TopBar() {
  const { bar, tools } = useWords()
  const theme = useApp(({ view }) => view.theme)
  const lang = useApp(({ view }) => view.lang)
  const past = useStore(store.temporal, ({ pastStates }) => pastStates.length)
  const future = useStore(store.temporal, ({ futureStates }) => futureStates.length)
  const otherTheme = theme === 'dark' ? 'light' : 'dark'
  return (
    <header className="bar">
      <h1>
        <svg className="sign" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M5 7C9 25 13 25 16 25s7 0 11-18" />
          <circle cx="16" cy="24.5" r="3" />
        </svg>
        Ravine
      </h1>
      <ScenesButton />
      <EngineFacts />
      <nav aria-label={bar.label}>
        <IconButton
          icon="undo"
          name={bar.undo}
          keys="Ctrl-Z"
          disabled={past === 0}
          onClick={undo}
        />
        <IconButton
          icon="redo"
          name={bar.redo}
          keys="Ctrl-Shift-Z"
          disabled={future === 0}
          onClick={redo}
        />
        <OpenLink />
        <ExportButton />
        <CopyLink />
        <FoldButtons />
        <IconButton
          className="roomy present"
          icon="present"
          name={tools.present}
          keys="P"
          onClick={togglePresenting}
        />
        <IconButton
          icon={theme === 'dark' ? 'sun' : 'moon'}
          name={bar[otherTheme]}
          onClick={() => chooseTheme(otherTheme)}
        />
        <button
          type="button"
          className="button"
          lang={lang === 'en' ? 'zh-CN' : 'en'}
          title={bar.otherTip}
          onClick={() => chooseLang(lang === 'en' ? 'zh' : 'en')}
        >
          {bar.other}
        </button>
      </nav>
    </header>
  )
}
