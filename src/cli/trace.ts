import { problemText } from '#i18n/problem-text.ts'
import type { Outcome } from '#cli/outcome.ts'
import { choice, readOptions } from '#cli/options.ts'
import { csvParts } from '#export/race-csv.ts'
import { raceJsonParts } from '#export/race-json.ts'
import { RaceEngine } from '#race/race.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { readyRace } from '#setup/ready-race.ts'

/** `trace '<link>'`: runs a link's setup and prints every step. */
export function trace(args: readonly string[]): Outcome {
  const { words, options, messages } = readOptions(args, ['format'])
  const format = choice(options, 'format', ['json', 'csv'])
  if (words.length > 1)
    messages.push(
      'One link at a time: the others were left out. Put the link between single quotes.',
    )
  const { setup, problems } = decodeLink(words[0] ?? '', Infinity)
  const race = readyRace(setup)
  const trajectories = new RaceEngine().race(race)
  const all = [
    ...messages,
    ...format.messages,
    ...problems.map((problem) => `${problem.field}: ${problemText(problem, 'en')}`),
  ]
  const parts =
    format.value === 'csv'
      ? csvParts(setup, trajectories)
      : raceJsonParts(setup, race, trajectories, problems)
  const note = setup.engine === 'f32' ? ['engine: the terminal computes in float64.'] : []
  return { out: [...parts].join(''), messages: [...all, ...note], code: all.length > 0 ? 2 : 0 }
}
