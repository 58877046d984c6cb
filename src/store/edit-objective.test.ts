import { beforeEach, describe, expect, test } from 'vitest'
import { surfaces } from '#catalog/surfaces.ts'
import { surfaceNodes, surfaceValues } from '#formula/surface.ts'
import { defaultSetup } from '#setup/default-setup.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { defaultStart, domainOf, objectiveValues } from '#setup/objective-values.ts'
import type { Setup } from '#setup/setup.ts'
import { change, endGesture, undo } from '#store/actions.ts'
import {
  addOwnParam,
  anotherDraw,
  chooseSurface,
  raceFromRandomStart,
  randomStart,
  removeOwnParam,
  setDomain,
  setSurfaceParam,
  typeFormula,
  writeOwn,
} from '#store/edit-objective.ts'
import { look, store } from '#store/store.ts'

const setup = () => store.getState().setup
const steps = () => store.temporal.getState().pastStates.length

const lockSurface = (lock: readonly string[]) =>
  look({ link: { ...store.getState().view.link, lock } })

beforeEach(() => {
  lockSurface([])
  endGesture()
  store.setState({ setup: defaultSetup })
  store.temporal.getState().clear()
})

/** f and its gradient at a place, by the formula that the setup runs. */
function valuesAt({ objective }: Setup, at: readonly [number, number]) {
  const { formula, params } = objectiveValues(objective)
  const { ok } = surfaceNodes(formula, params)
  if (!ok) throw new Error(`no surface: ${formula}`)
  return surfaceValues(ok, [ok.f, ...ok.gradient], at.slice(0, ok.dims), 1)
}

describe('a surface of one’s own', () => {
  test.each(surfaces.map(({ id }) => id))('begins as %s exactly, and survives its link', (id) => {
    chooseSurface(id)
    const before = setup()
    const there: readonly [number, number] = [before.start[0] + 0.1, before.start[1] - 0.2]
    writeOwn()
    const after = setup()
    expect(after.objective.kind).toBe('typed')
    expect(valuesAt(after, there)).toEqual(valuesAt(before, there))
    expect(domainOf(after)).toEqual(domainOf(before))
    expect(after.start).toEqual(before.start)
    const { setup: read, problems } = decodeLink(encodeLink(after))
    expect(problems).toEqual([])
    expect(read).toEqual(after)
  })

  test('typing is one step of Undo, and what is no formula changes nothing', () => {
    writeOwn()
    const before = setup()
    const made = steps()
    for (const text of ['x', 'x^', 'x^2', 'x^2+', 'x^2+y', 'x^2+y^2'])
      expect(typeFormula(text, 'move')?.code).toBe(/[\^+]$/.test(text) ? 'unexpected' : undefined)
    expect(setup().objective).toMatchObject({ formula: 'x^2+y^2' })
    endGesture()
    expect(steps()).toBe(made + 1)
    undo()
    expect(setup()).toEqual(before)
  })

  test('its parameters are added, set, and taken away unless the formula reads them', () => {
    writeOwn()
    expect(typeFormula('c*x^2', 'end')?.args).toMatchObject({ name: 'c' })
    addOwnParam('c')
    expect(typeFormula('c*x^2', 'end')).toBeNull()
    setSurfaceParam('c', 3)
    expect(valuesAt(setup(), [2, 0])[0]).toBe(12)
    removeOwnParam('c')
    expect(setup().objective).toMatchObject({
      params: [{ name: 'a' }, { name: 'b' }, { value: 3 }],
    })
    removeOwnParam('a')
    expect(setup().objective).toMatchObject({ params: [{ name: 'b' }, { name: 'c' }] })
    const kept = setup()
    addOwnParam('pi')
    expect(setup()).toBe(kept)
  })

  test('a domain without the start moves it inside; on a graph only x counts', () => {
    writeOwn()
    typeFormula('x^2+y^2', 'end')
    setDomain([-2, 2, -2, 2])
    expect(setup().start).toEqual(defaultSetup.start)
    setDomain([0, 1, 0, 1])
    expect(setup().start).toEqual(defaultStart(setup().objective, [0, 1, 0, 1]))
    typeFormula('x^2', 'end')
    change({ start: [0.5, 7] })
    setDomain([0, 2, 0, 1])
    expect(setup().start).toEqual([0.5, 7])
  })

  test('a locked surface stays', () => {
    lockSurface(['surface'])
    writeOwn()
    chooseSurface('beale')
    typeFormula('x^2', 'end')
    setDomain([0, 1, 0, 1])
    setSurfaceParam('a', 2)
    addOwnParam('c')
    expect(setup()).toEqual(defaultSetup)
  })
})

describe('chance', () => {
  test('another draw is the next seed', () => {
    anotherDraw()
    expect(setup()).toEqual({ ...defaultSetup, seed: defaultSetup.seed + 1 })
    undo()
    expect(setup()).toEqual(defaultSetup)
  })

  test('random starts lie within the domain, each with the seed that gives it', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 50; i++) {
      raceFromRandomStart()
      const { start, seed } = setup()
      const [x0, x1, y0, y1] = domainOf(setup())
      expect(start[0]).toBeGreaterThan(x0)
      expect(start[0]).toBeLessThan(x1)
      expect(start[1]).toBeGreaterThan(y0)
      expect(start[1]).toBeLessThan(y1)
      expect(start).toEqual(randomStart(seed, setup()))
      seen.add(start.join())
    }
    expect(seen.size).toBe(50)
  })
})
