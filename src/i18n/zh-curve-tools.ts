import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const curveTools: Words['curveTools'] = {
  label: 'curve-tools',
}
