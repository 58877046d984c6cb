import { execFileSync } from 'node:child_process'
import { expect, type Locator, type Page, test as plain } from '@playwright/test'

/** A run as `ravine trace` prints it; the part that tests read. */
type TracedRun = {
  readonly name: string
  readonly status: string
  readonly theta: readonly (readonly [number, number])[]
  readonly loss: readonly number[]
  readonly grad_norm: readonly number[]
  readonly lr: readonly number[]
  readonly momentum: readonly number[] | null
}

type Trace = {
  readonly surface: { readonly fmin: number | null }
  readonly T: number
  readonly runs: readonly TracedRun[]
}

/** What the terminal says about a link. */
export function trace(link: string): Trace {
  const args = ['run', '--silent', 'ravine', '--', 'trace', link]
  const traced: Trace = JSON.parse(
    execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  )
  return traced
}

/** The page, with what tests do to it and read from it. */
export class Lab {
  readonly page: Page
  readonly start: Locator
  readonly scrubber: Locator
  readonly message: Locator

  constructor(page: Page) {
    this.page = page
    this.start = page.getByRole('slider', { name: 'Start of all runs' })
    this.scrubber = page.getByRole('slider', { name: 'Step', exact: true })
    this.message = page.getByRole('main').getByRole('status')
  }

  /** Opens a link and waits until there is something to see; the clock stands at the end. */
  async open(link = ''): Promise<void> {
    await this.page.goto(`./${link}`)
    const facts = this.page.getByText(/^float(?:64 · WebAssembly|32 · )/)
    await facts.first().waitFor({ state: 'attached' })
    await this.start.waitFor()
  }

  /** Opens a link and puts the clock at its end. */
  async openAtEnd(link = ''): Promise<void> {
    await this.open(link)
    await this.page.keyboard.press('End')
    await expect(this.play).toBeVisible()
  }

  get play(): Locator {
    return this.page.getByRole('button', { name: 'Play', exact: true })
  }

  get pause(): Locator {
    return this.page.getByRole('button', { name: 'Pause', exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  /** A cell of the scoreboard. */
  cell(run: string, cell: 'now' | 'best' | 'target' | 'gradients' | 'status'): Locator {
    return this.page.getByRole('row', { name: run }).locator(`[data-cell=${cell}]`)
  }

  /** The step that the clock shows. */
  async step(): Promise<number> {
    return Number(await this.scrubber.inputValue())
  }

  /** The link in the address bar. */
  link(): string {
    return new URL(this.page.url()).hash
  }

  /** What the stage shows, in words. */
  summary(): Locator {
    return this.page.getByRole('figure', { name: 'Stage' }).locator('figcaption')
  }

  /** The middle of the start's handle on the screen. */
  async handle(): Promise<{ x: number; y: number }> {
    const box = (await this.start.boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
}

/**
 * A test of the page; whatever the page complains of fails it. The points that every run has around its
 * start are drawn only where a test is about them (`test.use({ neighbours: true })`): drawn by the
 * processor, as in a test, they are most of the work.
 */
export const test = plain.extend<{ lab: Lab; neighbours: boolean }>({
  neighbours: [false, { option: true }],
  lab: async ({ page, neighbours }, use) => {
    if (!neighbours)
      await page.addInitScript(() => {
        try {
          if (!localStorage.getItem('ravine.neighbours'))
            localStorage.setItem('ravine.neighbours', 'off')
        } catch {
          // a test of a browser that keeps nothing
        }
      })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    await use(new Lab(page))
    expect(complaints).toEqual([])
  },
})

/** A number as the page shows it. */
export const shown = (text: string): number => Number(text.replaceAll('−', '-'))

/** Expects a number on the page to be this one, to the last digit shown. */
export function expectShown(text: string, value: number): void {
  const [, digits = ''] = /^[−-]?(\d+(?:\.\d+)?)/.exec(text) ?? []
  const decimals = digits.split('.')[1]?.length ?? 0
  const power = Number(/e(−?\d+)$/.exec(text)?.[1]?.replace('−', '-') ?? 0)
  const last = 10 ** (power - decimals)
  expect(Math.abs(shown(text) - value), `${text} for ${value}`).toBeLessThanOrEqual(
    last * 0.5000001,
  )
}
