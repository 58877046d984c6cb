import type { Words } from '#i18n/en.ts'
import { formulaErrorText } from '#i18n/problem-text.ts'
import type { Lang } from '#i18n/words.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { Problems } from '#panels/Problems.tsx'
import { useApp, useWords } from '#panels/use-app.ts'
import { dismiss } from '#store/actions.ts'
import type { Notice } from '#store/state.ts'

/** The page's one message: what was replaced in a link, or what befell the engine. */
export function Message() {
  const words = useWords()
  const notice = useApp(({ view }) => view.notice)
  const lang = useApp(({ view }) => view.lang)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> may hold no list
    <div className="message-place" role="status">
      {notice && (
        <div className="message">
          <div className="message-text">
            <p>{headline(notice, words, lang)}</p>
            {notice.kind === 'problems' && <Problems problems={notice.problems} />}
          </div>
          <IconButton icon="close" name={words.notice.dismiss} onClick={dismiss} />
        </div>
      )}
    </div>
  )
}

function headline(notice: Notice, { notice: words, swarm }: Words, lang: Lang): string {
  switch (notice.kind) {
    case 'problems':
      return words.problems(notice.problems.length)
    case 'recovered':
      return words.recovered
    case 'same-thread':
      return words.sameThread
    case 'interpreter':
      return words.interpreter
    case 'restored':
      return swarm.restored
    case 'respawned':
      return swarm.respawned
    case 'no-single':
      return swarm.none
    case 'refused':
      return {
        runs: words.refusedRuns,
        total: words.refusedTotal,
        starts: words.refusedStarts,
      }[notice.why](notice.limit)
    case 'failed': {
      const { reason } = notice
      return reason.kind === 'fault'
        ? words.fault(reason.text)
        : words.stage(reason.stage, formulaErrorText(reason.error, lang))
    }
  }
}
