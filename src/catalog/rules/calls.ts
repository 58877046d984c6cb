import type { CallArgs, LibraryCall } from '#catalog/library-call.ts'

type More = Pick<LibraryCall, 'when' | 'takes'>

const penalty: LibraryCall['takes'] = { 'l2:torch': { args: { weight_decay: 'wd' } } }

/** A class of `torch.optim`; all of these take an L2 penalty unless they say otherwise. */
export const torchCall = (name: string, args: CallArgs, more: More = {}): LibraryCall => ({
  library: 'torch',
  name: `torch.optim.${name}`,
  args: { lr: 'lr', ...args },
  takes: penalty,
  ...more,
})

/** A class of `torch.optim` with `weight_decay`, coupled or, by another class or a switch, not. */
export const torchDecay = (
  name: string,
  args: CallArgs,
  decoupled: { readonly name?: string; readonly args: CallArgs },
): LibraryCall => torchCall(name, args, { takes: { ...penalty, 'decay:torch': decoupled } })

/** A class of `keras.optimizers`; any of them clips, decays and averages. */
export const kerasCall = (name: string, args: CallArgs, more: More = {}): LibraryCall => ({
  library: 'keras',
  name: `keras.optimizers.${name}`,
  args: { learning_rate: 'lr', ...args },
  takes: {
    'clip_norm:keras': { args: { global_clipnorm: 'max_norm' } },
    'clip_value:torch': { args: { clipvalue: 'value' } },
    'decay:torch': { args: { weight_decay: 'wd' } },
    'ema:keras': {
      args: { use_ema: true, ema_momentum: 'beta', ema_overwrite_frequency: 'every' },
    },
  },
  ...more,
})

/** A function of `optax`. */
export const optaxCall = (name: string, args: CallArgs, more: More = {}): LibraryCall => ({
  library: 'optax',
  name: `optax.${name}`,
  args: { learning_rate: 'lr', ...args },
  ...more,
})

/** Adam's numbers under the names of torch, Keras and optax. */
export const torchAdam = { betas: ['beta1', 'beta2'], eps: 'eps' } as const
export const kerasAdam = { beta_1: 'beta1', beta_2: 'beta2', epsilon: 'eps' } as const
export const optaxAdam = { b1: 'beta1', b2: 'beta2', eps: 'eps' } as const
