/** The examples the language was designed with: each must parse, print, fold and typeset. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  sgd: 'theta = theta - lr*g',
  'momentum.torch': `state b = 0
    b = t == 1 ? g : momentum*b + (1-dampening)*g
    theta = theta - lr*b`,
  'nesterov.torch': `state b = 0
    b = t == 1 ? g : momentum*b + (1-dampening)*g
    theta = theta - lr*(g + momentum*b)`,
  heavy_ball: `state prev = theta
    d = theta - prev;  prev = theta
    theta = theta - lr*g + beta*d`,
  'adam.torch': `state m = 0, v = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    theta = theta - lr*(m/(1-beta1^t))/(sqrt(v)/sqrt(1-beta2^t) + eps)`,
  'adam.keras': `state m = 0, v = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    theta = theta - lr*sqrt(1-beta2^t)/(1-beta1^t)*m/(sqrt(v) + eps)`,
  'adam.optax': `state m = 0, v = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    theta = theta - lr*(m/(1-beta1^t))/(sqrt(v/(1-beta2^t) + eps_root) + eps)`,
  'adamw.torch': `theta = theta*(1 - lr*weight_decay)
    state m = 0, v = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    theta = theta - lr*(m/(1-beta1^t))/(sqrt(v)/sqrt(1-beta2^t) + eps)`,
  'amsgrad.optax': `state m = 0, v = 0, u = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    u = max(u, v/(1-beta2^t))
    theta = theta - lr*(m/(1-beta1^t))/(sqrt(u + eps_root) + eps)`,
  'nadam.torch': `state m = 0, v = 0, P = 1
    mu  = beta1*(1 - 0.5*0.96^(t*momentum_decay))
    mu1 = beta1*(1 - 0.5*0.96^((t+1)*momentum_decay))
    P = P*mu
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    theta = theta - lr*((1-mu)/(1-P)*g + mu1/(1-P*mu1)*m)/(sqrt(v/(1-beta2^t)) + eps)`,
  'radam.torch': `state m = 0, v = 0
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g^2
    r1 = 2/(1-beta2) - 1
    r = r1 - 2*t*beta2^t/(1-beta2^t)
    theta = theta - lr*(m/(1-beta1^t))*(r > 5 ? sqrt((r-4)*(r-2)*r1/((r1-4)*(r1-2)*r))*sqrt(1-beta2^t)/(sqrt(v) + eps) : 1)`,
  'adagrad.torch': `state a = initial_accumulator_value
    a = a + g^2
    theta = theta - lr/(1 + (t-1)*lr_decay)*g/(sqrt(a) + eps)`,
  'rmsprop.torch': `state v = 0, a = 0, b = 0
    v = alpha*v + (1-alpha)*g^2
    a = alpha*a + (1-alpha)*g
    b = momentum*b + g/(sqrt(centered ? v - a^2 : v) + eps)
    theta = theta - lr*b`,
  'rprop.torch': `state prev = 0, eta = lr
    s = g*prev
    eta = clamp(eta*(s > 0 ? eta_plus : s < 0 ? eta_minus : 1), step_min, step_max)
    prev = s < 0 ? 0 : g
    theta = theta - eta*sign(prev)`,
  'adadelta.torch': `state v = 0, D = 0
    v = rho*v + (1-rho)*g^2
    d = sqrt(D + eps)/sqrt(v + eps)*g
    D = rho*D + (1-rho)*d^2
    theta = theta - lr*d`,
  'asgd.torch': `state eta = lr, mu = 1, ax = theta
    theta = theta*(1 - lambd*eta) - eta*g
    ax = mu == 1 ? theta : ax + mu*(theta - ax)
    eta = lr/(1 + lambd*lr*t)^alpha;  mu = 1/max(1, t - t0)
    average = ax`,
  'lion.authors':
    'state m = 0;  u = sign(beta1*m + (1-beta1)*g);  m = beta2*m + (1-beta2)*g;  theta = theta - lr*u',
  'adan.authors': `state m = 0, q = 0, n = 0, prev = 0
    d = t == 1 ? 0 : g - prev;  prev = g
    m = beta1*m + (1-beta1)*g
    q = beta2*q + (1-beta2)*d
    n = beta3*n + (1-beta3)*(g + beta2*d)^2
    theta = (theta - lr*(m/(1-beta1^t) + beta2*q/(1-beta2^t))/(sqrt(n/(1-beta3^t)) + eps))/(1 + lr*weight_decay)`,
  'yogi.jettify': `state m = initial_accumulator, v = initial_accumulator
    m = beta1*m + (1-beta1)*g
    v = v - (1-beta2)*sign(v - g^2)*g^2
    theta = theta - lr*(m/(1-beta1^t))/(sqrt(v)/sqrt(1-beta2^t) + eps)`,
  adabelief: `state m = 0, s = 0, u = 0
    m = beta1*m + (1-beta1)*g
    s = beta2*s + (1-beta2)*(g - m)^2 + eps;  u = max(u, s);  w = amsgrad ? u : s
    r1 = 2/(1-beta2) - 1
    r = r1 - 2*t*beta2^t/(1-beta2^t)
    d = rectify ? (r >= 5 ? sqrt(1-beta2^t)*sqrt((r-4)*(r-2)*r1/((r1-4)*(r1-2)*r))/(sqrt(w) + eps) : 1) : 1/(sqrt(w)/sqrt(1-beta2^t) + eps)
    theta = theta - lr/(1-beta1^t)*m*d`,
  multistep: 'lr = lr0*gamma^total(t >= milestones)',
  'piecewise.keras': 'lr = lr0*at(values, total(t > boundaries))',
  cosine_restarts: `state c = -1, p = n
    c = c + 1;  over = c >= p;  c = over ? c - p : c;  p = over ? p*mult : p
    lr = min + (lr0 - min)*(1 + cos(pi*c/p))/2`,
  'cyclic.torch': `n = up + down;  c = floor(1 + t/n);  x = 1 + t/n - c
    s = x <= up/n ? x/(up/n) : (x - 1)/(up/n - 1)
    k = mode == triangular2 ? 2^(1 - c) : mode == exp_range ? gamma^t : 1
    lr = lr0 + (max - lr0)*max(0, s)*k
    momentum = cycle_momentum ? max_momentum - (max_momentum - min_momentum)*max(0, s)*k : momentum`,
  'onecycle.torch': `low = lr0/div;  end = low/final_div
    a = pct*n - 1;  b = three_phase ? 2*pct*n - 2 : n - 1
    i = t <= a ? 0 : t <= b ? 1 : 2
    u = i == 0 ? t/a : i == 1 ? (t - a)/(b - a) : (t - b)/(n - 1 - b)
    A = i == 1 ? lr0 : low;  B = i == 0 ? lr0 : i == 1 and three_phase ? low : end
    lr = anneal == cos ? B + (A - B)*(1 + cos(pi*u))/2 : A + (B - A)*u
    C = i == 1 ? min_momentum : max_momentum;  D = i == 0 ? min_momentum : max_momentum
    momentum = cycle_momentum ? (anneal == cos ? D + (C - D)*(1 + cos(pi*u))/2 : C + (D - C)*u) : momentum`,
  'plateau.torch': `state best = mode == max ? -inf : inf, bad = 0, cool = 0
    bar = threshold_mode == rel ? (mode == min ? best*(1 - threshold) : best*(1 + threshold)) : (mode == min ? best - threshold : best + threshold)
    better = mode == min ? loss < bar : loss > bar
    best = better ? loss : best
    bad = better or cool > 0 ? 0 : bad + 1;  cool = max(cool - 1, 0)
    drop = bad > patience;  new = max(lr*factor, min_lr)
    lr = drop and lr - new > eps ? new : lr
    cool = drop ? cooldown : cool;  bad = drop ? 0 : bad`,
  'wsd.hf': `u = clamp(t < warmup ? t/warmup : (t - warmup - stable)/decay, 0, 1)
    w = warmup_type == linear ? u : warmup_type == cosine ? (1 - cos(pi*u))/2 : 1 - sqrt(1 - u)
    d = decay_type == linear ? 1 - u : decay_type == cosine ? (1 + cos(pi*u))/2 : 1 - sqrt(u)
    lr = lr0*(min_ratio + (1 - min_ratio)*(t < warmup ? w : d))`,
  warmup: 'lr = lr0*(from + (1 - from)*min(t, n)/n)',
  multiplicative: 'lr = t == 0 ? lr0 : lr*gamma',
  bold_driver: 'state prev = loss;  lr = loss <= prev ? lr*up : lr*down;  prev = loss',
  exp_kt: 'lr = lr0 * exp(-k*t)',
  'clip_norm.torch': 'g = g*min(1, max_norm/(norm_all(g) + 1e-6))',
  l2: 'g = g + wd*theta',
  decay: 'theta = theta*(1 - lr*wd)',
  ema: 'state a = theta;  a = t == 1 ? theta : beta*a + (1-beta)*theta;  average = a',
  polyak: 'state a = theta;  a = a + (theta - a)/t;  average = a',
  sam: 'n = norm_all(adaptive ? abs(theta)*g : g) + 1e-12;  g = grad(theta + rho*(adaptive ? theta^2*g : g)/n)',
  lookahead:
    'state slow = theta;  sync = mod(t, k) == 0;  theta = sync ? alpha*theta + (1-alpha)*slow : theta;  slow = sync ? theta : slow',
  rosenbrock: '(a - x)^2 + b*(y - x^2)^2',
  lessard: 'x < 1 ? 12.5x^2 : x < 2 ? 0.5x^2 + 24x - 12 : 12.5x^2 - 24x + 36',
  reddi: '(small ? (mod(t, 3) == 1 ? 3 : -1) : (mod(t, 101) == 1 ? 1010 : -10))*x',
  cliff: 'h = 0.5;  repeat 50 { h = sigmoid(x*h + y) };  (h - 0.7)^2',
  langermann:
    'q1 = (x - 3)^2 + (y - 5)^2;  q2 = (x - 5)^2 + (y - 2)^2;  1*exp(-q1/pi)*cos(pi*q1) + 2*exp(-q2/pi)*cos(pi*q2)',
  michalewicz: '-sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2y^2/pi)^20',
}
