import type { Bench } from './bench.ts'
import { median } from './bench.ts'
import { makeData } from './data.ts'
import { fieldStation, villagesEach } from './field-station.ts'
import { type Machine, startMachine } from './machine.ts'
import { type BenchPhone, readOwn, readVillage, withDatabase } from './phones.ts'
import { perThing } from './processor-time.ts'

/** A hundred phones at once, each reading its own part and those of twelve villages, none of which was made before. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 120 : 2000)
    const count = options.quick ? 6 : 100
    const data = await makeData({ places, days: 60 }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const { station, villageIds, phones } = await fieldStation(machine, data, count)
        const records = await recordsOf(phones)
        const bytes: number[] = []
        const medians: number[] = []
        const lasts: number[] = []
        for (let run = 0; run < options.runs; run++) {
          await makeAllNew(machine, station.id, villageIds)
          const before = await machine.processorTime()
          const began = performance.now()
          const seconds = await Promise.all(
            phones.map(async (phone) => {
              bytes.push(await firstSync(phone))
              return (performance.now() - began) / 1000
            }),
          )
          medians.push(median(seconds))
          lasts.push(Math.max(...seconds))
          const used = perThing(before, await machine.processorTime(), count)
          options.say(`median ${medians.at(-1)?.toFixed(2)} s, last ${lasts.at(-1)?.toFixed(2)} s, ${used}`)
        }
        for (const phone of phones) phone.close()
        const kB = Math.round(median(bytes) / 1000)
        const size = { phones: count, villages: villagesEach, places, records, kB }
        const figure = { unit: 's', better: 'lower', size } as const
        return [
          { ...figure, bench: 'first-sync', target: 10, runs: medians },
          { ...figure, bench: 'first-sync-last', target: 30, runs: lasts },
        ]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

/** Answers the bytes of the bodies. */
async function firstSync(phone: BenchPhone): Promise<number> {
  const own = await phone.ask('/field/own')
  let bytes = own.length
  for (const id of readOwn(own).villageIds) bytes += (await phone.ask(`/field/villages/${id}`)).length
  return bytes
}

/** What the phone that carries the most has: police read all follow-ups. */
async function recordsOf([phone]: readonly BenchPhone[]): Promise<number> {
  if (!phone) throw new Error('no phone')
  let records = 0
  for (const id of readOwn(await phone.ask('/field/own')).villageIds) {
    const { places, duties, followUps } = readVillage(await phone.ask(`/field/villages/${id}`))
    records += places.length + duties.length + followUps.length
  }
  return records
}

/** As in the morning, when the duties of a night were judged: every part is another. */
async function makeAllNew(machine: Machine, stationId: string, villageIds: readonly string[]): Promise<void> {
  await withDatabase(machine, (client) =>
    client.query(
      `with moved as (update change_counter set seq = seq + 1 where station_id = $1 returning seq)
       insert into change (station_id, seq, op, entity, villages_after, at)
       select $1, seq, 'reload', 'duty', $2::uuid[], $3 from moved`,
      [stationId, villageIds, machine.now()],
    ),
  )
}
