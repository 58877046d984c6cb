import type { RuleEntry } from '#catalog/entry.ts'
import type { StageEntry } from '#setup/entries.ts'
import { cleanLabel } from '#setup/label.ts'
import { hasOwnLength } from '#setup/parameter-values.ts'
import { type Extras, isExtra, readExtra } from '#setup/read-extras.ts'
import { entryOfStage, readStage } from '#setup/read-stage.ts'
import type { Offence, Reader } from '#setup/report.ts'
import type { Run, ScheduleStage, Stage } from '#setup/setup.ts'
import { type StageSyntax, stageSyntax } from '#setup/stage-syntax.ts'
import { splitOutside } from '#setup/split-text.ts'
import { usedValue } from '#setup/used-value.ts'

/** One `run=` field, or null where no rule is left of it. `path` is `run[0]`. */
export function readRun(text: string, path: string, reader: Reader): Run | null {
  const { label, rest } = readLabel(text, path, reader)
  const stages = rest.split('~').map((piece) => ({ piece, syntax: stageSyntax(piece) }))
  const parts: Parts = { before: [], after: [], schedules: [] }
  const extras: Extras = {}
  let rule: { entry: RuleEntry; stage: Stage } | null = null
  const lost: { given: string; wrong: (dropped: 'stage' | 'run') => Offence }[] = []
  for (const { piece, syntax } of stages) {
    const given = piece.trim()
    if (!syntax) {
      lost.push({ given, wrong: (dropped) => ({ code: 'bad_stage', args: { dropped } }) })
    } else if (isExtra(syntax.id)) {
      readExtra(syntax, { path, extras }, reader)
    } else {
      const found = entryOfStage(syntax, reader)
      if ('wrong' in found) lost.push({ given, wrong: found.wrong })
      else if (found.entry.kind !== 'rule')
        addPart(parts, { path, syntax, entry: found.entry, late: rule !== null }, reader)
      else if (!rule)
        rule = {
          entry: found.entry,
          stage: readStage(syntax, { path, entry: found.entry }, reader),
        }
      else {
        const wrong: Offence = { code: 'second_rule', args: { id: syntax.id, kept: rule.entry.id } }
        reader.report({ field: path, given, used: null, wrong })
      }
    }
  }
  for (const { given, wrong } of lost)
    reader.report({ field: path, given, used: null, wrong: wrong(rule ? 'stage' : 'run') })
  if (!rule) {
    if (lost.length === 0)
      reader.report({ field: path, given: text, used: null, wrong: { code: 'no_rule', args: {} } })
    return null
  }
  const { before, after } = parts
  const schedules = checkLengths(parts.schedules, path, reader)
  return { ...(label ? { label } : {}), before, rule: rule.stage, after, schedules, ...extras }
}

type Part = {
  readonly syntax: StageSyntax
  readonly entry: StageEntry
  readonly stage: ScheduleStage
}
type Parts = { readonly before: Stage[]; readonly after: Stage[]; readonly schedules: Part[] }

/** A transform or schedule, put where it works. `late`: after the rule. */
function addPart(
  parts: Parts,
  at: { path: string; syntax: StageSyntax; entry: StageEntry; late: boolean },
  reader: Reader,
) {
  const { entry, syntax, late } = at
  const stage = readStage(syntax, { path: `${at.path}.${entry.id}`, entry }, reader)
  if (entry.kind !== 'schedule') {
    parts[late ? 'after' : 'before'].push(stage)
    return
  }
  parts.schedules.push({ syntax, entry, stage })
  if (late) return
  const wrong: Offence = { code: 'schedule_early', args: { id: entry.id } }
  reader.report({ field: at.path, given: syntax.text.trim(), used: syntax.text.trim(), wrong })
}

/** All schedules but the last have a length; the last has what is left. */
function checkLengths(parts: readonly Part[], path: string, reader: Reader): ScheduleStage[] {
  return parts.map(({ syntax, entry, stage }, place) => {
    const field = `${path}.${entry.id}.len`
    const used = (setup: Parameters<typeof usedValue>[0]) => usedValue(setup, stage.args, 'len')
    if (place === parts.length - 1) {
      const { len, ...last } = stage
      if (len !== undefined)
        reader.report({
          field,
          given: String(len),
          used,
          wrong: { code: 'len_last', args: { id: entry.id } },
        })
      return last
    }
    const given = syntax.args.some(({ name }) => name === 'len')
    if (!given && !hasOwnLength(entry))
      reader.report({
        field,
        given: '',
        used,
        wrong: { code: 'len_missing', args: { id: entry.id } },
      })
    return stage
  })
}

/** What stands before the last `:` outside brackets; a stage has none there. */
function readLabel(text: string, path: string, reader: Reader): { label: string; rest: string } {
  const pieces = splitOutside(text, ':')
  const rest = pieces.at(-1) ?? ''
  const given = text.slice(0, -rest.length - 1).trim()
  const label = cleanLabel(given)
  if (label !== given)
    reader.report({
      field: `${path}.label`,
      given,
      used: label,
      wrong: { code: 'bad_label', args: {} },
    })
  return { label, rest }
}
