const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'eps',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Α: 'Alpha',
  Β: 'Beta',
  Γ: 'Gamma',
  Δ: 'Delta',
  Ε: 'Epsilon',
  Ζ: 'Zeta',
  Η: 'Eta',
  Θ: 'Theta',
  Ι: 'Iota',
  Κ: 'Kappa',
  Λ: 'Lambda',
  Μ: 'Mu',
  Ν: 'Nu',
  Ξ: 'Xi',
  Ο: 'Omicron',
  Π: 'Pi',
  Ρ: 'Rho',
  Σ: 'Sigma',
  Τ: 'Tau',
  Υ: 'Upsilon',
  Φ: 'Phi',
  Χ: 'Chi',
  Ψ: 'Psi',
  Ω: 'Omega',
}

const SIGNS: Readonly<Record<string, string>> = {
  '×': '*',
  '·': '*',
  '∙': '*',
  '⋅': '*',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  '−': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '∞': 'inf',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
}

/** Full-width ASCII, mathematical alphabets, and the other shapes of Greek letters, µ included. */
const VARIANT = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}ϐϑϕϖϰϱϴϵµ]/u

function plain(char: string): string {
  const usual = VARIANT.test(char) ? char.normalize('NFKC') : char
  return SIGNS[usual] ?? GREEK[usual] ?? usual
}

/**
 * What may have been pasted, in ASCII: signs, Greek letters (ε is `eps`), full-width and
 * mathematical alphabets. Raised and lowered digits, and all else, stay for the lexer.
 * `offset` leads from a place in `plain` back to the text as typed.
 */
export function plainText(text: string): { plain: string; offset: (place: number) => number } {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is plain already
  if (/^[\0-\x7F]*$/.test(text)) return { plain: text, offset: (place) => place }
  const offsets: number[] = []
  const pieces: string[] = []
  let at = 0
  for (const char of text) {
    const piece = plain(char)
    pieces.push(piece)
    for (let i = 0; i < piece.length; i++) offsets.push(at)
    at += char.length
  }
  return { plain: pieces.join(''), offset: (place) => offsets[place] ?? text.length }
}
