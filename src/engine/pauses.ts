/** A way to let messages in, for one waiter at a time. A timer would be held back to 4 ms. */
export function pauses(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel()
  let go: () => void
  port1.addEventListener('message', () => go())
  port1.start()
  return () =>
    new Promise((resolve) => {
      go = resolve
      port2.postMessage(null)
    })
}
