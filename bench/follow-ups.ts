import { randomUUIDv7 } from 'node:crypto'
import type { Bench } from './bench.ts'
import { percentile } from './bench.ts'
import { makeData } from './data.ts'
import { growFollowUps } from './grow-follow-ups.ts'
import { closedLoop, mustBeOk, paced } from './load.ts'
import { startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf } from './visiting.ts'

const clients = 4
const reportsPerSecond = 5
const entriesEach = 10
const openPercent = 5

/** What the duty officer opens: the whole inbox, one stage of it, what is past its time, and what is one's own. */
const inboxes = (memberId: string) => [
  '/api/v1/follow-ups?limit=50',
  '/api/v1/follow-ups?limit=50&stage=open',
  '/api/v1/follow-ups?limit=50&overdue=true',
  `/api/v1/follow-ups?limit=50&ownerId=${memberId}`,
]

/** The duty officer's inbox, by four clients, while reports come in. */
export const bench: Bench = {
  async run(options) {
    const followUps = options.quick ? 400 : 100_000
    const places = options.places ?? (options.quick ? 60 : 5000)
    const data = await makeData({ places, days: 60 }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const [station] = data.stations
        const people = await callers(machine, officersOf(station), clients)
        const placeIds = await placesOf(machine, station)
        await growFollowUps(machine, people, { stationId: station.id, placeIds, followUps, entriesEach, openPercent })
        options.say(`${followUps} follow-ups with ${followUps * entriesEach} entries`)
        const reading = people.map(({ connection, cookie, person }, index) => {
          let count = index
          const asked = inboxes(person.memberId)
          return async () => {
            const path = asked[count++ % asked.length] ?? ''
            const { rows } = JSON.parse(mustBeOk(await connection.send({ method: 'GET', path, cookie })).body)
            if (rows.length === 0) throw new Error(`an empty inbox measures nothing: ${path}`)
          }
        })
        const writers = await callers(machine, officersOf(station), 2)
        const writing = writers.map(({ connection, cookie, now }) => async () => {
          const source = { kind: 'call' }
          const body = { kind: 'need', source, placeId: placeIds[0], at: now().toISOString(), words: '来电', asker: {} }
          mustBeOk(await connection.send({ method: 'PUT', path: `/api/v1/findings/${randomUUIDv7()}`, cookie, body }))
        })
        const stretch = async (seconds: number) => {
          const stopped = { done: false }
          const written = paced(writing, reportsPerSecond, stopped)
          const read = await closedLoop(reading, seconds)
          stopped.done = true
          await written
          return read
        }
        await stretch(options.quick ? 0.5 : 5)
        const runs: number[] = []
        for (let run = 0; run < options.runs; run++) {
          const before = await machine.processorTime()
          const { ms } = await stretch(options.quick ? 0.6 : 6)
          runs.push(percentile(ms, 0.95))
          const used = perThing(before, await machine.processorTime(), ms.length)
          options.say(`p95 ${runs.at(-1)?.toFixed(1)} ms of ${ms.length}, ${used}`)
        }
        const size = { followUps, entries: followUps * entriesEach, openPercent, clients, reportsPerSecond }
        return [{ bench: 'follow-ups', unit: 'ms', better: 'lower', target: 60, runs, size }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}
