/** Words of this part of the page in English. */
export const exporting = {
  label: 'export',
}
