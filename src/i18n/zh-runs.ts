import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const runs: Words['runs'] = {
  label: 'runs',
}
