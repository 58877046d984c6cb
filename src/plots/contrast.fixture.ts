import { rgb } from 'd3'

const linear = (byte: number) => {
  const part = byte / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** Relative luminance (WCAG 2.2). */
export const luminance = (color: string) => {
  const { r, g, b } = rgb(color)
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** Contrast ratio of two colours, 1 … 21 (WCAG 2.2). */
export const contrast = (a: string, b: string) => {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(one, other) / Math.min(one, other)
}
