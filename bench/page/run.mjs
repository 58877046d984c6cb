import { dragBench } from './drag.mjs'
import { gpuBench } from './gpu.mjs'
import { withSite } from './harness.mjs'
import { loadBench } from './load.mjs'
import { longBench } from './long.mjs'

/** What can only be measured in a browser, on the built page. */
const benches = { load: loadBench, long: longBench, drag: dragBench, gpu: gpuBench }

const wanted = process.argv.slice(2)
await withSite(async (site) => {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    process.stdout.write(`\n${(await bench(site)).join('\n')}\n`)
  }
})
