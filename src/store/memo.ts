/** Remembers the last answer of `make` while its arguments stay the same. */
export function lastOf<A extends readonly unknown[], V>(
  make: (...args: A) => V,
): (...args: A) => V {
  let kept: { args: A; value: V } | null = null
  return (...args) => {
    if (kept && args.every((arg, i) => Object.is(arg, kept!.args[i]))) return kept.value
    kept = { args, value: make(...args) }
    return kept.value
  }
}
