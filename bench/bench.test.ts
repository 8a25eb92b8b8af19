import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../test/starts/sifang.fixture.ts'
import { lineOf, median, percentile } from './bench.ts'

const run = promisify(execFile)
/** What several of them measure is made once for this run, and in memory where there is plenty. */
const folder = await newFolder()

describe('what a figure says', () => {
  it('takes the median of the runs for its value, and tells the noise', () => {
    const runs = [30, 10, 20, 50, 40]
    const figure = { bench: 'x', unit: 'ms', better: 'lower', target: 25, runs, size: { places: 5 } } as const
    expect(JSON.parse(lineOf(figure))).toEqual({
      bench: 'x',
      value: 30,
      unit: 'ms',
      better: 'lower',
      target: 25,
      runs: [10, 30, 50],
      size: { places: 5 },
    })
  })

  it('takes the mean of the two in the middle of an even number', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })

  it('takes for the 95th percentile the value that 95 in 100 do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(percentile(values, 0.95)).toBe(95)
    expect(percentile([7], 0.95)).toBe(7)
  })
})

/** Whether each still runs, at a small size; its times say nothing on a machine that tests. */
describe('each measurement, small', { timeout: 180_000 }, () => {
  it.for([
    ['due-list', ['due-list']],
    ['due-list-growth', ['due-list-growth', 'due-list-growth']],
    ['search', ['search']],
    ['timeline', ['timeline']],
    ['today', ['today']],
    ['record-visit', ['record-visit']],
    ['record-visit-one-station', ['record-visit-one-station']],
    ['import', ['import', 'import-memory']],
    ['visits-during-import', ['visits-during-import']],
    ['streaks', ['streaks']],
    ['follow-ups', ['follow-ups']],
    ['first-sync', ['first-sync', 'first-sync-last']],
    ['sync-bytes', ['sync-bytes']],
    ['live', ['live']],
    ['map', ['map']],
    ['papers', ['papers']],
    ['start', ['start']],
    ['submit', ['submit']],
    ['field-size', ['field-size']],
    ['field-start', ['field-start']],
  ] as const)('%s prints its figures', async ([name, figures]) => {
    const file = fileURLToPath(new URL('run.ts', import.meta.url))
    const env = { ...process.env, TMPDIR: folder }
    const { stdout } = await run(process.execPath, [file, name, '--quick', '--runs', '1'], { env })
    const printed = stdout.trim().split('\n')
    const lines = printed.map((line) => JSON.parse(line))
    expect(lines.map(({ bench }) => bench)).toEqual(figures)
    for (const { value, runs } of lines) {
      expect(value).toBeGreaterThan(0)
      expect(runs).toHaveLength(3)
    }
  })
})
