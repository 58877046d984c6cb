import type { Dialect } from '#catalog/entry.ts'
import type { Words } from '#i18n/en.ts'

/** Libraries as they write themselves; proper nouns, the same in every language. */
const LIBRARIES: Readonly<Record<string, string>> = {
  torch: 'PyTorch',
  keras: 'Keras',
  optax: 'optax',
  timm: 'timm',
  transformers: 'Transformers',
  'scikit-learn': 'scikit-learn',
  Caffe: 'Caffe',
}

/** The name of a dialect as a reader knows it: the library with its version, or whose text it is. */
export function dialectName({ id, source }: Dialect, words: Words['runs']): string {
  const [, library = '', version = ''] = /^(\S+) (\d+(?:\.\d+)+)\b/.exec(source) ?? []
  const known = LIBRARIES[library]
  if (known) return /^(hf|keras)\w/.test(id) ? `${known} ${version} · ${id}` : `${known} ${version}`
  if (id === 'authors') return words.authors
  if (id === 'textbook') return words.textbook
  if (id === 'plain') return words.plain
  return id === 'custom' ? words.linked : (LIBRARIES[id] ?? id)
}
