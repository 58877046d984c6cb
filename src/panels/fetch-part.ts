/**
 * Fetches a part of the page that comes later. After a failure it may be asked for again: the styles
 * that did not come are fetched too, which an import does only the first time.
 */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  await Promise.all(Array.from(lost, restyled))
  try {
    return await load()
  } catch (error) {
    for (const { href, sheet } of styles()) if (!sheet) lost.add(href)
    throw error
  }
}

/** Addresses of style sheets that were not there when a part failed. */
const lost = new Set<string>()

const styles = () => document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')

async function restyled(href: string): Promise<void> {
  const there = [...styles()].some((link) => link.href === href && link.sheet)
  if (!there) await styled(href)
  lost.delete(href)
}

const styled = (href: string) =>
  new Promise<void>((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.crossOrigin = ''
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error(`no style sheet: ${href}`))
    })
    link.href = href
    document.head.append(link)
  })
