import {
  callText,
  floatText,
  indent,
  type Note,
  type RunToWrite,
  startText,
} from '#export/code-parts.ts'
import { boundaries, type RatePart, rateParts } from '#export/code-rate.ts'
import { type Call, callOf } from '#export/library-call.ts'
import { type TransformLines, transformLines } from '#export/python-stage.ts'
import type { StageValues } from '#setup/parameter-values.ts'

/** The part of a PyTorch script after the surface: optimizer, scheduler, loop. */
export function torchLines(run: RunToWrite): string[] {
  const { race, lr0, timed, call, before, after, notes } = run
  const parts = rateParts(run, 'torch')
  const f = timed ? 'f(*theta, t)' : 'f(*theta)'
  const first = [...before.entries()].map(([i, stage]) => ofStage(run, stage, i))
  const last = [...after.entries()].map(([i, stage]) => ofStage(run, stage, before.length + i))
  const plateau = parts[0]?.call?.name.endsWith('ReduceLROnPlateau') === true
  // A scheduler that reads the loss is told it where the step led to.
  const told = timed ? `f(*theta, t + 1).item()` : `${f}.item()`
  return [
    ...parts.flatMap(({ lines }) => (lines.length > 0 ? [...lines, '', ''] : [])),
    `theta = torch.tensor(${startText(run)}, requires_grad=True)`,
    `optimizer = ${callText(call, ['[theta]'])}`,
    ...(parts.length > 0 ? [`scheduler = ${schedulerText(parts, lr0)}`] : []),
    ...[...first, ...last].flatMap(({ setup }) => setup),
    '',
    `for t in range(1, ${race.T + 1}):`,
    ...indent([
      'optimizer.zero_grad()',
      `loss = ${f}`,
      'loss.backward()',
      ...noise(race.noise, notes),
      ...first.flatMap(({ step }) => step),
      'optimizer.step()',
      ...last.flatMap(({ step }) => step),
      ...(parts.length > 0 ? [`scheduler.step(${plateau ? told : ''})`] : []),
    ]),
    '',
    `print(theta.tolist(), ${timed ? `f(*theta, ${race.T + 1})` : f}.item())`,
  ]
}

function schedulerText(parts: readonly RatePart[], lr0: number): string {
  const one = ({ call, name }: RatePart) =>
    call
      ? callText(call, ['optimizer'])
      : `torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: float(${name}(t))/${floatText(lr0)})`
  if (parts.length === 1) return one(parts[0]!)
  const list = parts.map(one).join(', ')
  const ends = boundaries(parts).join(', ')
  return `torch.optim.lr_scheduler.SequentialLR(optimizer, [${list}], milestones=[${ends}])`
}

const noise = (sigma: number, notes: Note[]): string[] => {
  if (sigma === 0) return []
  notes.push({ kind: 'noise', name: '' })
  return [`theta.grad.add_(${floatText(sigma)}*torch.randn_like(theta))`]
}

/** A transform as torch's function on the gradient, or its formula line by line. */
function ofStage(run: RunToWrite, stage: StageValues, place: number): TransformLines {
  const { race, lr0, notes } = run
  const own: Call | null = callOf(stage, 'torch', { lr0, T: race.T })
  if (own) return { setup: [], step: [callText(own, ['[theta]'])] }
  const made = transformLines(stage, place, {
    arrays: 'torch',
    g: 'theta.grad',
    theta: 'theta',
    lr: "optimizer.param_groups[0]['lr']",
    T: race.T,
    lr0,
    copy: 'theta.detach().clone()',
    assign: (target, value) => `${target === 'g' ? 'theta.grad' : 'theta'}.copy_(${value})`,
  })
  if (made.missing !== undefined) {
    notes.push({ kind: 'transform', name: stage.entry.title })
    return made
  }
  if (made.step.some((line) => line.includes('randn')))
    notes.push({ kind: 'draws', name: stage.entry.title })
  return { setup: made.setup, step: ['with torch.no_grad():', ...indent(made.step)] }
}
