import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import type { Connection } from './connection.ts'
import type { Person, Station } from './data.ts'
import { mustBeOk } from './load.ts'
import type { Machine } from './machine.ts'

/** Somebody of a station, signed in on a connection of their own. */
export type Caller = {
  readonly person: Person
  readonly cookie: string
  readonly connection: Connection
  now(): Date
}

export async function callers(machine: Machine, people: readonly Person[], count: number): Promise<readonly Caller[]> {
  const cookies = await Promise.all(people.slice(0, count).map((person) => machine.signIn(person)))
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [person, cookie] = [people[index % people.length], cookies[index % cookies.length]]
      if (!person || !cookie) throw new Error('nobody to sign in')
      return { person, cookie, connection: await machine.connect(), now: machine.now }
    }),
  )
}

export const officersOf = (station: Station): readonly Person[] =>
  station.people.filter(({ role }) => role === 'officer')

/** The places of a station that are visited by tier, in an order that repeats none before all had their turn. */
export async function placesOf(machine: Machine, station: Station): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: machine.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      `select id from place where station_id = $1 and tier is not null and closed_at is null order by md5(id::text)`,
      [station.id],
    )
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}

export type Recorded = { readonly placeId: string; readonly fulfilled: number; readonly failed: boolean }

/** Records visits, one a call: of twenty one finds nobody in. The answer is read, so that none is counted that was not made. */
export function visitor(caller: Caller, places: readonly string[], from = 0, step = 1): () => Promise<Recorded> {
  let count = 0
  return async () => {
    const placeId = places[(from + count * step) % places.length] ?? ''
    const failed = count++ % 20 === 19
    const answer = await caller.connection.send({
      method: 'PUT',
      path: `/api/v1/visits/${randomUUIDv7()}`,
      cookie: caller.cookie,
      body: {
        placeId,
        kind: 'patrol',
        at: new Date(caller.now().getTime() - 60_000).toISOString(),
        participants: [caller.person.memberId],
        ...(failed ? { outcome: 'failed', failure: 'nobody-in' } : { outcome: 'met', note: '门锁完好，未见异常。' }),
      },
    })
    const { fulfilled } = JSON.parse(mustBeOk(answer).body) as { fulfilled: number }
    return { placeId, fulfilled, failed }
  }
}
