/** Words of the bar, the layout, the timeline and the scoreboard in English. */
export const tools = {
  show: { runs: 'Show the runs', board: 'Show the scoreboard', curves: 'Show the curves' },
  panels: 'Panels',
  present: 'Presentation',
  leave: 'Leave the presentation',
  more: (count: number) => `and ${count} more`,
  fewer: 'show fewer',
  open: {
    button: 'Open a link',
    label: 'Link of a setup',
    hint: 'Paste an address or what follows its #. Pasting anywhere on the page does the same.',
    go: 'Open',
    cancel: 'Cancel',
    none: 'This is no link of a setup: there is no v=1, f= or run= in it.',
    fine: 'Every part of this link can be read.',
    replaced: (count: number) =>
      count === 1 ? 'One part will be replaced:' : `${count} parts will be replaced:`,
  },
  failed: {
    title: 'The page could not be drawn',
    kept: 'Your setup is kept; this is its link:',
    reason: (text: string) => `What failed: ${text}`,
    reload: 'Load the page again',
    fresh: 'Begin with the default scene',
  },
  missing: {
    text: 'This part of the page could not be loaded.',
    press: 'Once there is a connection, press again.',
    again: 'Try again',
  },
  random: 'Race again from a random start',
  randomSeed: (seed: number) =>
    `Race again from a random start. It comes from the next seed; now seed ${seed}.`,
  idle: 'There are no runs to play. Add one first.',
  board: {
    gradients: 'gradients',
    gradientsTip:
      'Gradients the run’s formulas asked for so far: g once a step, and one more for each grad(p). What is only recorded does not count.',
    sort: 'Click to sort: rising, falling, then as the runs stand. Rows change places while the clock rests, never while it plays.',
  },
}
