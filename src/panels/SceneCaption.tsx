import { lazy, Suspense } from 'react'
import { useApp } from '#panels/use-app.ts'
import { isHidden } from '#store/teacher.ts'

const SceneWords = lazy(async () => ({
  default: (await import('#panels/SceneWords.tsx')).SceneWords,
}))

/** The words of the scene that is open, over the stage; their room is kept while they load. */
export function SceneCaption() {
  const scene = useApp(({ view }) => view.scene)
  const hidden = useApp((state) => isHidden(state, 'scenes'))
  if (scene === null || hidden) return null
  return (
    <Suspense fallback={<div className="scene-words" />}>
      <SceneWords id={scene} />
    </Suspense>
  )
}
