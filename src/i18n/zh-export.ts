import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const exporting: Words['exporting'] = {
  label: 'export',
}
