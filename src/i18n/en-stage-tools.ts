/** Words of the stage's tools and of what they show, in English. */
export const stageTools = {
  label: 'Tools of the stage',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  reset: 'Whole surface',
  arrows: 'Gradient arrows',
  arrowsTip: (part: string) =>
    `Arrows of steepest descent, −∇f. Their length goes by the logarithm of ‖∇f‖: the shortest stand for ${part} of the longest or less; a dot means zero.`,
  respread: 'Levels for this view',
  respreadTip:
    'Spreads colours and contour lines over what is visible instead of the whole surface, so a colour changes its meaning as you zoom',
  found: 'Minimum found',
  valueHere: 'f, in this view',
  startOf: (run: string) => `Start of ${run}`,
  outside: (start: string, place: string) => `${start}: ${place}`,
  bring: 'Bring it into view',
  wheel: 'Click the stage, or hold Ctrl or ⌘, to zoom with the wheel',
  /** where minima are told to those who hear the page */
  minima: (count: number, first: string) =>
    count === 1 ? `minimum at ${first}` : `${count} minima, the first at ${first}`,
}
