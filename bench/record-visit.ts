import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import type { Bench, BenchOptions } from './bench.ts'
import { median } from './bench.ts'
import { type Data, makeData } from './data.ts'
import { closedLoop, joined, rateOf, type Stretch } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf, visitor } from './visiting.ts'

const connections = 16

/** Durable visits beside bare transactions of one prepared insert, turn by turn in the same run. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 40 : 600)
    const days = options.quick ? 60 : 730
    const data = await makeData(
      { places, days, beside: { stations: connections - 1, places, signIn: true } },
      options.say,
    )
    try {
      const machine = await startMachine(data.dataDir)
      try {
        return [await measure(machine, data, options, { stations: connections, places, days, connections })]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

async function measure(machine: Machine, data: Data, options: BenchOptions, size: Record<string, number>) {
  const turnS = options.quick ? 0.4 : 2.5
  const turns = options.quick ? 1 : 3
  const visiting = await Promise.all(
    data.stations.map(async (station) => {
      const [caller] = await callers(machine, officersOf(station), 1)
      if (!caller) throw new Error('nobody to sign in')
      const visit = visitor(caller, await placesOf(machine, station))
      return async () => void (await visit())
    }),
  )
  const bare = await bareInserts(machine)
  // a server that has been working: its code compiled, its plans kept
  await closedLoop(visiting, 3 * turnS)
  await closedLoop(bare.workers, turnS)

  const runs: { visits: number; bare: number }[] = []
  for (let run = 0; run < options.runs; run++) {
    const sides: { visits: Stretch[]; bare: Stretch[] } = { visits: [], bare: [] }
    for (let turn = 0; turn < turns; turn++) {
      sides.bare.push(await closedLoop(bare.workers, turnS))
      const before = await machine.processorTime()
      const visits = await closedLoop(visiting, turnS)
      options.say(perThing(before, await machine.processorTime(), visits.ms.length))
      sides.visits.push(visits)
    }
    const rates = { visits: rateOf(joined(sides.visits)), bare: rateOf(joined(sides.bare)) }
    options.say(`${Math.round(rates.visits)} visits/s, ${Math.round(rates.bare)} bare transactions/s`)
    runs.push(rates)
  }
  await bare.close()
  return {
    bench: 'record-visit',
    unit: '%',
    better: 'higher',
    target: 10,
    runs: runs.map(({ visits, bare: inserts }) => (100 * visits) / inserts),
    size: {
      ...size,
      visitsPerSecond: Math.round(median(runs.map(({ visits }) => visits))),
      bareTransactionsPerSecond: Math.round(median(runs.map((run) => run.bare))),
    },
  } as const
}

/** One prepared insert of one row a transaction, on as many connections. */
async function bareInserts(machine: Machine) {
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: machine.databaseUrl, application_name: 'bench' }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]?.query('create table bare_row (id uuid primary key, at timestamptz not null, note text)')
  return {
    workers: clients.map((client) => async () => {
      await client.query({
        name: 'bare',
        text: 'insert into bare_row (id, at, note) values ($1, $2, $3)',
        values: [randomUUIDv7(), new Date(), '门锁完好，未见异常。'],
      })
    }),
    close: () => Promise.all(clients.map((client) => client.end())),
  }
}
