import { interpolateLab, rgb } from 'd3'

export type ThemeName = 'light' | 'dark'

/** Every colour a plot uses. */
export type Theme = {
  readonly name: ThemeName
  /** the surface's scale: [valleys, high ground] */
  readonly surface: readonly [string, string]
  /** contour lines, and every fifth of them */
  readonly contour: readonly [string, string]
  /** eight hues; a run's is `runColor` */
  readonly runs: readonly string[]
  readonly text: string
  /** axes' words and numbers */
  readonly quiet: string
  readonly hairline: string
  /** what lies around a plot */
  readonly background: string
}

/**
 * The hues of Okabe–Ito in the order blue, vermillion, green, purple, orange, sky, yellow, black (white in
 * the dark), lightness moved until each has ≥ 3:1 against both ends of the surface, then spread so that they
 * stay apart for eyes without red, green or blue cones.
 */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    surface: ['#fbfcfe', '#d3dbe7'],
    contour: ['#8a99b066', '#6d7e9899'],
    runs: ['#234ba1', '#a73d16', '#096c3e', '#c51a8b', '#aa6b00', '#0380ba', '#767b38', '#15171f'],
    text: '#1c2330',
    quiet: '#5a6577',
    hairline: '#dfe4ec',
    background: '#ffffff',
  },
  dark: {
    name: 'dark',
    surface: ['#0a0f1c', '#34435b'],
    contour: ['#7f93b34d', '#9db0cd80'],
    runs: ['#888eed', '#fe6a19', '#3ea46c', '#f16ebd', '#ffaf63', '#61cefd', '#eadc2b', '#f4f4f2'],
    text: '#e6eaf2',
    quiet: '#98a4b8',
    hairline: '#232c3d',
    background: '#0d1220',
  },
}

/** The theme with its words, hairlines and background as the page has them around `node`. */
export function readTheme(name: ThemeName, node: Element): Theme {
  const style = getComputedStyle(node)
  const read = (property: string, otherwise: string) =>
    style.getPropertyValue(property).trim() || otherwise
  const theme = themes[name]
  return {
    ...theme,
    text: read('--text', theme.text),
    quiet: read('--text-quiet', theme.quiet),
    hairline: read('--hairline', theme.hairline),
    background: read('--background', theme.background),
  }
}

/** The colour of run number `index`; hues repeat after eight. */
export const runColor = (theme: Theme, index: number) =>
  theme.runs[Math.abs(Math.trunc(index)) % theme.runs.length]!

/** How many steps the surface's scale is kept in. */
export const RAMP = 256

/** The surface's colours from valleys to high ground, RGBA, RAMP × 4 bytes. */
export function surfaceRamp(theme: Theme): Uint8ClampedArray {
  const between = interpolateLab(...theme.surface)
  const bytes = new Uint8ClampedArray(4 * RAMP)
  for (let i = 0; i < RAMP; i++) {
    const { r, g, b } = rgb(between(i / (RAMP - 1)))
    bytes.set([r, g, b, 255], 4 * i)
  }
  return bytes
}

/** The surface's colour at a place of its scale, 0 … 1, as CSS. */
export const surfaceColor = (theme: Theme, place: number) => interpolateLab(...theme.surface)(place)
