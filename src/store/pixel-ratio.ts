/**
 * Listens for a CSS pixel that becomes more or fewer device pixels, as on another screen; returns how
 * to stop. Where nothing can be asked, nothing is heard.
 */
export function watchPixelRatio(changed: () => void): () => void {
  let query: MediaQueryList | undefined
  const stop = () => query?.removeEventListener('change', heard)
  function heard() {
    listen()
    changed()
  }
  // a query asks for one ratio: the next one needs another
  function listen() {
    stop()
    query = window.matchMedia?.(`(resolution: ${window.devicePixelRatio}dppx)`)
    query?.addEventListener('change', heard)
  }
  listen()
  return stop
}
