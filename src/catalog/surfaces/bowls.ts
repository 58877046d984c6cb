import type { SurfaceEntry } from '#catalog/entry.ts'

const SURVEY = 'Jamil & Yang 2013, arXiv:1308.4008'

const kappa = (value: number) =>
  ({ name: 'kappa', default: value, min: 1, max: 10_000, scale: 'log' }) as const
const angle = (value: number) => ({ name: 'angle', default: value, min: -360, max: 360 }) as const
const scale = { name: 'scale', default: 1, min: 1e-6, max: 1e6, scale: 'log' } as const

/** Surfaces with one minimum and nothing else to fall into. */
export const bowls: readonly SurfaceEntry[] = [
  {
    id: 'sphere',
    kind: 'surface',
    title: 'Sphere',
    year: 1975,
    source: 'De Jong 1975; ' + SURVEY,
    params: [],
    formula: 'x^2 + y^2',
    domain: [-5.12, 5.12, -5.12, 5.12],
    start: [-4, 3],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'ellipsoid',
    kind: 'surface',
    title: 'Ellipsoid ravine',
    source: 'Nocedal & Wright 2006, doi:10.1007/978-0-387-40065-5, section 3.3',
    params: [kappa(25)],
    formula: '(x^2 + kappa*y^2)/2',
    domain: [-5, 5, -5, 5],
    start: [-4, 1.5],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'ravine30',
    kind: 'surface',
    title: 'Ravine rotated by 30°',
    source: 'Nocedal & Wright 2006, doi:10.1007/978-0-387-40065-5, section 3.3',
    params: [kappa(25), angle(30)],
    formula: `c = cos(angle*pi/180)
s = sin(angle*pi/180)
u = c*x + s*y
v = c*y - s*x
(u^2 + kappa*v^2)/2`,
    domain: [-5, 5, -5, 5],
    start: [-3, 2],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'quadratic',
    kind: 'surface',
    title: 'Quadratic of chosen condition',
    source: 'arXiv:2410.19964; distill.pub/2017/momentum',
    params: [kappa(100), angle(0), scale],
    formula: `c = cos(angle*pi/180)
s = sin(angle*pi/180)
u = c*x + s*y
v = c*y - s*x
scale*(u^2 + kappa*v^2)/2`,
    domain: [-5, 5, -5, 5],
    start: [-4, 1.5],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'booth',
    kind: 'surface',
    title: 'Booth',
    year: 1976,
    source: SURVEY,
    params: [],
    formula: '(x + 2y - 7)^2 + (2x + y - 5)^2',
    domain: [-10, 10, -10, 10],
    start: [-6, -7],
    minima: [[1, 3]],
    fmin: 0,
  },
  {
    id: 'matyas',
    kind: 'surface',
    title: 'Matyas',
    year: 1965,
    source: SURVEY,
    params: [],
    formula: '0.26*(x^2 + y^2) - 0.48x*y',
    domain: [-10, 10, -10, 10],
    start: [-3, 8],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'trid',
    kind: 'surface',
    title: 'Trid',
    source: 'sfu.ca/~ssurjano/trid.html, d = 2',
    params: [],
    formula: '(x - 1)^2 + (y - 1)^2 - x*y',
    domain: [-4, 4, -4, 4],
    start: [-3, 1],
    minima: [[2, 2]],
    fmin: -2,
  },
  {
    id: 'zakharov',
    kind: 'surface',
    title: 'Zakharov',
    source: SURVEY,
    params: [],
    formula: `w = 0.5x + y
x^2 + y^2 + w^2 + w^4`,
    domain: [-5, 10, -5, 10],
    start: [6, -1],
    minima: [[0, 0]],
    fmin: 0,
  },
  {
    id: 'perm',
    kind: 'surface',
    title: 'Perm',
    source: 'sfu.ca/~ssurjano/perm0db.html, d = 2',
    params: [{ name: 'beta', default: 10, min: 0, max: 100 }],
    formula: `p = (1 + beta)*(x - 1) + (2 + beta)*(y - 0.5)
q = (1 + beta)*(x^2 - 1) + (2 + beta)*(y^2 - 0.25)
p^2 + q^2`,
    domain: [-2, 2, -2, 2],
    start: [-1, 1.2],
    minima: [[1, 0.5]],
    fmin: 0,
  },
]
