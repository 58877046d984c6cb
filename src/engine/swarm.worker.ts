import type { ToSwarm } from '#engine/swarm-protocol.ts'
import { createSwarmServer } from '#engine/swarm-server.ts'

const receive = createSwarmServer((message, transfer) => self.postMessage(message, { transfer }))
self.addEventListener('message', ({ data }: MessageEvent<ToSwarm>) => receive(data))
