import { LIBRARIES, type Library, type LibraryCall } from '#catalog/library-call.ts'
import { kerasLines, optaxLines } from '#export/code-jax.ts'
import { arraysOf, type Note, type RunToWrite } from '#export/code-parts.ts'
import { torchLines } from '#export/code-torch.ts'
import { callWith, rowOf, stageKey } from '#export/library-call.ts'
import { brokenLine } from '#export/python-lines.ts'
import { surfaceLines } from '#export/python-stage.ts'
import { comment } from '#export/python-value.ts'
import { words } from '#i18n/words.ts'
import { encodeLink } from '#setup/encode-link.ts'
import { firstRate, runValues, type StageValues } from '#setup/parameter-values.ts'
import { readyRace } from '#setup/ready-race.ts'
import { runName } from '#setup/run-name.ts'
import type { Setup } from '#setup/setup.ts'

/** A run as a script, and what of it the script says otherwise or not at all. */
export type RunCode = { readonly code: string; readonly notes: readonly Note[] }

/** The libraries that have this run's rule as its dialect writes it. */
export const librariesOf = (setup: Setup, place: number): readonly Library[] =>
  LIBRARIES.filter((library) => rowOfRun(setup, place, library) !== null)

/** The dialects of a run's rule that a library has. */
export function dialectsIn(setup: Setup, place: number, library: Library): readonly string[] {
  const run = setup.runs[place]
  if (!run) return []
  const { entry } = runValues(setup, run).rule
  return entry.dialects
    .filter(({ calls }) => calls?.some((row) => row.library === library))
    .map(({ id }) => id)
}

/** The run as code; null where the library has not this rule, or the surface cannot be written. */
export function runCode(setup: Setup, place: number, library: Library): RunCode | null {
  const run = runToWrite(setup, place, library)
  const race = readyRace(setup)
  const surface = surfaceLines(race.surface, arraysOf(library))
  if (!run || 'missing' in surface) return null
  const body = bodies[library](run)
  const text = [
    comment(`${runName(setup, place)}: ${encodeLink(setup)}`),
    ...run.notes.map(({ kind, name }) => comment(words('en').exporting.notes[kind](name))),
    ...heads[library],
    '',
    '',
    ...surface.lines,
    '',
    '',
    ...body,
  ]
    .flatMap(brokenLine)
    .join('\n')
  const code = /\bmath\./.test(text) ? text : text.replace('import math\n\n', '')
  return { code: `${code}\n`, notes: run.notes }
}

const bodies = { torch: torchLines, keras: kerasLines, optax: optaxLines } as const

const heads: Readonly<Record<Library, readonly string[]>> = {
  torch: ['import math', '', 'import torch', '', 'torch.set_default_dtype(torch.float64)'],
  keras: [
    'import math',
    '',
    'import os',
    '',
    "os.environ['KERAS_BACKEND'] = 'jax'",
    'import jax',
    'import jax.numpy as jnp',
    'import keras',
    '',
    "jax.config.update('jax_enable_x64', True)",
    "keras.config.set_floatx('float64')",
  ],
  optax: [
    'import math',
    '',
    'import jax',
    'import jax.numpy as jnp',
    'import optax',
    '',
    "jax.config.update('jax_enable_x64', True)",
  ],
}

function rowOfRun(setup: Setup, place: number, library: Library): LibraryCall | null {
  const run = setup.runs[place]
  if (!run) return null
  return rowOf(runValues(setup, run).rule, library, { T: setup.T })
}

/** A run with what its library's constructor takes of its transforms; null if it has no such rule. */
export function runToWrite(setup: Setup, place: number, library: Library): RunToWrite | null {
  const run = setup.runs[place]
  const row = rowOfRun(setup, place, library)
  if (!run || !row) return null
  const race = readyRace(setup)
  const values = runValues(setup, run)
  const { reads } = surfaceLines(race.surface, arraysOf(library))
  const lr0 = firstRate(values)
  const taken = takenBefore(values.before, row)
  const averaged = values.after[0] && row.takes?.[stageKey(values.after[0])] ? 1 : 0
  return {
    values,
    race,
    start: run.start ?? setup.start,
    dims: reads.has('y') ? 2 : 1,
    timed: reads.has('t'),
    lr0,
    call: callWith(
      values.rule,
      row,
      [...values.before.slice(taken), ...values.after.slice(0, averaged)],
      { T: setup.T, lr0 },
    ),
    before: values.before.slice(0, taken),
    after: values.after.slice(averaged),
    notes: [],
  }
}

/** From which place on the transforms before the rule are the constructor's: it has an order of its own. */
function takenBefore(before: readonly StageValues[], { takes = {}, library }: LibraryCall): number {
  const order = (stage: StageValues) => Object.keys(takes).indexOf(stageKey(stage))
  let from = before.length
  let next = Infinity
  while (from > 0) {
    const place = order(before[from - 1]!)
    // Only Keras takes several: clipping first, then decay. Others have one decay.
    if (place < 0 || place >= next || (library !== 'keras' && from < before.length)) break
    from--
    next = place
  }
  return from
}
