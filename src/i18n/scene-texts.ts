import { sceneTexts as en } from '#i18n/en-scene-texts.ts'
import type { Lang } from '#i18n/words.ts'
import { sceneTexts as zh } from '#i18n/zh-scene-texts.ts'

/** What is said about each scene. Apart from the page's other words, for it is loaded later. */
export type SceneTexts = typeof en

const languages: Readonly<Record<Lang, SceneTexts>> = { en, zh }

/** The words of the scenes in a language. */
export const sceneTexts = (lang: Lang): SceneTexts => languages[lang]
