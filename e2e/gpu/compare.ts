import type { Trajectory } from '#race/trajectory.ts'

/** How many numbers there are, and how many of another bit pattern; −0 is not 0, NaN is NaN. */
export function unequal(a: ArrayLike<number> | null, b: ArrayLike<number> | null): string | null {
  if (!a || !b) return a === b ? null : 'one of them is missing'
  if (a.length !== b.length) return `${a.length} numbers for ${b.length}`
  for (let i = 0; i < a.length; i++)
    if (!Object.is(a[i], b[i])) return `number ${i}: ${a[i]} for ${b[i]}`
  return null
}

const COLUMNS = ['theta', 'loss', 'gradNorm', 'lr', 'momentum', 'average'] as const

/** The first thing in which two trajectories differ, or null. */
export function difference(ours: Trajectory, twin: Trajectory): string | null {
  for (const column of COLUMNS) {
    const found = unequal(ours[column], twin[column])
    if (found) return `${column}, ${found}`
  }
  for (const key of ['n', 'status', 'at'] as const)
    if (ours[key] !== twin[key]) return `${key}: ${ours[key]} for ${twin[key]}`
  return null
}
