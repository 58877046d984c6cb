/** Words of this part of the page in English. */
export const runs = {
  label: 'runs',
}
