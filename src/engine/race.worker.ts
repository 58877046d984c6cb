import type { FromEngine, ToEngine } from '#engine/protocol.ts'
import { createServer } from '#engine/server.ts'

const receive = createServer((message, transfer) => self.postMessage(message, { transfer }))
self.addEventListener('message', ({ data }: MessageEvent<ToEngine>) => receive(data))
self.postMessage({ kind: 'ready' } satisfies FromEngine)
