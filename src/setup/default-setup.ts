import type { LinkView, Run, Setup, Stage } from '#setup/setup.ts'

const run = (id: string, lr: number, schedules: readonly Stage[] = []): Run => ({
  before: [],
  rule: { id, args: { lr } },
  after: [],
  schedules,
})

/** The scene a page opens with, and what each field of a link that leaves it out has. */
export const defaultSetup: Setup = {
  objective: { kind: 'catalog', id: 'rosenbrock', args: {} },
  start: [-1.5, 2],
  T: 500,
  seed: 1,
  noise: 0,
  eps: 1e-6,
  target: null,
  domain: null,
  engine: 'auto',
  runs: [
    run('sgd', 0.001),
    run('momentum', 0.0005),
    run('adam', 0.1),
    run('lion', 0.02, [{ id: 'cosine', args: {} }]),
  ],
  definitions: [],
}

/** A link that says nothing of the view. */
export const defaultView: LinkView = {
  view: null,
  k: null,
  hide: [],
  lock: [],
  lang: null,
  theme: null,
  embed: false,
}
