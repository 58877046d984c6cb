import { beforeEach, expect, test } from 'vitest'
import type { DeviceFacts } from '#engine/swarm-protocol.ts'
import { behindText, deviceText, swarmText } from '#panels/swarm-text.ts'
import { decodeLink } from '#setup/decode-link.ts'
import type { Results } from '#store/state.ts'
import { look, store, told } from '#store/store.ts'

const webgl: DeviceFacts = {
  backend: 'webgl',
  renderer: 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  precision: 'float32',
}
const cpu: DeviceFacts = { backend: 'cpu', renderer: null, precision: 'float32' }

const tell = (patch: Partial<Results['swarm']>) =>
  told({ swarm: { ...store.getState().results.swarm, ...patch } })
const said = () => swarmText(store.getState())

beforeEach(() => store.setState(store.getInitialState()))

test('says precision, device, lanes and rate, as far as they are known', () => {
  expect(said()).toBe('')
  tell({ device: webgl })
  expect(said()).toBe('float32 · WebGL (NVIDIA GeForce RTX 3060)')
  tell({ lanes: 1024, rate: 12_345_678 })
  expect(said()).toBe('float32 · WebGL (NVIDIA GeForce RTX 3060) · 1,024 lanes · 12 M steps/s')
  tell({ lanes: 1, rate: 8490 })
  expect(said()).toMatch(/ · 1 lane · 8\.5 K steps\/s$/)
  look({ lang: 'zh' })
  tell({ lanes: 1024, rate: 12_345_678 })
  expect(said()).toMatch(/1,024 条并行轨迹 · 每秒 1200 万步$/)
})

test('the full name of the device is kept for the tip', () => {
  tell({ device: webgl })
  expect(deviceText(store.getState(), true)).toContain(webgl.renderer)
})

test.each([
  ['webgl', 'float32 · processor, no WebGL2 here'],
  ['offscreen', 'float32 · processor, no OffscreenCanvas here'],
  ['lost', 'float32 · processor, the GPU was lost'],
] as const)('says why it is the processor: %s', (without, text) => {
  tell({ device: { ...cpu, without } })
  expect(said()).toBe(text)
})

test('says that there is nothing to compute clouds in, and nothing where there are no clouds', () => {
  tell({ none: true })
  expect(said()).toBe('no clouds: no worker here')
  look({ neighbours: false })
  expect(said()).toBe('')
})

test('a race in float32 names the device itself: here only what is of the clouds', () => {
  const { setup } = decodeLink('#v=1&f=beale&engine=f32&run=adam')
  store.setState({ setup })
  tell({ device: webgl, lanes: 256, rate: null })
  expect(said()).toBe('256 lanes')
})

test('clouds that are late say where they are', () => {
  expect(behindText(store.getState())).toBe('')
  tell({ behind: 120 })
  expect(behindText(store.getState())).toBe('cloud at step 120')
})
