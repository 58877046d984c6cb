import { list } from '#cli/list.ts'
import type { Outcome } from '#cli/outcome.ts'
import { replay } from '#cli/replay.ts'
import { trace } from '#cli/trace.ts'

const USAGE = `ravine trace '<link>' [--format json|csv]
ravine list surfaces|rules|schedules|transforms [--format json|text]
ravine replay <file> [--limit N]
`

function run(args: readonly string[]): Outcome {
  const [command, ...rest] = args
  switch (command) {
    case 'trace':
      return trace(rest)
    case 'list':
      return list(rest)
    case 'replay':
      return replay(rest)
    case undefined:
    case 'help':
    case '--help':
      return { out: USAGE, messages: [], code: command ? 0 : 2 }
    default:
      return {
        out: '',
        messages: [`There is no command “${command}”. ${USAGE.split('\n').join('; ')}`],
        code: 2,
      }
  }
}

// a reader that has seen enough, such as head, closes the pipe: nothing to tell
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
})

try {
  const { out, messages, code } = run(process.argv.slice(2))
  for (const message of messages) process.stderr.write(`${message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  process.stdout.write(out)
  process.exitCode = code
} catch (fault) {
  process.stderr.write(`ravine: ${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}
