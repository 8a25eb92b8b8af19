import { sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { addedRows, chiefOf, type GoingLive, type Live, mergedRows, type Span } from './live.ts'

/** Which line a row's post belongs to: the one the station has, or the file's own. */
const lineOf = sql`case when r.choice = 'merge' then r.twin_id else (r."row" ->> 'lineId')::uuid end`
const rowsThatCount = (live: Live) => sql`(${addedRows(live)} or ${mergedRows(live)})`

export const linesLive: GoingLive = {
  before: async (tx, live) => {
    await sql`
      insert into line (station_id, id, name, length_km)
      select distinct on (r."row" ->> 'lineId') r.station_id, (r."row" ->> 'lineId')::uuid, r."row" ->> 'name', 0
      from import_row r where ${addedRows(live)} order by r."row" ->> 'lineId', r.row_no`.execute(tx)
    await addPosts(tx, live)
    await addSegments(tx, live)
    await requireApart(tx, live)
    return []
  },
  // posts and segments of a line belong together: all are there before
  add: async (tx, live, span: Span) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from import_row r where ${addedRows(live)} and r.row_no between ${span.first} and ${span.last}`.execute(
      tx,
    )
    return rows[0]?.n ?? 0
  },
  merge: async (tx, live) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from import_row r where ${mergedRows(live)}`.execute(tx)
    return rows[0]?.n ?? 0
  },
  changes: async (tx, live) => {
    const { rows } = await sql<{ villages: string[] | null }>`
      select array_agg(distinct village_id) filter (where village_id is not null) as villages from place
      where station_id = ${live.stationId} and import_id = ${live.importId}`.execute(tx)
    return [
      { op: 'reload', entity: 'line', id: null },
      { op: 'reload', entity: 'place', id: null, villagesAfter: rows[0]?.villages ?? [] },
    ]
  },
  toJudge: async (tx, live) => {
    const { rows } = await sql<{ id: string }>`
      select id from place where station_id = ${live.stationId} and import_id = ${live.importId} order by id`.execute(
      tx,
    )
    return rows.map(({ id }) => id)
  },
}

/** Posts that a line has not; it is as long as its last post and its last segment say. */
async function addPosts(tx: Tx, live: Live): Promise<void> {
  // what was there before the import stays when it is taken back
  await sql`
    update import_row r set "row" = r."row" || '{"postWasThere": true}'
    where ${rowsThatCount(live)} and exists (
      select from line_post p
      where p.station_id = r.station_id and p.line_id = ${lineOf} and p.km = (r."row" ->> 'km')::numeric)`.execute(tx)
  await sql`
    insert into line_post (station_id, line_id, km, label, latitude, longitude)
    select r.station_id, ${lineOf}, (r."row" ->> 'km')::numeric, r."row" ->> 'label', (r."row" ->> 'latitude')::float8,
      (r."row" ->> 'longitude')::float8
    from import_row r where ${rowsThatCount(live)} order by r.row_no
    on conflict (station_id, line_id, km) do nothing`.execute(tx)
  await sql`
    update line l set version = l.version + 1,
      length_km = greatest(l.length_km,
        (select max(p.km) from line_post p where p.station_id = l.station_id and p.line_id = l.id),
        (select max((r."row" ->> 'toKm')::numeric) from import_row r where ${rowsThatCount(live)} and ${lineOf} = l.id))
    where l.station_id = ${live.stationId} and l.id in (select ${lineOf} from import_row r where ${rowsThatCount(live)})`.execute(
    tx,
  )
}

/** The check saw no overlap; by now somebody may have made or moved a segment by hand. Errors: import/check-again. */
async function requireApart(tx: Tx, live: Live): Promise<void> {
  const { rows } = await sql`
    select from place a
    join place b on b.station_id = a.station_id and b.line_id = a.line_id and b.id <> a.id and b.kind = 'segment'
      and b.closed_at is null and b.merged_into_id is null and b.from_km < a.to_km and b.to_km > a.from_km
    where a.station_id = ${live.stationId} and a.import_id = ${live.importId} and a.kind = 'segment' limit 1`.execute(
    tx,
  )
  if (rows.length > 0) fail('import/check-again')
}

async function addSegments(tx: Tx, live: Live): Promise<void> {
  await sql`
    with wanted as (
      select distinct on (r."row" ->> 'segmentId') (r."row" ->> 'segmentId')::uuid as id, r."row" ->> 'segmentName' as name,
        ${lineOf} as line_id, (r."row" ->> 'fromKm')::numeric as from_km, (r."row" ->> 'toKm')::numeric as to_km,
        (r."row" ->> 'villageId')::uuid as village_id, (r."row" ->> 'latitude')::float8 as latitude,
        (r."row" ->> 'longitude')::float8 as longitude,
        array(select jsonb_array_elements_text(r."row" -> 'segmentGrams')) as grams
      from import_row r
      where ${rowsThatCount(live)} and r."row" ->> 'segmentId' is not null order by r."row" ->> 'segmentId', r.row_no
    ), made as (
      insert into place (station_id, id, kind, name, search_grams, village_id, latitude, longitude, line_id, from_km, to_km,
        owner_id, created_at, created_by, import_id)
      select ${live.stationId}, w.id, 'segment', w.name, w.grams, w.village_id, w.latitude, w.longitude, w.line_id, w.from_km,
        w.to_km, coalesce(v.owner_id, chief.id), ${live.at}, ${live.by}, ${live.importId}
      from wanted w
      left join place v on v.station_id = ${live.stationId} and v.id = w.village_id
      left join lateral (${chiefOf(live)}) chief on true
      where not exists (
        select from place p where p.station_id = ${live.stationId} and p.line_id = w.line_id and p.from_km = w.from_km
          and p.to_km = w.to_km and p.merged_into_id is null and p.closed_at is null)
      returning id
    )
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select ${live.stationId}, gen_random_uuid(), made.id, 'created', jsonb_build_object('importId', ${live.importId}::text), ${live.at}, ${live.at}, ${live.by}
    from made`.execute(tx)
}
