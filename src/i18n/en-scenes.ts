/** Words around the scenes in English; what each scene says is in en-scene-texts.ts. */
export const scenes = {
  button: 'Scenes',
  title: 'Scenes',
  lead: 'Each one opens a setup that shows one thing. Change anything; Back returns to where you were.',
  close: 'Close',
  closeCaption: 'Close the caption',
  next: 'Next scene',
  tryIt: 'Try:',
  source: 'Source:',
  topics: {
    rate: 'Learning rate',
    noise: 'Noise',
    momentum: 'Momentum',
    adaptive: 'Adaptive rules',
    schedules: 'Schedules',
    stability: 'Stability',
    starts: 'Many starts',
  },
}
