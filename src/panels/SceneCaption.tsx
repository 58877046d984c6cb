import { useEffect, useEffectEvent } from 'react'
import type { SceneId } from '#lessons/scene.ts'
import { late, useLate } from '#panels/late.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const sceneWords = late(async () => (await import('#panels/SceneWords.tsx')).SceneWords)

/** The words of the scene that is open, over the stage. */
export function SceneCaption() {
  const scene = useApp(({ view }) => view.scene)
  const hidden = useApp((state) => isHidden(state, 'scenes'))
  return scene === null || hidden ? null : <Caption id={scene} />
}

/** The words' room is kept while they load. */
function Caption({ id }: { id: SceneId }) {
  const { missing: words } = useWords().tools
  const { Part, missing, ask } = useLate(sceneWords)
  const fetch = useEffectEvent(() => ask())
  useEffect(() => fetch(), [])
  if (Part) return <Part id={id} />
  return (
    <div className="scene-words">
      {missing && (
        <p role="alert">
          {words.text}{' '}
          <button type="button" className="button outlined" onClick={() => ask()}>
            {words.again}
          </button>
        </p>
      )}
    </div>
  )
}
