import { useMemo } from 'react'
import { sceneTexts } from '#i18n/scene-texts.ts'
import { nextScene, sceneNamed } from '#lessons/find-scene.ts'
import type { SceneId } from '#lessons/scene.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { decodeLink } from '#setup/decode-link.ts'
import type { Setup } from '#setup/setup.ts'
import { look } from '#store/store.ts'

/** Title, what to look for, what to try, source; away while another surface is on the stage. */
export function SceneWords({ id }: { id: SceneId }) {
  const { scenes } = useWords()
  const text = sceneTexts(useApp(({ view }) => view.lang))[id]
  const presenting = useApp(({ view }) => view.presenting)
  const scene = sceneNamed(id)
  const surface = useMemo(() => scene && surfaceOf(decodeLink(scene.link).setup), [scene])
  const here = useApp(({ setup }) => surfaceOf(setup) === surface)
  if (!scene || !here) return null
  const next = nextScene(scene)
  return (
    <section className="scene-words" aria-labelledby="scene-title">
      <div className="scene-head">
        <h2 id="scene-title">{text.title}</h2>
        {next && (
          <a className="button" href={next.link}>
            {scenes.next}
          </a>
        )}
        <IconButton icon="close" name={scenes.closeCaption} onClick={() => look({ scene: null })} />
      </div>
      <p>{text.look}</p>
      <p>
        {/* A room that watches has no hands. */}
        {!presenting && (
          <>
            <b>{scenes.tryIt}</b> {text.tryIt}{' '}
          </>
        )}
        <span className="quiet">
          {scenes.source} {scene.source}
        </span>
      </p>
    </section>
  )
}

/** Which surface a setup has, whatever its parameters. */
const surfaceOf = ({ objective }: Setup) =>
  objective.kind === 'typed' ? `:${objective.formula}` : objective.id
