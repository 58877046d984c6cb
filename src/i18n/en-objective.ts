/** Words of this part of the page in English. */
export const objective = {
  label: 'objective',
}
