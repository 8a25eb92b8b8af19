import type pg from 'pg'
import { columnsOf, unchecked } from './copy-station.ts'

/** What stands with a place and is multiplied with it. */
const ofPlaces = [
  'place',
  'place_event',
  'place_fact',
  'place_contact',
  'tier_change',
  'tier_proposal',
  'duty',
  'excusal',
  'visit',
  'incident',
  'incident_review',
  'red_review',
]
/** What is multiplied besides where there shall be as many more members and villages. */
const ofMembers = ['member', 'member_area', 'responsibility']

const idsOfPlaces = new Set(['id', 'place_id', 'incident_id', 'basis_id', 'visit_id'])
const idsOfMembers = new Set([
  ...['village_id', 'community_id', 'owner_id', 'member_id'],
  ...['recorded_by', 'created_by', 'proposed_by', 'decided_by', 'reported_by', 'by'],
])

export type Growth = {
  /** How many times as many places. */
  readonly times: number
  /** With places alone each member and village has as many more; else there are as many more of those. */
  readonly of: 'places' | 'places-and-members'
}

/** Multiplies a station's places and their whole history, in seconds where inventing and judging them takes minutes. */
export async function growStation(pool: pg.Pool, stationId: string, growth: Growth): Promise<void> {
  if (growth.times === 1) return
  await unchecked(pool, async (client) => {
    await client.query(
      `create temporary table chosen as select id from place
       where station_id = $1 and ($2 or kind not in ('village', 'community'))`,
      [stationId, growth.of === 'places-and-members'],
    )
    for (const table of growth.of === 'places' ? ofPlaces : [...ofPlaces, ...ofMembers]) {
      await multiply(client, table, stationId, growth)
    }
    await client.query('drop table chosen')
  })
}

async function multiply(client: pg.PoolClient, table: string, stationId: string, growth: Growth): Promise<void> {
  const columns = await columnsOf(client, table)
  const given = columns.map(({ name, type }) => {
    if (table === 'place' && name === 'name') return `t.name || '·' || k`
    if (table === 'member' && (name === 'account_id' || name === 'user_name')) return 'null'
    const isMapped = idsOfPlaces.has(name) || (growth.of === 'places-and-members' && idsOfMembers.has(name))
    return type === 'uuid' && isMapped ? otherId(name) : `t."${name}"`
  })
  await client.query(
    `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
     select ${given.join(', ')} from generate_series(1, $2::int) k cross join "${table}" t
     where t.station_id = $1 and ${chosen(table, columns)} order by k`,
    [stationId, growth.times - 1],
  )
}

function chosen(table: string, columns: readonly { name: string }[]): string {
  if (table === 'place') return 't.id in (select id from chosen)'
  if (table === 'incident_review') {
    return `t.incident_id in (select id from incident i
      where i.station_id = t.station_id and i.place_id in (select id from chosen))`
  }
  return columns.some(({ name }) => name === 'place_id') ? 't.place_id in (select id from chosen)' : 'true'
}

/** A UUIDv7 of the same instant for the k-th likeness, the same one wherever the id is named. */
function otherId(column: string): string {
  const hash = `md5(t."${column}"::text || k)`
  return `(left(t."${column}"::text, 18) || '-8' || substr(${hash}, 1, 3) || '-' || substr(${hash}, 4, 12))::uuid`
}
