/** The chosen ones with one more, or without it, in the order of all. */
export const toggled = <T>(all: readonly T[], chosen: readonly T[], one: T): readonly T[] =>
  all.filter((each) => chosen.includes(each) !== (each === one))
