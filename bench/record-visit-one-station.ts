import type { Bench } from './bench.ts'
import { makeData } from './data.ts'
import { closedLoop, rateOf } from './load.ts'
import { startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf, visitor } from './visiting.ts'

const connections = 16

/** Durable visits a second on one station: its commits queue for the station's counter. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 5000)
    const days = options.quick ? 60 : 730
    const data = await makeData({ places, days }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const [station] = data.stations
        const [people, ids] = [
          await callers(machine, officersOf(station), connections),
          await placesOf(machine, station),
        ]
        const workers = people.map((caller, index) => {
          const visit = visitor(caller, ids, index, connections)
          return async () => void (await visit())
        })
        const runs: number[] = []
        const seconds = options.quick ? 0.5 : 8
        // a server that has been working: its code compiled, its plans kept
        await closedLoop(workers, seconds)
        for (let run = 0; run < options.runs; run++) {
          const before = await machine.processorTime()
          const visits = await closedLoop(workers, seconds)
          runs.push(rateOf(visits))
          const used = perThing(before, await machine.processorTime(), visits.ms.length)
          options.say(`${Math.round(rateOf(visits))} visits/s, ${used}`)
        }
        return [
          {
            bench: 'record-visit-one-station',
            unit: '1/s',
            better: 'higher',
            target: 300,
            runs,
            size: { places, days, connections },
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
