import type { ToEngine } from '#engine/protocol.ts'
import { createServer } from '#engine/server.ts'

// The compiler's library is the page's; of a worker's scope this much is used.
type Scope = {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
  addEventListener(type: 'message', listen: (event: MessageEvent<ToEngine>) => void): void
}

const scope = globalThis as unknown as Scope
const receive = createServer((message, transfer) => scope.postMessage(message, transfer))
scope.addEventListener('message', ({ data }) => receive(data))
