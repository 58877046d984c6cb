/** Words of this part of the page in English. */
export const tools = {
  label: 'tools',
}
