import { contestOf } from './contest.ts'
import { handGl } from './hand-gl.ts'
import { handJs } from './hand-js.ts'

const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
if (!gl) throw new Error('no WebGL2')
if (!gl.getExtension('EXT_color_buffer_float')) throw new Error('no textures of float32')

globalThis.contest = contestOf({ gl: (task) => handGl(gl, task), js: handJs })
postMessage('ready')
