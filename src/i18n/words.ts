import { en, type Words } from '#i18n/en.ts'
import { zh } from '#i18n/zh.ts'

/** The languages of the page. */
export type Lang = 'en' | 'zh'

const languages: Readonly<Record<Lang, Words>> = { en, zh }

/** True for the name of a language the page speaks. */
export const isLang = (name: string | null): name is Lang =>
  name !== null && Object.hasOwn(languages, name)

/** The page's words in a language. */
export const words = (lang: Lang): Words => languages[lang]
