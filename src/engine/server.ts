import type { EngineFacts, FromEngine, Outcome, Reason, ToEngine, Work } from '#engine/protocol.ts'
import type { Executor } from '#formula/loop-instance.ts'
import { FieldEngine } from '#race/field.ts'
import { LaneError } from '#race/lane-error.ts'
import { RaceEngine } from '#race/race.ts'

/** Milliseconds of work between two looks at the messages. */
const SLICE = 8

/** Milliseconds between two words of progress. */
const PROGRESS = 200

type Task = { readonly id: number; readonly work: Work }

/**
 * The engine behind the messages, on whatever thread it stands: one piece of work at a time, in
 * the order of `ORDER`; it looks for messages after every slice.
 */
export function createServer(post: (message: FromEngine, transfer: ArrayBuffer[]) => void) {
  const executor = bestExecutor()
  const races = new RaceEngine(executor)
  const fields = new FieldEngine(executor)
  const pause = pauses()
  const waiting: Task[] = []
  let current: number | null = null
  let stopped = false

  const slices = (work: Work): Generator<number, Outcome> =>
    work.kind === 'race' ? raceSlices(work) : fieldSlices(work)

  function* raceSlices({ race }: Work & { kind: 'race' }): Generator<number, Outcome> {
    return { kind: 'race', trajectories: yield* races.steps(race) }
  }

  function* fieldSlices(work: Exclude<Work, { kind: 'race' }>): Generator<number, Outcome> {
    return { kind: work.kind, values: yield* fields.rows(work.field) }
  }

  async function perform({ id, work }: Task): Promise<void> {
    const steps = slices(work)
    let spent = 0
    let told = performance.now()
    let began = told
    for (let next = steps.next(); ; next = steps.next()) {
      const now = performance.now()
      if (next.done) {
        const facts: EngineFacts = { ...factsOf(executor), ms: spent + now - began }
        post({ kind: 'done', id, outcome: next.value, facts }, buffersOf(next.value))
        return
      }
      if (now - began < SLICE) continue
      spent += now - began
      await pause()
      if (stopped) {
        post({ kind: 'stopped', id }, [])
        return
      }
      began = performance.now()
      if (began - told > PROGRESS) {
        post({ kind: 'progress', id, share: next.value }, [])
        told = began
      }
    }
  }

  async function drain(): Promise<void> {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      current = task.id
      stopped = false
      try {
        await perform(task)
      } catch (error) {
        post({ kind: 'failed', id: task.id, reason: reasonOf(error) }, [])
      }
    }
    current = null
  }

  return (message: ToEngine): void => {
    switch (message.kind) {
      case 'work':
        waiting.push(message)
        waiting.sort((a, b) => ORDER[a.work.kind] - ORDER[b.work.kind])
        if (current === null) void drain()
        return
      case 'stop': {
        const place = waiting.findIndex(({ id }) => id === message.id)
        if (message.id === current) stopped = true
        if (place >= 0) {
          waiting.splice(place, 1)
          post({ kind: 'stopped', id: message.id }, [])
        }
      }
    }
  }
}

/** Paths first: they follow the finger. Levels before the picture that needs them. */
const ORDER: Readonly<Record<Work['kind'], number>> = { race: 0, domain: 1, view: 2 }

const factsOf = (executor: Executor): Pick<EngineFacts, 'precision' | 'executor'> => ({
  precision: 'float64',
  executor: executor === 'wasm' ? 'WebAssembly' : 'interpreter',
})

/** WebAssembly, unless it is missing or a policy forbids it. */
function bestExecutor(): Executor {
  try {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    const { length } = WebAssembly.Module.exports(new WebAssembly.Module(empty))
    return length === 0 ? 'wasm' : 'interpreter'
  } catch {
    return 'interpreter'
  }
}

/** Lets messages in. A timer would be held back to 4 ms. */
function pauses(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  let go: () => void
  port1.addEventListener('message', () => go())
  port1.start()
  return () =>
    new Promise((resolve) => {
      go = resolve
      port2.postMessage(null)
    })
}

function buffersOf(outcome: Outcome): ArrayBuffer[] {
  const arrays =
    outcome.kind === 'race'
      ? outcome.trajectories.flatMap((run) => [
          run.theta,
          run.loss,
          run.gradNorm,
          run.lr,
          run.momentum,
          run.average,
        ])
      : [outcome.values]
  // A run's columns may be parts of one buffer.
  const buffers = arrays.flatMap((array) =>
    array?.buffer instanceof ArrayBuffer ? [array.buffer] : [],
  )
  return [...new Set(buffers)]
}

const reasonOf = (error: unknown): Reason =>
  error instanceof LaneError
    ? { kind: 'formula', stage: error.stage, error: error.error }
    : { kind: 'fault', text: error instanceof Error ? error.message : String(error) }
