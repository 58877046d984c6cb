import { useApp } from '#panels/use-app.ts'
import { isLocked, type Lock } from '#store/teacher.ts'

/** Whether the link keeps the reader from changing this. */
export const useLock = (what: Lock): boolean => useApp((state) => isLocked(state, what))
