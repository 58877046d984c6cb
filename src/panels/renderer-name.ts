/**
 * The graphics device in a driver's own name for it, which may be a line long:
 * `ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)` is Apple M1.
 */
export function rendererName(renderer: string): string {
  if (/swiftshader/i.test(renderer)) return 'SwiftShader'
  const inside = /^ANGLE \((.*)\)$/s.exec(renderer)?.[1]
  // Vendor, device, driver; a device's own commas are inside brackets.
  const device = inside?.split(/,\s*(?![^(]*\))/)[1] ?? renderer.split(/, or similar/)[0] ?? ''
  const plain = device
    .replace(/^(?:ANGLE Metal Renderer:|Mesa) /, '')
    .replace(/\s*(?:\(0x[\da-f]+\)|Direct3D.*|OpenGL.*|vs_\d.*|\((?:TM|R)\))/gi, '')
    .replace(/\s*\([^()]*\)$/, '')
    .trim()
  return plain.length > 0 && plain.length <= 32
    ? plain
    : `${(plain || renderer).slice(0, 31).trim()}…`
}
