const STANDING = /%(?:2C|3B|3A|3D|2B|2F|3F|40|24|5E)/g

/**
 * A value as it stands in a link: unreserved characters and `! * ( ) , ; : = + / ? @ $ ^` stay,
 * all else is percent-encoded. Lone halves of surrogate pairs, which no URL can hold, become U+FFFD.
 */
export function escapeValue(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .replace(STANDING, decodeURIComponent)
    .replaceAll("'", '%27')
}

const ESCAPE = new RegExp(
  [
    '%[0-7][0-9A-F]',
    '%[CD][0-9A-F]%[89AB][0-9A-F]',
    '%E[0-9A-F](?:%[89AB][0-9A-F]){2}',
    '%F[0-7](?:%[89AB][0-9A-F]){3}',
    '%[0-9A-F]{0,2}',
  ].join('|'),
  'gi',
)

/** A value percent-decoded once. Escapes that are none stay as they are; `broken` is the first. */
export function unescapeValue(text: string): { text: string; broken: string | null } {
  let broken: string | null = null
  const plain = text.replace(ESCAPE, (escape) => {
    try {
      return decodeURIComponent(escape)
    } catch {
      broken ??= escape
      return escape
    }
  })
  return { text: plain, broken }
}
