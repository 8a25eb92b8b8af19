import { randomUUIDv7 } from 'node:crypto'
import type { Data } from './data.ts'
import { growFollowUps } from './grow-follow-ups.ts'
import type { Machine } from './machine.ts'
import { enrol, withDatabase } from './phones.ts'
import { callers, officersOf, placesOf } from './visiting.ts'

export const villagesEach = 12
const fieldRoles = ['officer', 'volunteer', 'cadre'] as const

/** Open follow-ups, so that places, duties and follow-ups of twelve villages come to five a place. */
const followUpsPerPlace = 1.9

/**
 * Puts all places of a station into twelve villages, gives them open follow-ups, and makes `phones` members of three roles
 * who have these villages, each with a phone.
 */
export async function fieldStation(machine: Machine, data: Pick<Data, 'stations'>, phones: number) {
  const [station] = data.stations
  const placeIds = await placesOf(machine, station)
  const villageIds = await withDatabase(machine, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from place where station_id = $1 and kind = 'village' and closed_at is null order by id limit $2`,
      [station.id, villagesEach],
    )
    const ids = rows.map(({ id }) => id)
    await client.query(
      `update place set village_id = ($2::uuid[])[1 + ('x' || right(id::text, 4))::bit(16)::int % cardinality($2::uuid[])]
       where station_id = $1 and kind not in ('village', 'community')`,
      [station.id, ids],
    )
    return ids
  })
  const desk = await callers(machine, officersOf(station), 1)
  await growFollowUps(machine, desk, {
    stationId: station.id,
    placeIds,
    followUps: Math.round(placeIds.length * followUpsPerPlace),
    entriesEach: 2,
    openPercent: 100,
  })
  const members = Array.from({ length: phones }, (_, index) => ({
    id: randomUUIDv7(),
    name: `外勤${index}`,
    role: fieldRoles[index % fieldRoles.length],
  }))
  await withDatabase(machine, async (client) => {
    await client.query(
      `insert into member (station_id, id, name, role, joined_on)
       select $1, m.id, m.name, m.role, '2020-01-01' from jsonb_to_recordset($2::jsonb) as m(id uuid, name text, role text)`,
      [station.id, JSON.stringify(members)],
    )
    await client.query(
      `insert into member_area (station_id, id, member_id, village_id, from_day)
       select $1, gen_random_uuid(), m, v, '2020-01-01' from unnest($2::uuid[]) m cross join unnest($3::uuid[]) v`,
      [station.id, members.map(({ id }) => id), villageIds],
    )
    await client.query('vacuum (analyze)')
  })
  return {
    station,
    villageIds,
    placeIds,
    phones: await enrol(
      machine,
      station.id,
      members.map(({ id }) => id),
    ),
  }
}
