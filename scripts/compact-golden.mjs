/**
 * Keeps of recorded traces what the project's own tests need, one case to a line:
 * `node scripts/compact-golden.mjs <folder>` reads the folder's optimizers.json, schedules.json,
 * surfaces.json and networks.json and writes golden/*.json.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The rules of the catalogue, and those that are read as a rule and a transform. */
const families = new Set(
  (
    'sgd momentum nesterov adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam lion ' +
    'signsgd signum yogi adabelief adan rprop asgd adamaxw nadamw radamw sgdw rmsprop_tf'
  ).split(' '),
)

/** Losses and gradients follow from theta, so of a trace only theta is kept. */
const optimizerFields = (
  'id family impl source file tier variant objective start hyper steps param_shape noise ' +
  'diverges truncated note loss0 theta ax'
).split(' ')

/** @typedef {Record<string, unknown>} Case */

/** A case as it is written, or null if it is left out. @type {Record<string, (one: Case) => Case | null>} */
const compact = {
  optimizers: (one) =>
    families.has(String(one.family))
      ? Object.fromEntries(
          optimizerFields.filter((name) => name in one).map((name) => [name, one[name]]),
        )
      : null,
  schedules: (one) => ({ ...one, crosscheck: undefined }),
  surfaces: (one) => one,
  networks: (one) => ({ ...one, crosscheck: undefined }),
}

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('Which folder? node scripts/compact-golden.mjs <folder>')
  process.exit(2)
}

for (const [kind, keep] of Object.entries(compact)) {
  /** @type {{ meta: Case, datasets?: Case, cases: Case[] }} */
  const { meta, datasets, cases } = JSON.parse(readFileSync(join(folder, `${kind}.json`), 'utf8'))
  const lines = cases.flatMap((one) => {
    const kept = keep(one)
    return kept ? [JSON.stringify(kept)] : []
  })
  const data = datasets ? `"datasets":${JSON.stringify(datasets)},` : ''
  const text = `{"meta":${JSON.stringify(meta)},${data}"cases":[\n${lines.join(',\n')}\n]}\n`
  writeFileSync(fileURLToPath(new URL(`../golden/${kind}.json`, import.meta.url)), text)
  console.log(`${kind}: ${lines.length} of ${cases.length} cases, ${text.length} characters`)
}
