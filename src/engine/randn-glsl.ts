import { glslNumber } from '#formula/glsl-ops.ts'
import { COS_SERIES, LOG_SERIES, SIN_SERIES } from '#race/randn.ts'

const horner = (series: readonly number[], of: string) =>
  series.slice(1).reduce((sum, c) => `(${sum} * ${of} + ${glslNumber(c)})`, glslNumber(series[0]!))

/**
 * race/randn.ts in GLSL, bit for bit: `pcg3d(uvec3(seed, site, coordinate))` once, then
 * `randn(that, step, sample)`. The hash is integer arithmetic, which has no other form in GLSL; the
 * series' numbers are those of randn.ts.
 */
export const RANDN_GLSL = `uvec3 pcg3d(uvec3 v) {
  v = v * 1664525u + 1013904223u;
  v.x += v.y * v.z;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v ^= v >> 16u;
  v.x += v.y * v.z;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  return v;
}
float logarithm(float u) {
  uint bits = floatBitsToUint(u);
  int exponent = int(bits >> 23) - 127;
  float m = uintBitsToFloat((bits & 0x007fffffu) | 0x3f800000u);
  if (m > ${glslNumber(Math.SQRT2)}) {
    m = m * 0.5;
    exponent += 1;
  }
  float s = (m - 1.0) / (m + 1.0);
  float q = s * s;
  float sum = ${horner(LOG_SERIES, 'q')};
  return float(exponent) * ${glslNumber(Math.LN2)} + (2.0 * s) * sum;
}
float cosineTurn(float v) {
  float quarters = v * 4.0;
  int k = int(floor(quarters + 0.5));
  float a = (quarters - float(k)) * ${glslNumber(Math.PI / 2)};
  float q = a * a;
  float value = (k & 1) == 1 ? ${horner(SIN_SERIES, 'q')} * a : ${horner(COS_SERIES, 'q')};
  return k == 1 || k == 2 ? -value : value;
}
float randn(uvec3 base, int step, int sample_) {
  uvec3 h = pcg3d(uvec3(base.x + uint(step), base.y + uint(sample_), base.z));
  float u = float((h.x >> 8) + 1u) * ${glslNumber(2 ** -24)};
  float v = float(h.y >> 8) * ${glslNumber(2 ** -24)};
  return sqrt(-2.0 * logarithm(u)) * cosineTurn(v);
}`
