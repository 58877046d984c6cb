/** Where a rule's text was read: a file of PyTorch. */
export const torch = (file: string) => `torch 2.13 torch/optim/${file}`

/** Where a rule's text was read: a file of Keras. */
export const keras = (file: string) => `keras 3.15.1 keras/src/optimizers/${file}`

/** Where a rule's text was read: a file of timm. */
export const timm = (file: string) => `timm 1.0.29 timm/optim/${file}`

/** Where optax' rules are stated. */
export const optax = 'optax 0.2.8 optax/_src/alias.py + optax/_src/transform.py'
