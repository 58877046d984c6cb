import type { ScheduleEntry } from '#catalog/entry.ts'

/** Warm-up, a plateau, decay. */
export const wsd = {
  kind: 'schedule',
  id: 'wsd',
  title: 'Warm-up, stable, decay',
  year: 2024,
  source: 'Hu et al. (MiniCPM), arXiv:2404.06395',
  params: [
    { name: 'warmup', default: 'ceil(T/10)', min: 0 },
    { name: 'decay', default: 'ceil(T/5)', min: 0 },
    { name: 'stable', default: 'max(0, T - warmup - decay)', min: 0 },
    { name: 'warmup_type', default: 0, values: ['linear', 'cosine', 'sqrt'] },
    { name: 'decay_type', default: 1, values: ['linear', 'cosine', 'sqrt'] },
    { name: 'min_ratio', default: 0, min: 0, max: 1 },
    { name: 'cycles', default: 0.5, min: 0 },
  ],
  dialects: [
    {
      id: 'hf',
      source: 'transformers 5.18 optimization.py get_wsd_schedule',
      formula: [
        'u = clamp(t < warmup ? t/warmup : (t - warmup - stable)/decay, 0, 1)',
        'w_cos = (1 - cos(pi*u))/2',
        'd_cos = (1 + cos(pi*cycles*2*u))/2',
        'w = warmup_type == linear ? u : warmup_type == cosine ? w_cos : 1 - sqrt(1 - u)',
        'd = decay_type == linear ? 1 - u : decay_type == cosine ? d_cos : 1 - sqrt(u)',
        'f = t < warmup ? w : t < warmup + stable + decay ? d : 0',
        'lr = lr0*(f*(1 - min_ratio) + min_ratio)',
      ].join('\n'),
    },
  ],
} satisfies ScheduleEntry
