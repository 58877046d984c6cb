/** Milliseconds of work between looks at the page. */
const SLICE = 8

/** Joins text made in parts without holding up the page; `type` is a MIME type. */
export async function blobOf(parts: Iterable<string>, type: string): Promise<Blob> {
  const pieces: Blob[] = []
  let made: string[] = []
  let began = performance.now()
  for (const part of parts) {
    made.push(part)
    if (performance.now() - began < SLICE) continue
    // Handed over piece by piece: to copy all of a large file at the end would take long, too.
    pieces.push(new Blob(made))
    made = []
    await new Promise<void>((goOn) => {
      setTimeout(goOn)
    })
    began = performance.now()
  }
  return new Blob([...pieces, ...made], { type })
}
