/** Calls `lost` when a worker ends by a fault, or says what cannot be read. */
export function watchLoss(worker: Worker, lost: () => void): void {
  worker.addEventListener('messageerror', lost)
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    lost()
  })
}
