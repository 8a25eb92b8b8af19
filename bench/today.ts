import pg from 'pg'
import type { Bench, BenchOptions } from './bench.ts'
import { percentile } from './bench.ts'
import { type Data, makeData } from './data.ts'
import { mustBeOk } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf, visitor } from './visiting.ts'

type Figures = {
  readonly base: { readonly places: number; readonly byTier: Readonly<Record<string, number>> }
  readonly due: Readonly<Record<string, { readonly due: number; readonly missed: number } | number | null>>
}

/** The chief's figures at the next reading after each write; that they are right is checked at each and at the end. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 100_000)
    const days = options.quick ? 60 : 540
    const data = await makeData({ places, days }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const { runs, firstMs } = await measure(machine, data, options)
        const visits = await countVisits(machine)
        const size = { places, visits, writesBetween: 1, firstReadingMs: Math.round(firstMs) }
        return [{ bench: 'today', unit: 'ms', better: 'lower', target: 150, runs, size }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

async function measure(machine: Machine, data: Data, { runs: count, quick, say }: BenchOptions) {
  const [station] = data.stations
  const chiefs = station.people.filter(({ role }) => role === 'chief')
  const [chief] = await callers(machine, chiefs, 1)
  const [officer] = await callers(machine, officersOf(station), 1)
  if (!chief || !officer) throw new Error('nobody to sign in')
  const visit = visitor(officer, await placesOf(machine, station))
  const read = async (): Promise<{ figures: Figures; ms: number }> => {
    const began = performance.now()
    const answer = await chief.connection.send({ method: 'GET', path: '/api/v1/today', cookie: chief.cookie })
    const ms = performance.now() - began
    return { figures: JSON.parse(mustBeOk(answer).body), ms }
  }

  const first = await read()
  let owed = owedIn(first.figures)
  const runs: number[] = []
  for (let run = 0; run < count; run++) {
    const before = await machine.processorTime()
    const times: number[] = []
    for (let reading = 0; reading < (quick ? 5 : 100); reading++) {
      const { fulfilled } = await visit()
      const { figures, ms } = await read()
      times.push(ms)
      if (owedIn(figures) !== owed - fulfilled) {
        throw new Error(`${owed} owed, ${fulfilled} of them settled by a visit, and then ${owedIn(figures)} owed`)
      }
      owed -= fulfilled
    }
    runs.push(percentile(times, 0.95))
    say(`p95 ${runs.at(-1)?.toFixed(1)} ms; ${perThing(before, await machine.processorTime(), times.length)}`)
  }
  return { runs, firstMs: first.ms }
}

/** Open duties over all tiers: each visit takes away those it settles. */
function owedIn({ due }: Figures): number {
  return Object.values(due).reduce<number>((sum, tier) => sum + (typeof tier === 'object' && tier ? tier.due : 0), 0)
}

async function countVisits(machine: Machine): Promise<number> {
  const client = new pg.Client({ connectionString: machine.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ visits: number }>('select count(*)::int as visits from visit')
    return rows[0]?.visits ?? 0
  } finally {
    await client.end()
  }
}
