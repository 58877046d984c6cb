import { useApp } from '#panels/use-app.ts'
import { isLocked, type Lock } from '#store/teacher.ts'

/** Whether the link keeps the reader from changing any of these. */
export const useLock = (...whats: readonly Lock[]): boolean =>
  useApp((state) => whats.some((what) => isLocked(state, what)))
