/** Words of this part of the page in English. */
export const curveTools = {
  label: 'curve-tools',
}
