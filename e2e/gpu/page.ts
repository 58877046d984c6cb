/** Only a worker: races on the graphics processor run in one, as on the page. The test asks it directly. */
const worker = new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' })
const say = (text: string) => {
  document.body.textContent = text
}
worker.addEventListener('message', () => say('ready'))
worker.addEventListener('error', ({ message }) => say(message))
