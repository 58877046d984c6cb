/** Keeps values by key, up to `limit`; then the oldest goes. */
export class Cache<V> {
  readonly #limit: number
  readonly #kept = new Map<string, V>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The value kept for `key`, or a new one. */
  get(key: string, make: () => V): V {
    const found = this.#kept.get(key)
    if (found !== undefined) return found
    const value = make()
    this.#kept.set(key, value)
    if (this.#kept.size > this.#limit) this.#kept.delete(this.#kept.keys().next().value!)
    return value
  }
}
