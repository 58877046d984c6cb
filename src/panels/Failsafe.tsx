import { Component, type ReactNode } from 'react'
import { words } from '#i18n/words.ts'
import { currentLink } from '#store/link-location.ts'
import { store } from '#store/store.ts'

type Props = { readonly children: ReactNode }

/** The edge of the page: whatever fails in drawing it ends here, in words, with the setup kept. */
export class Failsafe extends Component<Props, { readonly reason: string | null }> {
  override state = { reason: null }

  static getDerivedStateFromError(error: unknown) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { reason } = this.state
    if (reason === null) return this.props.children
    const { failed } = words(store.getState().view.lang).tools
    return (
      <main className="failed" role="alert">
        <h1>{failed.title}</h1>
        <p>{failed.kept}</p>
        <p>
          <code>{currentLink(store.getState())}</code>
        </p>
        <p className="quiet">{failed.reason(reason)}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {failed.reload}
          </button>
          <button type="button" className="button" onClick={afresh}>
            {failed.fresh}
          </button>
        </p>
      </main>
    )
  }
}

/** The default scene, whatever the address and this browser say. */
function afresh(): void {
  location.hash = '#v=1'
  location.reload()
}
