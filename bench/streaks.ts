import type { Bench, BenchOptions } from './bench.ts'
import { percentile } from './bench.ts'
import { makeData, measuredAt } from './data.ts'
import { mustBeOk } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { fillTwentyYears, type TwentyYears } from './twenty-years.ts'
import { callers } from './visiting.ts'

const years = 20
const dayMs = 86_400_000

type Row = { readonly value: number | null; readonly reconciledTo: string | null }

/** All streaks of a station with twenty years of incidents, as of any day of them, by one chief after another. */
export const bench: Bench = {
  async run(options) {
    const incidents = options.quick ? 1000 : 24_000
    const data = await makeData(options.quick ? { places: 60, days: 60 } : { places: 200, days: 30 }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const to = new Date(measuredAt)
        const from = new Date(to.getTime() - years * 365.25 * dayMs)
        const span = { from: from.toISOString(), to: to.toISOString(), incidents }
        const filled = await fillTwentyYears(machine.databaseUrl, data.stations[0].id, span)
        options.say(`${filled.incidents} incidents, ${filled.streaks} streaks, ${filled.months} months of the register`)
        const people = data.stations[0].people.filter(({ role }) => role === 'chief')
        const runs = await measure(machine, people, from, filled, options)
        return [{ bench: 'streaks', unit: 'ms', better: 'lower', target: 50, runs, size: { years, ...filled } }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

async function measure(
  machine: Machine,
  people: Parameters<typeof callers>[1],
  from: Date,
  filled: TwentyYears,
  { quick, runs: count, say }: BenchOptions,
): Promise<readonly number[]> {
  const [chief] = await callers(machine, people, 1)
  if (!chief) throw new Error('nobody to sign in')
  const days = Math.floor((machine.now().getTime() - from.getTime()) / dayMs)
  const read = async (nth: number): Promise<number> => {
    const asOf = new Date(from.getTime() + ((nth * 2654435761) % days) * dayMs).toISOString().slice(0, 10)
    const began = performance.now()
    const answer = await chief.connection.send({
      method: 'GET',
      path: `/api/v1/streaks?asOf=${asOf}`,
      cookie: chief.cookie,
    })
    const ms = performance.now() - began
    const { rows }: { rows: readonly Row[] } = JSON.parse(mustBeOk(answer).body)
    if (
      rows.length !== filled.streaks ||
      rows.some(({ value, reconciledTo }) => value === null || reconciledTo === null)
    ) {
      throw new Error(`as of ${asOf} not every streak has a figure that was checked`)
    }
    return ms
  }
  let nth = 0
  for (; nth < (quick ? 5 : 100); nth++) await read(nth)
  const runs: number[] = []
  for (let run = 0; run < count; run++) {
    const before = await machine.processorTime()
    const times: number[] = []
    for (let reading = 0; reading < (quick ? 10 : 200); reading++) times.push(await read(nth++))
    runs.push(percentile(times, 0.95))
    say(`p95 ${runs.at(-1)?.toFixed(1)} ms, ${perThing(before, await machine.processorTime(), times.length)}`)
  }
  return runs
}
