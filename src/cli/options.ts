/** Options `--name value` (or `--name=value`) and the other words, with what was wrong. */
export function readOptions(
  args: readonly string[],
  known: readonly string[],
): { words: string[]; options: Map<string, string>; messages: string[] } {
  const words: string[] = []
  const messages: string[] = []
  const options = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (!arg.startsWith('--')) {
      words.push(arg)
      continue
    }
    const [name, inline] = [
      arg.slice(2).split('=', 1)[0]!,
      arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : undefined,
    ]
    const value = inline ?? args[++i]
    if (!known.includes(name) || value === undefined)
      messages.push(
        `The option --${name} was left out: ${known.map((k) => `--${k}`).join(', ')} may be given, with a value.`,
      )
    else options.set(name, value)
  }
  return { words, options, messages }
}

/** One of a few words for an option, or the first with a message. */
export function choice<T extends string>(
  options: ReadonlyMap<string, string>,
  name: string,
  values: readonly [T, ...T[]],
): { value: T; messages: string[] } {
  const given = options.get(name)
  const value = values.find((candidate) => candidate === given)
  if (given === undefined || value) return { value: value ?? values[0], messages: [] }
  return {
    value: values[0],
    messages: [`--${name} is ${values.join(' or ')}; “${given}” was replaced by ${values[0]}.`],
  }
}
