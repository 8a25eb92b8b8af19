import type { Bench, BenchOptions } from './bench.ts'
import { percentile } from './bench.ts'
import { type Data, makeData } from './data.ts'
import { closedLoop, mustBeOk, paced, rateOf } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf, visitor } from './visiting.ts'

const clients = 16
const visitsPerSecond = 50

/** A member's due list as the console asks for it, by 16 clients, while visits are written. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 5000)
    const days = options.quick ? 60 : 730
    const data = await makeData({ places, days }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const reading = await readers(machine, data)
        // a server that has been working: its code compiled, its plans kept
        await reading.stretch(options.quick ? 0.5 : 8)
        const runs: number[] = []
        for (let run = 0; run < options.runs; run++) runs.push(await reading.p95(options.quick ? 0.6 : 6, options))
        return [
          {
            bench: 'due-list',
            unit: 'ms',
            better: 'lower',
            target: 25,
            runs,
            size: { places, days, clients, visitsPerSecond, listsPerSecond: Math.round(reading.lastRate()) },
          },
        ]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

/** Sixteen officers' due lists on one server, with visits written beside them. */
export async function readers(machine: Machine, data: Pick<Data, 'stations'>) {
  const [station] = data.stations
  const officers = officersOf(station)
  const reading = await callers(machine, officers, clients)
  const writing = await callers(machine, officers, clients)
  const ids = await placesOf(machine, station)
  const visits = writing.map((caller, index) => {
    const visit = visitor(caller, ids, index, writing.length)
    return async () => void (await visit())
  })
  const lists = reading.map(({ person, cookie, connection }) => async () => {
    const path = `/api/v1/duties?ownerId=${person.memberId}&limit=100`
    const { rows } = JSON.parse(mustBeOk(await connection.send({ method: 'GET', path, cookie })).body)
    if (rows.length === 0) throw new Error('an empty due list measures nothing')
  })
  let rate = 0
  const stretch = async (seconds: number) => {
    const stopped = { done: false }
    const written = paced(visits, visitsPerSecond, stopped)
    const read = await closedLoop(lists, seconds)
    stopped.done = true
    const visitRate = rateOf(await written)
    rate = rateOf(read)
    return { read, visitRate }
  }
  return {
    stretch,
    lastRate: () => rate,
    p95: async (seconds: number, { say }: Pick<BenchOptions, 'say'>) => {
      const before = await machine.processorTime()
      const { read, visitRate } = await stretch(seconds)
      const used = perThing(before, await machine.processorTime(), read.ms.length)
      const p95 = percentile(read.ms, 0.95)
      say(`p95 ${p95.toFixed(1)} ms, ${Math.round(rate)} lists/s, ${visitRate.toFixed(1)} visits/s, ${used}`)
      return p95
    },
  }
}
