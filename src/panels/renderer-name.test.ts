import { expect, test } from 'vitest'
import { rendererName } from '#panels/renderer-name.ts'

test.each([
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'SwiftShader',
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1 Pro, Unspecified Version)', 'Apple M1 Pro'],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
  ],
  ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)', 'Intel UHD Graphics 620'],
  ['NVIDIA GeForce GTX 980, or similar', 'NVIDIA GeForce GTX 980'],
  ['llvmpipe (LLVM 15.0.7, 256 bits)', 'llvmpipe'],
  ['Adreno (TM) 640', 'Adreno 640'],
  ['Apple GPU', 'Apple GPU'],
])('%s', (renderer, name) => {
  expect(rendererName(renderer)).toBe(name)
})
