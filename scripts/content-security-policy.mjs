/**
 * What the page may load: its own files, nothing else. It stands in the built page, and in the
 * header of every file that `npm start` and hosts that read `_headers` serve: a worker obeys only
 * the header of its own script.
 *
 * 'wasm-unsafe-eval' allows compiling the WebAssembly bytes we write ourselves; JavaScript from text
 * stays forbidden. Inline styles pass: KaTeX and floating menus set them; nothing of a link ever
 * becomes a style or markup.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')
