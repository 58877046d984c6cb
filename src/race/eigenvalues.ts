/**
 * The larger eigenvalue of the symmetric matrix [[a, b], [b, c]]; NaN unless all three are finite.
 * The one nearer to zero comes from the determinant: as a difference it would lose its digits.
 */
export function largest(a: number, b: number, c: number): number {
  const [mean, radius] = [a / 2 + c / 2, Math.hypot(a / 2 - c / 2, b)]
  const far = mean + Math.sign(mean) * radius
  if (!Number.isFinite(far)) return NaN
  if (mean >= 0) return mean + radius
  const near = (a * c - b * b) / far
  return Number.isFinite(near) ? near : mean + radius
}

/** The smaller eigenvalue, likewise. */
export const smallest = (a: number, b: number, c: number): number => -largest(-a, -b, -c)
