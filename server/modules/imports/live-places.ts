import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { judgePlaces } from '../duties/index.ts'
import { addedRows, chiefOf, type GoingLive, type Live, mergedRows, within } from './live.ts'
import { addContacts, mergePlaces } from './merge-places.ts'

/** The facts of a staged row, as place.facts holds them. */
const facts = (live: Live) => sql`jsonb_strip_nulls(jsonb_build_object(
  'vacant', case when r."row" -> 'vacant' <> 'null' then jsonb_build_object('value', r."row" -> 'vacant', 'confirmedOn', ${live.today}::text) end,
  'largeVehicleAccess', case when r."row" -> 'largeVehicleAccess' <> 'null'
    then jsonb_build_object('value', r."row" -> 'largeVehicleAccess', 'confirmedOn', ${live.today}::text) end))`

/**
 * All that a new place's tier and duties follow from, beside the moment: its kind and its facts. Nothing has happened
 * there yet, so places of one sort that come to be at one moment have the same tier and the same duties.
 */
const sortOf = (row: 'r' | 'x') =>
  sql`concat_ws(' ', ${sql.ref(row)}."row" ->> 'kind', coalesce(${sql.ref(row)}."row" ->> 'vacant', '-'),
    coalesce(${sql.ref(row)}."row" ->> 'largeVehicleAccess', '-'))`

/**
 * The first place of each sort is judged by the rules; the others of its sort get the same. So the duties of 100,000
 * places stand at the moment they go live, without judging each.
 */
async function addFirsts(tx: Tx, live: Live): Promise<readonly number[]> {
  const { rows } = await sql<{ id: string; rowNo: number }>`
    select distinct on (${sortOf('r')}) r.id, r.row_no from import_row r where ${addedRows(live)} order by ${sortOf('r')}, r.row_no`.execute(
    tx,
  )
  const firsts = rows.map(({ rowNo }) => rowNo)
  if (firsts.length === 0) return []
  await addSome(tx, live, sql`${addedRows(live)} and r.row_no = any(${firsts}::int[])`, [])
  await judgePlaces(
    live.ctx,
    tx,
    rows.map(({ id }) => id),
  )
  return firsts
}

/** The first places with their sorts. */
const like = (live: Live, firsts: readonly number[]) => sql`
  select ${sortOf('x')} as sort, p.id, p.tier, p.tier_since, p.judged_through
  from import_row x join place p on p.station_id = x.station_id and p.id = x.id
  where x.station_id = ${live.stationId} and x.import_id = ${live.importId} and x.row_no = any(${[...firsts]}::int[])`

/** Adds the places of some rows with all that belongs to their records. Answers how many. */
async function addSome(tx: Tx, live: Live, rows: RawBuilder<unknown>, firsts: readonly number[]): Promise<number> {
  const added = await sql`
    with like_it as materialized (${like(live, firsts)})
    insert into place (station_id, id, kind, name, search_grams, village_id, external_id, latitude, longitude, address_hint,
      facts, owner_id, tier, tier_since, judged_through, created_at, created_by, import_id)
    select r.station_id, r.id, r."row" ->> 'kind', r."row" ->> 'name', r.search_grams, (r."row" ->> 'villageId')::uuid,
      r."row" ->> 'externalId', (r."row" ->> 'latitude')::float8, (r."row" ->> 'longitude')::float8, r."row" ->> 'addressHint',
      ${facts(live)}, coalesce((r."row" ->> 'ownerId')::uuid, v.owner_id, chief.id), l.tier, l.tier_since, l.judged_through,
      ${live.at}, ${live.by}, r.import_id
    from import_row r
    left join place v on v.station_id = r.station_id and v.id = (r."row" ->> 'villageId')::uuid
    left join lateral (${chiefOf(live)}) chief on true
    left join like_it l on l.sort = ${sortOf('r')}
    where ${rows}`.execute(tx)
  await sql`
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, 'created', jsonb_build_object('importId', r.import_id), ${live.at}, ${live.at}, ${live.by}
    from import_row r where ${rows}`.execute(tx)
  await sql`
    insert into place_fact (station_id, id, place_id, key, value, confirmed_on, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, f.key, f.value -> 'value', ${live.today}, ${live.at}, ${live.by}
    from import_row r, jsonb_each(${facts(live)}) f where ${rows}`.execute(tx)
  await sql`
    insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, (r."row" ->> 'ownerId')::uuid, ${live.today}, ${live.at}, ${live.by}
    from import_row r where ${rows} and r."row" ->> 'ownerId' is not null`.execute(tx)
  await addContacts(tx, live, rows, sql`r.id`)
  return Number(added.numAffectedRows ?? 0n)
}

/** Gives the places of some rows the tier and the duties of the first of their sort, each under its own owner. */
async function addDuties(tx: Tx, live: Live, rows: RawBuilder<unknown>, firsts: readonly number[]): Promise<void> {
  await sql`
    with like_it as materialized (${like(live, firsts)})
    insert into tier_change (station_id, id, place_id, tier, rule, basis_id, reason, at, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, c.tier, c.rule, c.basis_id, c.reason, c.at, c.recorded_at, c.recorded_by
    from import_row r
    join like_it l on l.sort = ${sortOf('r')}
    join tier_change c on c.station_id = r.station_id and c.place_id = l.id
    where ${rows} order by c.ordinal`.execute(tx)
  await sql`
    with like_it as materialized (${like(live, firsts)})
    insert into duty (station_id, place_id, line_id, period, period_start, from_at, until, tier, visits, visits_done, state,
      fulfilled_at, reported_late, owner_id)
    select r.station_id, r.id, d.line_id, d.period, d.period_start, d.from_at, d.until, d.tier, d.visits, d.visits_done, d.state,
      d.fulfilled_at, d.reported_late, p.owner_id
    from import_row r
    join like_it l on l.sort = ${sortOf('r')}
    join duty d on d.station_id = r.station_id and d.place_id = l.id
    join place p on p.station_id = r.station_id and p.id = r.id
    where ${rows}`.execute(tx)
}

/** The villages in which places came or changed. */
export async function villagesTouched(tx: Tx, live: Live): Promise<readonly string[]> {
  const { rows } = await sql<{ villages: string[] | null }>`
    select array_agg(distinct p.village_id) as villages from place p
    where p.station_id = ${live.stationId} and p.village_id is not null and (p.import_id = ${live.importId} or p.id in (
      select r.twin_id from import_row r where ${mergedRows(live)}))`.execute(tx)
  return rows[0]?.villages ?? []
}

export const placesLive: GoingLive = {
  before: addFirsts,
  add: async (tx, live, span, firsts) => {
    const rows = sql`${addedRows(live)} and ${within(span)} and r.row_no <> all(${[...firsts]}::int[])`
    const added = await addSome(tx, live, rows, firsts)
    await addDuties(tx, live, rows, firsts)
    return added
  },
  merge: mergePlaces,
  changes: async (tx, live) => {
    const villages = await villagesTouched(tx, live)
    const range = { op: 'reload' as const, id: null, villagesBefore: villages, villagesAfter: villages }
    return [
      { ...range, entity: 'place' },
      { ...range, entity: 'duty' },
    ]
  },
  // what was added has its duties already
  toJudge: async (tx, live) => {
    const { rows } = await sql<{ id: string }>`
      select distinct r.twin_id as id from import_row r where ${mergedRows(live)} order by id`.execute(tx)
    return rows.map(({ id }) => id)
  },
}
