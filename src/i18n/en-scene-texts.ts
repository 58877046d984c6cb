/** Words of the scenes in English: what is claimed here is checked in src/lessons. */
export const sceneTexts = {
  three_rates: {
    title: 'One parabola, three learning rates',
    hint: 'Crawl, arrive, explode',
    look: 'On f = x² every step multiplies x by 1 − 2·lr, so the three rates give 0.9, 0.6 and −1.2. In 20 steps the first has come only as far as x = 1.2, the second is home, and the third has thrown itself out to x = 383.',
    tryIt: 'Set the third rate to 1: the factor is −1, and it jumps from 10 to −10 for ever.',
  },
  edge: {
    title: 'The learning rate has a wall, at exactly 2/λ',
    hint: '0.49 settles, 0.5 rings, 0.51 explodes',
    look: 'Across this ravine the curvature is λ = 4, so the wall stands at 2/4 = 0.5. One hundredth below it the zigzag dies away; exactly on it y jumps between −2 and 2 for ever; one hundredth above it every jump is 4 % larger than the last.',
    tryIt: 'Start at y = 0: without a component across the ravine, all three arrive.',
  },
  kappa: {
    title: 'A narrow ravine makes even the best rate slow',
    hint: 'κ = 100: 290 steps at the best rate',
    look: 'The floor is 100 times flatter than the walls (κ = 100), and one rate has to serve both. The best compromise, 2/(1 + κ) = 0.0198, needs 290 steps to come within 0.001; half of it creeps along the floor, and near the limit 0.02 the walls still ring after 400 steps.',
    tryIt:
      'Set κ to 10, under the formula of the surface, and the best rate to 2/11: a tenth of the condition, about a tenth of the steps.',
  },
  range_test: {
    title: 'Raise the rate until it breaks: a range test',
    hint: 'The wall, read off one run',
    look: 'The rate grows a thousandfold during this single run. The loss falls, is lowest at step 162, and then shoots up: the rate crossed the wall 2/λ = 0.02 at step 153, and it takes a few steps before the damage shows.',
    tryIt:
      'Set the noise to 0: the fast direction dies out completely, nothing is left to explode, and the test finds no wall.',
  },
  noise_floor: {
    title: 'The rate sets the noise floor; decay lowers it',
    hint: 'Fast and rough, slow and fine, or both',
    look: 'Every gradient carries noise of σ = 1, so a constant rate never arrives: at 0.4 the loss hovers around 0.24, at 0.05 around 0.03. The decayed run is as quick as the large rate at first and ends ten times below the small one. This is one draw.',
    tryIt: 'Change the seed: the paths are different, the two floors stay.',
  },
  momentum: {
    title: 'Momentum makes a divergent rate converge',
    hint: 'The same rate with β = 0, 0.25, 0.5',
    look: 'All three use 0.6, beyond the wall of 0.5. Without momentum that diverges; β = 0.25 moves the wall to 2(1 + β)/λ = 0.625 and just gets home, at step 57; β = 0.5 does so at step 24.',
    tryIt:
      'Open the card “A little” and set its momentum μ to 0.2: its wall is now exactly 0.6, and it rings for ever.',
  },
  how_much: {
    title: 'There is a right amount of momentum',
    hint: '290 steps, 33 steps, 202 steps',
    look: 'On a ravine of κ = 100 plain descent needs 290 steps. Polyak’s rate and momentum, (2/(1 + √κ))² and ((√κ − 1)/(√κ + 1))², need 33. With β = 0.95 the point overshoots again and again and takes 202.',
    tryIt:
      'Open the card “Too much”, move its momentum μ slowly from 0.95 down to 0.67, and watch the ripples in the loss go.',
  },
  lessard: {
    title: 'The heavy ball that never comes to rest',
    hint: 'A convex function it cannot minimise',
    look: 'The function is strongly convex, and rate and momentum are right for every quadratic of these curvatures. Still the heavy ball ends in a cycle of three points, −1.80 → 2.12 → 0.65, while Nesterov’s momentum and plain descent, with a smaller rate, arrive within ten steps.',
    tryIt: 'Start at x = 3 instead of 3.3: from there the heavy ball does arrive.',
  },
  saddle: {
    title: 'The closer to the ridge, the longer a saddle holds you',
    hint: 'SGD 100 steps, momentum 36, Adam 20',
    look: 'The start lies a ten-thousandth off the ridge, where almost nothing pulls sideways. SGD passes y = 1 only at step 100 and momentum at step 36; Adam, which divides by the size of the gradient, is there at step 20.',
    tryIt:
      'Set y to 1e-6: SGD needs half as long again, Adam still 20. At y = 0 all three stay on the ridge.',
  },
  adagrad: {
    title: 'AdaGrad remembers everything and stalls; RMSprop forgets',
    hint: 'Steps that shrink, steps that do not',
    look: 'AdaGrad divides by the sum of all squared gradients, so at rate 0.4 its steps shrink from 0.57 to under 0.01 before it is there; it needs a rate of 2. RMSprop forgets old gradients and arrives at step 23, but then keeps its stride and starts to rattle.',
    tryIt: 'Give RMSprop the cosine schedule: the rattling stops.',
  },
  bias: {
    title: 'What bias correction is for',
    hint: 'Without it the first step is 3.16 times too long',
    look: 'The second run is Adam without its two corrections, typed as a formula. Its averages start at zero, the small v most of all, so its first step is (1 − 0.9)/√(1 − 0.999) = 3.16 times as long; it shoots past the minimum to x = 2.2 and reaches the target at step 81 instead of 55.',
    tryIt:
      'Open both cards and set β₂ to 0.99: now the factor is exactly 1, and the first steps agree.',
  },
  scale_1: {
    title: 'Before scaling: Rosenbrock as it is',
    hint: 'Remember both paths, then open the next scene',
    look: 'SGD at 0.0005 creeps along the valley and still has a loss of 5.2 after 500 steps; Adam at 0.05 comes down to 0.11. The factor c in front of the function is 1.',
    tryIt: 'Drag c slowly upwards: Adam’s path does not move, and at some c SGD breaks.',
  },
  scale_1000: {
    title: 'The loss times 1000: Adam does not notice, SGD explodes',
    hint: 'Adam sees directions, not sizes',
    look: 'It is the same valley with every height multiplied by c = 1000, as if the loss had been summed instead of averaged. SGD’s gradient is 1000 times as long and it is gone by step 2; Adam divides by the gradient’s own size and walks the same path as before.',
    tryIt: 'Divide SGD’s rate by 1000: its old path is back.',
  },
  rotate_0: {
    title: 'Adam in a ravine along an axis',
    hint: 'Adam 103 steps, SGD 290',
    look: 'The ravine, κ = 100, runs along x. Adam gives each coordinate its own stride, and here that is exactly what is needed: it is within 0.001 at step 103, where SGD at its best rate takes 290. The next scene turns the same ravine.',
    tryIt:
      'Set κ to 1000, under the formula of the surface: SGD explodes at its old rate, Adam takes 105 steps.',
  },
  rotate_45: {
    title: 'Turn the ravine by 45° and Adam loses its gift',
    hint: 'Adam 566 steps, SGD still 290',
    look: 'Surface and start are turned together, nothing else has changed. SGD takes 290 steps at any angle; Adam now needs 566, because both coordinates see the same mixture of steep and flat and get the same stride.',
    tryIt:
      'Set the angle to 90, under the formula of the surface: the ravine lies along an axis again, and Adam is quick again.',
  },
  reddi: {
    title: 'Adam walks the wrong way; AMSGrad repairs it',
    hint: 'A gradient of 3 that is forgotten at once',
    look: 'The gradient is 3, −1, −1, again and again, so on average the loss falls to the left. With β₂ = 0.1 Adam scales the rare 3 down to the size of the −1s, loses the vote two to one and is pressed against +1 from step 45 on; AMSGrad keeps the largest v and goes to −1.',
    tryIt: 'Open Adam’s card and raise β₂ to 0.9: with a longer memory it turns round.',
  },
  decay: {
    title: 'Under Adam, an L2 penalty is not weight decay',
    hint: 'One weight forgotten, the other kept',
    look: 'The gradient only flips its sign, ±10 in x and ±0.1 in y, so all that remains is the decay, the same λ = 0.1 for both weights. AdamW shrinks both to 0.38 ≈ e⁻¹; added to the gradient as L2 it is divided by √v as well, so y vanishes while x keeps 0.94.',
    tryIt:
      'Open the card “Adam with L2” and set λ of its L2 to 1: ten times the penalty, and x at last shrinks as much as under AdamW.',
  },
  restarts: {
    title: 'Warm restarts throw the ball out of a sharp well',
    hint: 'Rate up, out; rate down, home',
    look: 'All three start at rate 1. “One short cosine” freezes in the sharp well at x = −0.96, with a loss of 0.19. “Four restarts” is caught with it, but its rate jumps back to 1 at step 20: the well’s walls are too steep for that, the point is thrown out and ends in the wide bowl. To be honest: “One long cosine” never gets caught and ends lower still.',
    tryIt: 'Set width, under the formula, to 1, a wider well: the restart no longer gets out.',
  },
  river: {
    title: 'Keep the rate high along the river, drop it at the end',
    hint: 'The loss falls when the rate does',
    look: 'Progress is made down the river, to the right; the noise keeps throwing the point against the banks. Constant travels far but high on the banks, cosine brakes early and ends at −0.57, and WSD travels just as far as constant until step 800 and then drops to −0.89. This is one draw; the noise moves the point along the river too.',
    tryIt:
      'Open the card “WSD” and set its decay to 50: a twentieth of the run is enough to fall from the banks.',
  },
  plateau: {
    title: 'Reduce the rate when the loss stops falling',
    hint: 'A staircase in the loss for each drop of the rate',
    look: 'Sign descent always steps by the rate, so at 0.3 it jumps around the minimum for ever. Each time the loss has not improved for more than ten steps the rate falls to a tenth, first at step 16, and the loss falls a hundredfold: a staircase. Cosine gets there too, but only near the end.',
    tryIt:
      'Open the card “On plateau” and set its patience to 40: the same staircase, with longer treads.',
  },
  cliff: {
    title: 'One step off a cliff, and how clipping holds on',
    hint: 'A recurrent network’s exploding gradient',
    look: 'At the wall the gradient is so long that the very first step without clipping lands more than 55,000 away, where everything is flat and nothing pulls it back. Clipped to length 1 the same gradient keeps its direction; the loss is under 0.001 at step 101.',
    tryIt:
      'Open the card “Clipped” and raise max_norm: with 3 it still arrives, with 10 it does not.',
  },
  edge_of_stability: {
    title: 'The valley gets as sharp as the rate allows',
    hint: 'Sharpness settles just below 2/lr',
    look: 'This valley has minima of every sharpness along it. At rate 0.05 the point takes the nearest, 10.4, far below 2/lr = 40; at 0.2 and 0.3 that would be too sharp, so it bounces, loss up and down, and slides along the valley until the sharpness is 9.9 and 6.6, just under 2/lr = 10 and 6.67.',
    tryIt: 'Try the rate 0.25: predict where the sharpness settles before you look.',
  },
  catapult: {
    title: 'Too large to stay, too small to diverge: the catapult',
    hint: 'Between 2/λ and 4/λ the loss jumps, then lands flat',
    look: 'Here the sharpness λ is about x² + y², 16 at the start, so 2/λ = 0.125 and 4/λ = 0.25. Below, the run settles where it is; between them the loss rises from 0.08 to 3.5 and 14.9 and the point lands where λ is 8.2 and 0.74; above, it never comes back.',
    tryIt: 'Look for the largest rate that still lands.',
  },
  precision: {
    title: 'Seven digits or sixteen: when does it matter?',
    hint: 'float32 against float64, in calm and in chaos',
    look: 'Both runs are in float32; float64 is computed beside them, and the last curve is how far they are apart. At rate 0.5 the point settles at x = 1, and both agree. At 1.9 it never settles: a rounding error about doubles with every step, is over 0.1 after some twenty of them, and from then on the two share nothing.',
    tryIt:
      'Set 1.9 to 1.2: the point jumps between two places for ever, and both precisions agree on them.',
  },
  basins: {
    title: 'A quarter of a million starts',
    hint: 'Four basins, and their borders',
    look: 'Each of 262,144 starts on a grid makes the same 150 steps. All but one in a thousand end in one of the four minima, in nearly equal parts: 24 to 26 %. A point’s colour is its loss: the last to come down are those that began on the borders between basins, where the gradient hardly says which way.',
    tryIt:
      'Take Momentum at the rate 0.002: points shoot past the nearest minimum, and the one at (3, 2) gathers 30 %.',
  },
}
