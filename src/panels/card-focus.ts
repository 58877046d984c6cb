/** What of a card may take the focus. */
type Part = 'name' | 'menu' | 'rule'

const SELECTORS: Readonly<Record<Part, string>> = {
  name: '.card-title',
  menu: '.card-menu',
  rule: '.pick-rule',
}

/** Moves the focus to a part of a card once the cards are drawn anew, and the card into view. */
export function focusCard(place: number, part: Part): void {
  afterDrawing(() => {
    const card = document.querySelector(`.card[data-place="${place}"]`)
    const node = card?.querySelector<HTMLElement>(SELECTORS[part])
    if (!card || !node) return
    node.focus({ preventScroll: true })
    card.scrollIntoView({ block: 'nearest' })
    if (part === 'rule') node.click()
  })
}

/** Where the last run went, the next one comes from. */
export function focusAddRun(): void {
  afterDrawing(() => document.querySelector<HTMLElement>('.add-run button')?.focus())
}

/** A menu that closes lets go of the focus in the frame after. */
const afterDrawing = (then: () => void) =>
  requestAnimationFrame(() => requestAnimationFrame(() => then()))
