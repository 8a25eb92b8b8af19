import { setup } from '@sifang/server/platform/db/test-setup'
import { isBad, openWorld, runFaults } from '../test/faults/run-faults.ts'
import type { Bench } from './bench.ts'

/** Commands of phones and a desk under faults, and how many of them were lost or doubled afterwards. */
export const bench: Bench = {
  async run({ quick, say }) {
    const wanted = quick ? 100 : 100_000
    const seed = Date.now() % 1_000_000
    const tearDown = await setup()
    const world = await openWorld(seed)
    try {
      const report = await runFaults(world, { commands: wanted, ...(quick ? { actions: 200 } : {}), say })
      if (isBad(report)) say(JSON.stringify(report))
      const size = { seed, rounds: report.rounds, ...report.happened }
      const shared = { unit: '1', size } as const
      return [
        { ...shared, bench: 'faults-commands', better: 'higher', target: 100_000, runs: [report.commands] },
        { ...shared, bench: 'faults-lost', better: 'lower', target: 0, runs: [report.lost.length] },
        { ...shared, bench: 'faults-doubled', better: 'lower', target: 0, runs: [report.doubled.length] },
      ]
    } finally {
      await world.close()
      await tearDown()
    }
  },
}
