import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const objective: Words['objective'] = {
  label: 'objective',
}
