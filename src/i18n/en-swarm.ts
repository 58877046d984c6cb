/** Words of clouds, of what computes them, and of the precision of a race, in English. */
export const swarm = {
  cloud: 'Cloud',
  own: 'Own cloud',
  ownTip: 'Many more starts of this run, drawn as points that make its steps',
  of: (what: string, run: string) => `${what} of the cloud of ${run}`,
  starts: 'Starts',
  startsTip: '0: this run has no points at all',
  from: 'Spread',
  shapes: {
    disc: 'a disc around the start',
    grid: 'a grid over the domain',
    gauss: 'a normal spread over the domain',
  },
  radius: 'Radius',
  flat: 'A function of x alone has no plane to spread a cloud over.',
  neighbours: 'Neighbours',
  neighboursTip:
    '256 more starts in a disc around each run’s own, drawn as faint points that make its steps: shows how a neighbourhood flows',
  byLoss: 'Colour points by loss',
  byLossTip: 'Colours every point by how low it stands now, instead of by its run',
  noPoints: 'There are no points to colour',
  scale: 'Colour of the points: loss',
  points: {
    neighbours: 'Faint points: neighbours of each start',
    clouds: 'Points: a cloud of starts',
    both: 'Points: clouds, and neighbours of each start',
    loss: 'Points: loss',
  },
  notInPicture: 'Clouds are left out of the picture.',
  without: (title: string) => `${title} (without its clouds)`,
  engine: {
    tip: 'What computes the clouds; a lane is one start',
    WebGL: (renderer: string | null) => (renderer ? `WebGL (${renderer})` : 'WebGL'),
    cpu: {
      webgl: 'processor, no WebGL2 here',
      offscreen: 'processor, no OffscreenCanvas here',
      lost: 'processor, the GPU was lost',
      plain: 'processor',
    },
    none: 'no clouds: no worker here',
    lanes: (count: string, one: boolean) => (one ? '1 lane' : `${count} lanes`),
    rate: (count: string) => `${count} steps/s`,
    behind: (step: number) => `cloud at step ${step}`,
  },
  unfit: {
    targets: (needs: number, has: number) =>
      `its state needs ${needs} textures, this GPU draws ${has}: no cloud`,
    textures: (needs: number, has: number) =>
      `its step reads ${needs} textures, this GPU reads ${has}: no cloud`,
    uniforms: (needs: number, has: number) =>
      `its step needs ${needs} numbers at hand, this GPU holds ${has}: no cloud`,
    compile: 'this GPU’s compiler refuses its step: no cloud',
  },
  double: 'computed in float64: it does not fit this GPU',
  precision: 'Precision',
  precisionTip:
    'What the runs are computed in. float32 runs on the GPU, as clouds do; float64 is computed beside it, and a curve shows how far they come apart.',
  precisions: { auto: 'Automatic (float64)', f64: 'float64', f32: 'float32 · WebGL' },
  drift: 'float32 − float64 ‖Δθ‖',
  noReference: 'The race could not be computed in float64.',
  comparing: 'Computing both precisions …',
  restored: 'The GPU was lost for a moment; the points were computed anew.',
  respawned: 'The GPU did not answer; what it computes was started again.',
  none: 'This browser has nothing to compute float32 in: the runs are shown in float64.',
}
