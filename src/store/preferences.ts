const names = {
  theme: 'ravine.theme',
  lang: 'ravine.lang',
  setup: 'ravine.setup',
  folded: 'ravine.folded',
  curves: 'ravine.curves',
  linear: 'ravine.linear',
  neighbours: 'ravine.neighbours',
} as const

type Preference = keyof typeof names

/** What this browser keeps for the page, or null; a browser may refuse. */
export function preference(name: Preference): string | null {
  try {
    return localStorage.getItem(names[name])
  } catch {
    return null
  }
}

/** Keeps something in this browser, where it lets us. */
export function keepPreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(names[name], value)
  } catch {
    // Private windows and full disks: the page works without.
  }
}
