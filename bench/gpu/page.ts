import type { Contest } from './contest.ts'

/**
 * One worker a contestant: libraries that claim the same names do not meet, and none of them has a
 * page to keep alive. The harness speaks to the workers by itself.
 */
const made = {
  ours: () => new Worker(new URL('./ours.worker.ts', import.meta.url), { type: 'module' }),
  hand: () => new Worker(new URL('./hand.worker.ts', import.meta.url), { type: 'module' }),
  ops: () => new Worker(new URL('./ops.worker.ts', import.meta.url), { type: 'module' }),
}

/** Resolves once the worker's contest can be asked. */
async function begin(name: keyof typeof made): Promise<void> {
  const worker = made[name]()
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', () => resolve(), { once: true })
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
  })
}

declare global {
  interface Window {
    begin: typeof begin
  }
  /** In a worker: what it measures. */
  var contest: Contest
}

window.begin = begin
