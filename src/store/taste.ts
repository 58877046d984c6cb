import { isLang, type Lang, words } from '#i18n/words.ts'
import { type ThemeName, themes } from '#plots/colors.ts'
import { keptFolds } from '#store/layout.ts'
import { keepPreference, preference } from '#store/preferences.ts'
import { look, store, watch } from '#store/store.ts'

const isTheme = (name: string | null): name is ThemeName => name === 'light' || name === 'dark'

/** What a link asks for, else what this reader chose before, else as the system has it. */
export function themeInForce(linked: string | null): ThemeName {
  const chosen = [linked, preference('theme')].find(isTheme)
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

/** What a link asks for, else what this reader chose before, else the browser's language. */
export function langInForce(linked: string | null): Lang {
  const chosen = [linked, preference('lang')].find(isLang)
  return chosen ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
}

/** Whether this reader wants to see every run's neighbours; most do. */
export const keptNeighbours = (): boolean => preference('neighbours') !== 'off'

/** Shows every run's neighbours, or not, from now on and in this browser. */
export function toggleNeighbours(): void {
  const neighbours = !store.getState().view.neighbours
  keepPreference('neighbours', neighbours ? 'on' : 'off')
  look({ neighbours })
}

const followed = () => look({ theme: themeInForce(store.getState().view.link.theme) })

/** Tells the document its theme and language, unfolds it as this reader left it, and follows the system. Returns how to stop. */
export function linkDocument(): () => void {
  const root = document.documentElement
  const dress = () => {
    const { theme, lang } = store.getState().view
    root.dataset['theme'] = theme
    root.lang = lang === 'zh' ? 'zh-CN' : 'en'
    document.title = words(lang).title
    paintFrame(themes[theme].background)
  }
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', followed)
  look({ folded: keptFolds() })
  dress()
  const stops = [watch(({ view }) => view.theme, dress), watch(({ view }) => view.lang, dress)]
  return () => {
    system.removeEventListener('change', followed)
    for (const stop of stops) stop()
  }
}

/** The browser's own frame, where it lets a page colour it. The theme is the reader's, not the system's. */
function paintFrame(color: string): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.removeAttribute('media')
    meta.content = color
  }
}
