import { useEffect, useRef } from 'react'
import { sceneTexts } from '#i18n/scene-texts.ts'
import { type Scene, TOPICS } from '#lessons/scene.ts'
import { scenes } from '#lessons/scenes.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { focusPlay } from '#panels/play-focus.ts'
import { useApp, useWords } from '#panels/use-app.ts'
import { restart } from '#store/clock.ts'
import { look } from '#store/store.ts'

/** The menu of scenes, in course order. They are plain links: copied, opened apart, left by Back. */
export function ScenesDialog({ close }: { close: () => void }) {
  const words = useWords().scenes
  const texts = sceneTexts(useApp(({ view }) => view.lang))
  const now = useApp(({ view }) => view.scene)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const node = dialog.current
    const shut = () => node?.close()
    node?.showModal()
    // Back and a link opened elsewhere show another setup: it must be seen.
    window.addEventListener('hashchange', shut)
    return () => window.removeEventListener('hashchange', shut)
  }, [])
  return (
    // A click beside the menu closes it, as Escape does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className="scenes"
      aria-labelledby="scenes-title"
      onClose={close}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
    >
      <div className="scenes-page">
        <div className="scenes-head">
          <h2 id="scenes-title">{words.title}</h2>
          <p className="quiet">{words.lead}</p>
          <IconButton icon="close" name={words.close} onClick={() => dialog.current?.close()} />
        </div>
        <div className="scenes-topics">
          {TOPICS.map((topic) => (
            <section key={topic} aria-labelledby={`scenes-${topic}`}>
              <h3 id={`scenes-${topic}`}>{words.topics[topic]}</h3>
              <ul>
                {scenes
                  .filter((scene) => scene.topic === topic)
                  .map((scene) => (
                    <li key={scene.id}>
                      <a
                        href={scene.link}
                        aria-current={scene.id === now || undefined}
                        onClick={(event) => {
                          if (event.metaKey || event.ctrlKey || event.shiftKey) return
                          reopen(scene)
                          dialog.current?.close()
                          focusPlay()
                        }}
                      >
                        <span className="scene-title">{texts[scene.id].title}</span>
                        <span className="quiet">{texts[scene.id].hint}</span>
                      </a>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </dialog>
  )
}

/** The address is the scene's already, so the browser will not say that it was chosen again. */
function reopen({ id, link }: Scene) {
  if (location.hash !== link) return
  look({ scene: id })
  restart()
}
