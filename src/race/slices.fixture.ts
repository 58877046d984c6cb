/** The end of work that is done in slices. */
export function finish<V>(slices: Generator<number, V>): V {
  for (;;) {
    const { done, value } = slices.next()
    if (done) return value
  }
}
