/** Every curve the page can draw, in the order in which they are drawn. */
export const CURVES = [
  'loss',
  'lr',
  'gradient',
  'step',
  'distance',
  'momentum',
  'sharpness',
  'drift',
] as const

export type CurveId = (typeof CURVES)[number]
