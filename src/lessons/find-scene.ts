import type { Scene } from '#lessons/scene.ts'
import { scenes } from '#lessons/scenes.ts'
import type { DecodedLink } from '#setup/decode-link.ts'
import { defaultSetup, defaultView } from '#setup/default-setup.ts'
import { encodeLink } from '#setup/encode-link.ts'

/**
 * The scene that a link opens, or null: setup, view and step are exactly the scene's. Language, theme
 * and what a teacher hides or locks may be added to it.
 */
export function sceneOf({ setup, view, problems }: DecodedLink): Scene | null {
  // The default scene is none of them; no link needs to be written to know it.
  if (problems.length > 0 || setup === defaultSetup) return null
  const link = encodeLink(setup, { ...defaultView, view: view.view, k: view.k })
  return scenes.find((scene) => scene.link === link) ?? null
}

/** The scene of this name. */
export const sceneNamed = (id: string): Scene | null =>
  scenes.find((scene) => scene.id === id) ?? null

/** The one after it in the course, or null after the last. */
export const nextScene = (scene: Scene): Scene | null => scenes[scenes.indexOf(scene) + 1] ?? null
