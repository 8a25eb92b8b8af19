import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { setup } from '@sifang/server/platform/db/test-setup'
import { isBad, type Report, together } from '../test/faults/run-faults.ts'
import type { Bench } from './bench.ts'

const program = fileURLToPath(new URL('../test/faults/run.ts', import.meta.url))

/**
 * Commands of phones and a desk under faults, and how many of them were lost or doubled afterwards. One process with a
 * station of its own for each core: phones and their network take the most of it.
 */
export const bench: Bench = {
  async run({ quick, say }) {
    const atOnce = quick ? 1 : availableParallelism()
    const wanted = quick ? 100 : 100_000
    const seed = Date.now() % 1_000_000
    const tearDown = await setup()
    try {
      const share = String(Math.ceil(wanted / atOnce))
      const size = quick ? ['--actions', '200'] : []
      const runs = Array.from({ length: atOnce }, (_, index) =>
        runFaults(['--commands', share, ...size, '--seed', String(seed + 1000 * index)], say),
      )
      const reports = await Promise.all(runs)
      const report = reports.reduce(together)
      if (isBad(report)) say(JSON.stringify(report))
      const shared = { unit: '1', size: { seed, atOnce, rounds: report.rounds, ...report.happened } } as const
      return [
        {
          ...shared,
          bench: 'faults-commands',
          better: 'higher',
          target: 100_000,
          runs: [report.commands],
        },
        { ...shared, bench: 'faults-lost', better: 'lower', target: 0, runs: [report.lost.length] },
        {
          ...shared,
          bench: 'faults-doubled',
          better: 'lower',
          target: 0,
          runs: [report.doubled.length],
        },
      ]
    } finally {
      await tearDown()
    }
  },
}

/** One process; that it found something is in its report. */
async function runFaults(args: readonly string[], say: (line: string) => void): Promise<Report> {
  const running = promisify(execFile)(process.execPath, [program, ...args], { maxBuffer: 64 * 1024 * 1024 })
  running.child.stderr?.on('data', (text: Buffer | string) => say(String(text).trimEnd()))
  const { stdout } = await running.catch((error: { code?: unknown; stdout?: string }) => {
    if (error.code === 1 && error.stdout) return { stdout: error.stdout }
    throw error
  })
  return JSON.parse(stdout) as Report
}
