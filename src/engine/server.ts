import type {
  EngineFacts,
  FromEngine,
  Outcome,
  ToEngine,
  Work,
  WorkKind,
} from '#engine/protocol.ts'
import { buffersOf, columnsOf } from '#engine/hand-over.ts'
import { pauses } from '#engine/pauses.ts'
import { reasonOf } from '#engine/reason-of.ts'
import { canCompile, type Executor } from '#formula/loop-instance.ts'
import { arrowGrid } from '#race/arrows.ts'
import { FieldEngine } from '#race/field.ts'
import { findMinima } from '#race/minima.ts'
import { RaceEngine } from '#race/race.ts'
import { sharpness } from '#race/sharpness.ts'
import { SurfacePoints } from '#race/surface-points.ts'

/** Milliseconds of work between two looks at the messages. */
const SLICE = 8

/** Milliseconds between two words of progress. */
const PROGRESS = 200

type Task = { readonly id: number; readonly work: Work }

/**
 * The engine behind the messages, on whatever thread it stands. What waits is done in the order of
 * `ORDER`; it looks for messages after every slice, and what is more urgent goes between the slices.
 */
export function createServer(post: (message: FromEngine, transfer: ArrayBuffer[]) => void) {
  const executor = canCompile() ? 'wasm' : 'interpreter'
  // One for each rank: work of one rank never goes between the slices of another piece of it.
  const races = new RaceEngine(executor)
  const fields = new FieldEngine(executor)
  const points = new SurfacePoints(executor)
  const pause = pauses()
  const waiting: Task[] = []
  const current = new Set<number>()
  const stopped = new Set<number>()

  function* slices(work: Work): Generator<number, Outcome> {
    switch (work.kind) {
      case 'race':
        return { kind: work.kind, trajectories: yield* races.steps(work.race) }
      case 'domain':
      case 'view':
        return { kind: work.kind, values: yield* fields.rows(work.field) }
      case 'arrows':
        return { kind: work.kind, values: yield* arrowGrid(points, work.field) }
      case 'sharpness':
        return { kind: work.kind, paths: yield* sharpness(points, work.along) }
      case 'minima':
        return { kind: work.kind, minima: yield* findMinima(points, work.surface) }
    }
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
        post({ kind: 'done', id, outcome: next.value, facts }, buffersOf(arraysOf(next.value)))
        return
      }
      if (now - began < SLICE) continue
      spent += now - began
      await pause()
      await drain(RANK[work.kind])
      if (stopped.has(id)) {
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

  /** Does what waits and ranks before `rank`. */
  async function drain(rank: number): Promise<void> {
    for (;;) {
      const [first] = waiting
      if (!first || RANK[first.work.kind] >= rank) return
      waiting.shift()
      current.add(first.id)
      try {
        await perform(first)
      } catch (error) {
        post({ kind: 'failed', id: first.id, reason: reasonOf(error) }, [])
      }
      current.delete(first.id)
      stopped.delete(first.id)
    }
  }

  return (message: ToEngine): void => {
    switch (message.kind) {
      case 'work':
        waiting.push(message)
        waiting.sort((a, b) => ORDER[a.work.kind] - ORDER[b.work.kind])
        if (current.size === 0) void drain(Infinity)
        return
      case 'stop': {
        const place = waiting.findIndex(({ id }) => id === message.id)
        if (current.has(message.id)) stopped.add(message.id)
        if (place >= 0) {
          waiting.splice(place, 1)
          post({ kind: 'stopped', id: message.id }, [])
        }
      }
    }
  }
}

/** Paths first: they follow the finger. Levels before the picture that needs them. */
const ORDER: Readonly<Record<WorkKind, number>> = {
  race: 0,
  domain: 1,
  view: 2,
  arrows: 3,
  sharpness: 4,
  minima: 5,
}

/** What ranks before other work goes between its slices; nothing waits for what is done at leisure. */
const RANK: Readonly<Record<WorkKind, number>> = {
  race: 0,
  domain: 1,
  view: 1,
  arrows: 2,
  sharpness: 2,
  minima: 2,
}

const factsOf = (executor: Executor): Pick<EngineFacts, 'precision' | 'executor'> => ({
  precision: 'float64',
  executor: executor === 'wasm' ? 'WebAssembly' : 'interpreter',
})

function arraysOf(outcome: Outcome): readonly (Float64Array | null)[] {
  switch (outcome.kind) {
    case 'race':
      return columnsOf(outcome.trajectories)
    case 'sharpness':
      return outcome.paths
    case 'minima':
      return []
    case 'domain':
    case 'view':
    case 'arrows':
      return [outcome.values]
  }
}
