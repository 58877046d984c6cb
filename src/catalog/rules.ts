import type { RuleEntry } from '#catalog/entry.ts'
import { adabelief, nadam, radam, yogi } from '#catalog/rules/adam-family.ts'
import { adan } from '#catalog/rules/adan.ts'
import { adam, adamax, adamw, amsgrad } from '#catalog/rules/adam.ts'
import { heavyBall, momentum, momentumEma, nesterov, sgd } from '#catalog/rules/momentum.ts'
import { lion, rprop, signsgd, signum } from '#catalog/rules/signs.ts'
import { adadelta, adagrad, asgd, rmsprop } from '#catalog/rules/squares.ts'

/** Every rule, in the order of the menu. */
export const rules: readonly RuleEntry[] = [
  sgd,
  momentum,
  momentumEma,
  heavyBall,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  radam,
  lion,
  signsgd,
  signum,
  yogi,
  adabelief,
  adan,
  rprop,
  asgd,
]
