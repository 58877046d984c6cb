import type { SceneTexts } from '#i18n/scene-texts.ts'

/** The name of a scene: what its words are kept under. */
export type SceneId = keyof SceneTexts

/** What a scene is about, in the order in which a course takes them. */
export const TOPICS = [
  'rate',
  'noise',
  'momentum',
  'adaptive',
  'schedules',
  'stability',
  'starts',
] as const

type Topic = (typeof TOPICS)[number]

/** One phenomenon, ready to open. */
export type Scene = {
  readonly id: SceneId
  readonly topic: Topic
  /** A link as the page itself writes it: reading and writing it again changes nothing. */
  readonly link: string
  /** Where the phenomenon was first shown, or is best explained. */
  readonly source: string
  /** The curves that show it. */
  readonly curves: readonly (
    | 'loss'
    | 'lr'
    | 'gradient'
    | 'step'
    | 'distance'
    | 'sharpness'
    | 'drift'
  )[]
  /** It is about neighbourhoods: every run has its neighbours around it. */
  readonly neighbours?: true
  /** What the colour of points says; absent: whose they are. */
  readonly cloudsBy?: 'loss'
}
