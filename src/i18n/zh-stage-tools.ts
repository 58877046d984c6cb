import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const stageTools: Words['stageTools'] = {
  label: 'stage-tools',
}
