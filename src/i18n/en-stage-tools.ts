/** Words of this part of the page in English. */
export const stageTools = {
  label: 'stage-tools',
}
