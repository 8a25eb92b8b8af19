import { randomUUIDv7 } from 'node:crypto'
import type { Bench } from './bench.ts'
import { makeData } from './data.ts'
import { fieldStation } from './field-station.ts'
import { mustBeOk } from './load.ts'
import { startMachine } from './machine.ts'
import { type BenchPhone, readChanges, readOwn } from './phones.ts'
import { type Caller, callers, officersOf, visitor } from './visiting.ts'

const syncs = 3
/** A day in an officer's villages: visits of colleagues, reports, places that were put right. */
const day = { visits: 26, reports: 8, corrections: 6 }

/** What a quiet day costs one officer's phone on the socket, heads and bodies of requests and answers. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 120 : 2000)
    const data = await makeData({ places, days: 60 }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const { station, placeIds, phones } = await fieldStation(machine, data, 1)
        const [phone] = phones
        const [desk] = await callers(machine, officersOf(station), 1)
        if (!phone || !desk) throw new Error('nobody there')
        const changes = changesOfDay(desk, placeIds)
        const runs: number[] = []
        let told = 0
        for (let run = 0; run < options.runs; run++) {
          let standing = await firstStanding(phone)
          const before = phone.bytes()
          told = 0
          for (let sync = 0; sync < syncs; sync++) {
            await changes(sync)
            const answer = await standing.sync()
            told += answer.told
            standing = answer.standing
          }
          runs.push((phone.bytes() - before) / 1000)
          options.say(`${runs.at(-1)?.toFixed(2)} kB, ${told} things told`)
        }
        phone.close()
        const size = { places, syncs, changes: day.visits + day.reports + day.corrections, told }
        return [{ bench: 'sync-bytes', unit: 'kB', better: 'lower', target: 12, runs, size }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

type Standing = { sync(): Promise<{ readonly told: number; readonly standing: Standing }> }

async function firstStanding(phone: BenchPhone): Promise<Standing> {
  const { epoch, seq, villageIds } = readOwn(await phone.ask('/field/own'))
  const at = (after: number): Standing => ({
    sync: async () => {
      const query = new URLSearchParams({ after: String(after), epoch, villages: villageIds.join(',') })
      const answer = readChanges(await phone.ask(`/field/changes?${query}`))
      if (answer.restart || answer.own || answer.reload.length > 0) throw new Error('not a quiet day')
      return { told: answer.places.length + answer.followUps.length, standing: at(answer.seq) }
    },
  })
  return at(seq)
}

/** A third of the day's changes at each call, at places of their own. */
function changesOfDay(desk: Caller, placeIds: readonly string[]): (third: number) => Promise<void> {
  const visit = visitor(desk, placeIds)
  let at = 0
  const share = (all: number, third: number) =>
    Math.floor((all * (third + 1)) / syncs) - Math.floor((all * third) / syncs)
  const send = async (path: string, body: object) => {
    const { connection, cookie } = desk
    mustBeOk(await connection.send({ method: 'PUT', path: `/api/v1${path}`, cookie, body }))
  }
  const next = () => placeIds[placeIds.length - 1 - (at++ % placeIds.length)] ?? ''
  return async (third) => {
    for (let n = 0; n < share(day.visits, third); n++) await visit()
    for (let n = 0; n < share(day.reports, third); n++) {
      const source = { kind: 'call' }
      const said = { kind: 'need', source, at: desk.now().toISOString(), words: '来电', asker: {} }
      await send(`/findings/${randomUUIDv7()}`, { ...said, placeId: next() })
    }
    for (let n = 0; n < share(day.corrections, third); n++) {
      const id = next()
      const read = await desk.connection.send({ method: 'GET', path: `/api/v1/places/${id}`, cookie: desk.cookie })
      const { version, name } = JSON.parse(mustBeOk(read).body) as { version: number; name: string }
      const body = { basedOn: version, name: name.endsWith('店') ? `${name}铺` : `${name}店` }
      await send(`/places/${id}/corrections/${randomUUIDv7()}`, body)
    }
  }
}
