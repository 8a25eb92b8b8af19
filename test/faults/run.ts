// node test/faults/run.ts [--commands 100000] [--actions 1200] [--seed 1] [--break resend|order|feed]
// The same as in the tests, for longer. Its rounds are told on stderr, what was found as JSON on stdout.
import { parseArgs } from 'node:util'
import { setup } from '../../server/platform/db/test-setup.ts'
import type { Break } from './breaks.ts'
import { isBad, runStations } from './run-faults.ts'

const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '100000' },
    actions: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    break: { type: 'string' },
  },
})
const tearDown = await setup()
try {
  const report = await runStations(Number(values.seed), {
    commands: Number(values.commands),
    ...(values.actions ? { actions: Number(values.actions) } : {}),
    ...(values.break ? { breaks: values.break as Break } : {}),
    say: (line) => console.error(line),
  })
  console.log(JSON.stringify(report))
  process.exitCode = isBad(report) ? 1 : 0
} finally {
  await tearDown()
}
process.exit()
