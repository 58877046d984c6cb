import { newWorker } from '#engine/first-worker.ts'
import { watchLoss } from '#engine/watch-loss.ts'
import type { FromEngine, ToEngine } from '#engine/protocol.ts'

/** A way to an engine: a worker, or this very thread. */
export type Line = {
  readonly thread: 'worker' | 'page'
  post(message: ToEngine): void
  close(): void
}

export type Ears = {
  readonly hear: (message: FromEngine) => void
  /** The engine is gone, with what it was doing. */
  readonly lost: () => void
}

/** A line to a new worker. Throws where there are none. */
export function workerLine({ hear, lost }: Ears): Line {
  const { worker, ready } = newWorker()
  // It spoke before anybody listened.
  if (ready) queueMicrotask(() => hear({ kind: 'ready' }))
  worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => hear(data))
  watchLoss(worker, lost)
  return {
    thread: 'worker',
    post: (message) => worker.postMessage(message),
    close: () => worker.terminate(),
  }
}

/** The engine on this thread, for browsers without module workers; loaded only then. */
export function pageLine({ hear, lost }: Ears): Line {
  let open = true
  const server = import('#engine/server.ts').then(({ createServer }) =>
    createServer((message) => {
      if (open) hear(message)
    }),
  )
  server.catch(lost)
  return {
    thread: 'page',
    post: (message) => {
      // what befalls the loading itself is told by `lost`
      void server.then(
        (receive) => receive(message),
        () => {},
      )
    },
    close: () => {
      open = false
    },
  }
}
