import { toFloat32Flushed } from '#formula/float32.ts'
import { ContextLost } from '#engine/device.ts'
import { buffersOf, columnsOf } from '#engine/hand-over.ts'
import { reasonOf } from '#engine/reason-of.ts'
import { Swarm } from '#engine/swarm.ts'
import type { FromSwarm, Raced, SwarmScene, SwarmView, ToSwarm } from '#engine/swarm-protocol.ts'
import { type SwarmServerWays, workerWays } from '#engine/swarm-ways.ts'
import { openStand, painterOf, type SwarmStand } from '#engine/swarm-stand.ts'
import { LaneError } from '#race/lane-error.ts'
import type { ReadyRace } from '#race/ready.ts'

type Post = (message: FromSwarm, transfer: ArrayBuffer[]) => void

/** Milliseconds that a lost context is waited for. */
const RESTORE_PATIENCE = 3000
/** Clouds on their way are not drawn before so many milliseconds: most arrive sooner. */
const ON_THE_WAY = 50
/** A worker at work says so after so many milliseconds without another word. */
const SIGN_OF_LIFE = 1000
/** Frames that take longer are followed by a rest as long as they took, so that the page stays smooth. */
const HEAVY = 8

/**
 * The swarm behind the messages. One loop does one thing at a time: a race, else a slice of the
 * clouds' way to the clock, else a picture; where nothing is wanted it ends. All that can befall the
 * device comes out in `turn`.
 */
