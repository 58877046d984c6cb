import type { Words } from '#i18n/en.ts'

/** The same in Chinese. */
export const tools: Words['tools'] = {
  label: 'tools',
}
