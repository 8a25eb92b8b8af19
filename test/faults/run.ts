// node test/faults/run.ts [--commands 100000] [--seed 1] [--break resend|order|feed]: the same as in the tests, for longer.
import { parseArgs } from 'node:util'
import { setup } from '../../server/platform/db/test-setup.ts'
import type { Break } from './breaks.ts'
import { isBad, openWorld, runFaults } from './run-faults.ts'

const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    break: { type: 'string' },
  },
})
const tearDown = await setup()
try {
  console.log(`seed ${values.seed}`)
  const world = await openWorld(Number(values.seed))
  const report = await runFaults(world, {
    commands: Number(values.commands),
    ...(values.break ? { breaks: values.break as Break } : {}),
    say: (line) => console.log(line),
  })
  await world.close()
  console.log(JSON.stringify(report, null, 1))
  process.exitCode = isBad(report) ? 1 : 0
} finally {
  await tearDown()
}
process.exit()
