import { curveTools } from '#i18n/en-curve-tools.ts'
import { exporting } from '#i18n/en-export.ts'
import { objective } from '#i18n/en-objective.ts'
import { runs } from '#i18n/en-runs.ts'
import { scenes } from '#i18n/en-scenes.ts'
import { stageTools } from '#i18n/en-stage-tools.ts'
import { swarm } from '#i18n/en-swarm.ts'
import { tools } from '#i18n/en-tools.ts'

/** Every word of the page in English; its shape is that of every language. */
export const en = {
  title: 'Ravine: a laboratory for optimizers and learning-rate schedules',
  bar: {
    label: 'Page',
    copy: 'Copy link',
    copied: 'Link copied',
    copyFailed: 'Copy the link from the address bar',
    undo: 'Undo',
    redo: 'Redo',
    dark: 'Dark theme',
    light: 'Light theme',
    other: '中文',
    otherTip: '用中文显示',
  },
  setup: {
    label: 'Setup and runs',
    surface: 'Surface',
    typed: 'Your surface',
    start: 'Start',
    startTip: 'Where all runs begin. Drag the ring on the stage, or type.',
    steps: 'Steps',
    stepsTip: 'How many steps every run may make',
    seed: 'Seed',
    seedTip: 'The same seed gives the same noise to every run',
    noise: 'Noise σ',
    noiseTip: 'Spread of the noise added to every gradient; the same draw for all runs',
    runs: 'Runs',
    rate: 'Learning rate',
    rateOf: (run: string) => `Learning rate of ${run}`,
    reset: (value: string) => `Double-click or Backspace: back to ${value}`,
    before: 'before each step',
    after: 'after each step',
    otherwise: 'otherwise',
    lasting: (count: number) => `${count} steps`,
  },
  stage: {
    label: 'Stage',
    name: 'Loss surface',
    start: 'Start of all runs',
    minimum: 'Minimum',
    value: 'f',
    /** after a run's name */
    at: (x: string, y: string | null, f: string) =>
      y === null ? `x ${x}, f ${f}` : `x ${x}, y ${y}, f ${f}`,
  },
  curves: {
    label: 'Curves',
    loss: 'Loss',
    gap: 'Loss above the minimum, f − f*',
    rate: 'Learning rate',
    gradient: 'Gradient norm ‖∇f‖',
    clock: 'Step shown',
    step: 'step',
  },
  timeline: {
    label: 'Timeline',
    play: 'Play',
    pause: 'Pause',
    restart: 'From the start',
    back: 'One step back',
    forward: 'One step forward',
    scrub: 'Step',
    now: (step: number, last: number) => `step ${step} of ${last}`,
    speed: 'Speed',
    loop: 'Loop',
  },
  board: {
    label: 'Scoreboard',
    run: 'Run',
    gapNow: 'f − f* now',
    gapBest: 'best',
    lossNow: 'f now',
    target: 'steps to target',
    targetTip: (eps: string) => `Steps until f − f* ≤ ${eps}`,
    noTarget: 'The minimum is not known here: set one under “When has a run reached the minimum?”',
    status: 'status',
  },
  status: {
    running: 'running',
    over: (steps: number) => (steps === 1 ? 'its one step made' : `all ${steps} steps made`),
    reached: (step: number) => `reached at step ${step}`,
    diverged: (step: number) => `diverged at step ${step}`,
    nowhere: 'f has no value at the start',
    rest: (step: number) => `at rest from step ${step}`,
    undefined: (step: number) => `no derivative at step ${step}`,
  },
  engine: {
    busy: 'computing',
    float64: 'float64',
    WebAssembly: 'WebAssembly',
    interpreter: 'interpreter',
    took: (ms: string) => `${ms} ms`,
    tip: 'What computed these runs, and how long it took',
  },
  runs,
  objective,
  scenes,
  exporting,
  stageTools,
  curveTools,
  swarm,
  tools,
  notice: {
    dismiss: 'Dismiss',
    problems: (count: number) =>
      count === 1
        ? 'One part of the link was replaced; everything else is as it says.'
        : `${count} parts of the link were replaced; everything else is as it says.`,
    recovered: 'The computing thread stopped and was started again; your setup ran once more.',
    sameThread:
      'This browser gives no separate thread to compute in: long races may make the page slow.',
    interpreter: 'Computed by the slower interpreter: this browser forbids WebAssembly.',
    stage: (stage: string, error: string) =>
      `${stage} cannot run. ${error} The last runs are kept.`,
    refusedRuns: (limit: number) => `A setup holds at most ${limit} runs. Remove one first.`,
    refusedTotal: (limit: number) =>
      `So many steps and one run more would be over ${limit} steps in all. Make fewer steps first.`,
    refusedStarts: (limit: number) =>
      `All clouds together hold at most ${limit} starts. Make another cloud smaller first.`,
    fault: (text: string) => `The runs could not be computed (${text}). The last ones are kept.`,
  },
}

/** Every word of the page; a word missing in one language is a type error. */
export type Words = typeof en