export function createSwarmServer(
  send: Post,
  ways: SwarmServerWays = workerWays(),
): (message: ToSwarm) => void {
  const now = () => ways.now()
  let postedAt = -Infinity
  const post: Post = (message, transfer) => {
    postedAt = now()
    send(message, transfer)
  }
  const alive = (compiles: boolean) => post({ kind: 'working', compiles }, [])
  let canvas: OffscreenCanvas | null = null
  let webgl = true
  let begun = false
  let dead = false
  let stand: (SwarmStand & { readonly swarm: Swarm }) | null = null
  let scene: { readonly id: number; readonly scene: SwarmScene } | null = null
  let sceneIsNew = false
  let view: SwarmView | null = null
  let step = 0
  let wantedRace: { readonly id: number; readonly race: ReadyRace } | null = null
  /** the newest id to answer, and whether a picture of it is owed */
  let latest = 0
  let owed = false
  /** messages so far: those that were posted together have one id and come one after the other */
  let heard = 0
  let working = false
  /** a loss not yet mended; a mending not yet told */
  let broken = false
  let mended = false
  let restored: () => void = () => {}
  let drawnAt = -Infinity
  let restUntil = -Infinity
  let lateSince: number | null = null

  async function work(): Promise<void> {
    if (working) return
    working = true
    while (await turn()) await ways.pause()
    working = false
  }

  /** Does one thing; false where there is nothing to do. */
  async function turn(): Promise<boolean> {
    if (dead) return false
    try {
      stand ??= await open()
      whole()
      if (wantedRace) await race(wantedRace)
      else if (owed) await picture(stand)
      else if (stand.swarm.isUnrated) await rate(stand)
      else return false
      return true
    } catch (error) {
      if (error instanceof ContextLost || isLost()) return mend()
      fail(error)
      return !dead
    }
  }

  async function open(): Promise<SwarmStand & { swarm: Swarm }> {
    const made = await openStand(canvas, webgl, post, ways)
    post({ kind: 'device', facts: made.device.facts }, [])
    return { ...made, swarm: new Swarm(made.device, now) }
  }

  async function race({ id, race: asked }: NonNullable<typeof wantedRace>): Promise<void> {
    const done = () => {
      if (wantedRace?.id === id) wantedRace = null
    }
    let raced: Raced
    try {
      alive(true)
      raced = await stand!.device.race(asked, async () => {
        if (now() - postedAt < SIGN_OF_LIFE) return
        alive(true)
        await ways.pause()
      })
      whole()
      if (!startsRight(asked, raced)) throw new Error('a race that does not begin at its start')
    } catch (error) {
      // lost: once there is a device again the race is still wanted
      if (error instanceof ContextLost || isLost()) throw error
      done()
      post({ kind: 'failed', id, reason: reasonOf(error) }, [])
      return
    }
    done()
    post({ kind: 'raced', id, raced }, buffersOf(columnsOf(raced.trajectories)))
  }

  async function picture({ device, painter, swarm }: NonNullable<typeof stand>): Promise<void> {
    const answers = latest
    const known = heard
    if (now() - postedAt >= SIGN_OF_LIFE) alive(false)
    if (sceneIsNew && scene) {
      sceneIsNew = false
      try {
        swarm.show(scene.scene)
      } catch (error) {
        if (!(error instanceof LaneError)) throw error
        post({ kind: 'failed', id: scene.id, reason: reasonOf(error) }, [])
      }
    }
    swarm.hide(hiddenIn(view))
    swarm.seek(step)
    if (swarm.isBehind) {
      lateSince ??= now()
      if (swarm.isNew) alive(true)
      await swarm.slice()
      whole()
      const since = Math.max(lateSince, drawnAt)
      if (swarm.isBehind && now() < Math.max(since + ON_THE_WAY, restUntil)) return
    }
    if (now() < restUntil) {
      await ways.wait(Math.min(restUntil - now(), SIGN_OF_LIFE))
      return
    }
    if (view && view.width > 0 && view.height > 0) {
      await ways.frame()
      whole()
      const began = now()
      await painter.draw(view, swarm.drawn())
      await device.settled()
      whole()
      drawnAt = now()
      const took = drawnAt - began
      restUntil = took > HEAVY ? drawnAt + took : drawnAt
    }
    if (!swarm.isBehind) {
      lateSince = null
      if (mended) post({ kind: 'restored' }, [])
      mended = false
    }
    owed = swarm.isBehind || heard !== known
    tell(swarm, answers, swarm.isBehind)
  }

  /** At leisure; what is asked meanwhile comes first. */
  async function rate({ swarm }: NonNullable<typeof stand>): Promise<void> {
    await swarm.rate()
    whole()
    if (!swarm.isUnrated) tell(swarm, latest, swarm.isBehind)
  }

  const tell = ({ facts }: Swarm, id: number, behind: boolean) =>
    post({ kind: 'drawn', id, facts, behind }, [])

  /** What went wrong is told once, and not tried again until something new is asked. */
  function fail(error: unknown): void {
    if (!stand) {
      dead = true
      post({ kind: 'lost' }, [])
      return
    }
    owed = false
    post({ kind: 'failed', id: scene?.id ?? latest, reason: reasonOf(error) }, [])
    tell(stand.swarm, latest, false)
  }

  /** After a loss: waits for the context, makes everything anew; or says that there is no hope. */
  async function mend(): Promise<boolean> {
    try {
      if (!stand?.device.gl) throw new ContextLost()
      const { device, painter, swarm } = stand
      broken = true
      swarm.dispose()
      painter.dispose()
      if (!(await contextBack(device.gl))) throw new ContextLost()
      broken = false
      await device.restore()
      stand = { device, painter: painterOf(device), swarm: new Swarm(device, now) }
      sceneIsNew = scene !== null
      mended = true
      owed = true
      return true
    } catch {
      // Lost again while it was mended: from the beginning, unless it does not come back.
      if (isLost() && stand?.device.gl && (await contextBack(stand.device.gl))) return true
      dead = true
      post({ kind: 'lost' }, [])
      return false
    }
  }

  async function contextBack(gl: WebGL2RenderingContext | null): Promise<boolean> {
    if (gl?.isContextLost()) {
      const back = new Promise<void>((resolve) => (restored = resolve))
      await Promise.race([back, ways.wait(RESTORE_PATIENCE)])
    }
    return gl?.isContextLost() === false
  }

  const isLost = () => broken || stand?.device.gl?.isContextLost() === true

  /** Throws where the device was lost since: even if it is there again, what it held is gone. */
  function whole(): void {
    if (isLost()) throw new ContextLost()
  }

  function begin(message: Extract<ToSwarm, { kind: 'begin' }>): void {
    if (begun) return
    begun = true
    ;({ canvas, webgl } = message)
    canvas?.addEventListener('webglcontextlost', (event) => {
      // without this it would never come back
      event.preventDefault()
      broken = true
      void work()
    })
    canvas?.addEventListener('webglcontextrestored', () => restored())
  }

  return (message) => {
    switch (message.kind) {
      case 'begin':
        begin(message)
        break
      case 'race':
        wantedRace = message
        break
      case 'scene':
        scene = message
        sceneIsNew = true
        break
      case 'view':
        ;({ view } = message)
        break
      case 'seek':
        ;({ step } = message)
    }
    if ('id' in message && message.kind !== 'race') {
      latest = message.id
      heard++
      owed = true
    }
    if (begun) void work()
  }
}

const hiddenIn = (view: SwarmView | null): ReadonlySet<number> =>
  new Set(view?.runs.flatMap(({ strength }, run) => (strength === 'hidden' ? [run] : [])))

/** A lost device answers with zeros: a race begins where it was told to, or it is none. */
function startsRight({ runs }: ReadyRace, { trajectories, precisions }: Raced): boolean {
  return runs.every(({ start }, i) => {
    const [x = NaN] = trajectories[i]?.theta ?? []
    if (precisions[i] === 'float64') return x === start[0]
    // devices may take subnormal numbers for zero
    return toFloat32Flushed(x) === toFloat32Flushed(start[0])
  })
}
