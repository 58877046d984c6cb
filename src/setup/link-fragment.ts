import { unescapeValue } from '#setup/percent.ts'

const SCHEME = /^\s*[a-z][a-z\d+.-]*:\/\//i

/** What follows the `#` of a whole address, or a fragment with or without its `#`. */
export function fragmentOf(text: string): string {
  const trimmed = text.trim()
  const hash = trimmed.indexOf('#')
  const fragment =
    SCHEME.test(trimmed) || (hash >= 0 && !trimmed.slice(0, hash).includes('='))
      ? hash < 0
        ? ''
        : trimmed.slice(hash + 1)
      : trimmed
  // some chats encode a fragment as a whole, with its `#` or even the address before it
  const encoded = !fragment.includes('=') && /%3D/i.test(fragment)
  return encoded ? fragmentOf(unescapeValue(fragment).text) : fragment
}
