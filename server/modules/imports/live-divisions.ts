import { sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { settleOwners } from '../places/index.ts'
import { namedOfficer } from './known.ts'
import { addedRows, chiefOf, type GoingLive, type Live, mergedRows, type Span, within } from './live.ts'
import { placesLive } from './live-places.ts'

/** Communities that rows name and the station has not. */
async function addCommunities(tx: Tx, live: Live): Promise<void> {
  await sql`
    with named as (
      select distinct on (r."row" ->> 'communityId') (r."row" ->> 'communityId')::uuid as id, r."row" ->> 'community' as name,
        array(select jsonb_array_elements_text(r."row" -> 'communityGrams')) as grams
      from import_row r
      where (${addedRows(live)} or ${mergedRows(live)}) and r."row" ->> 'communityId' is not null
      order by r."row" ->> 'communityId', r.row_no
    ), made as (
      insert into place (station_id, id, kind, name, search_grams, owner_id, created_at, created_by, import_id)
      select ${live.stationId}, n.id, 'community', n.name, n.grams, chief.id, ${live.at}, ${live.by}, ${live.importId}
      from named n left join lateral (${chiefOf(live)}) chief on true
      where not exists (select from place p where p.station_id = ${live.stationId} and p.id = n.id)
      returning id
    )
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select ${live.stationId}, gen_random_uuid(), made.id, 'created', jsonb_build_object('importId', ${live.importId}::text), ${live.at}, ${live.at}, ${live.by}
    from made`.execute(tx)
}

/** A village lies in itself, so that what lies in it and itself are found alike. */
async function addVillages(tx: Tx, live: Live, span: Span): Promise<number> {
  const added = await sql`
    insert into place (station_id, id, kind, name, search_grams, village_id, community_id, division_code, latitude, longitude,
      owner_id, created_at, created_by, import_id)
    select r.station_id, r.id, 'village', r."row" ->> 'name', r.search_grams, r.id, (r."row" ->> 'communityId')::uuid,
      r."row" ->> 'code', (r."row" ->> 'latitude')::float8, (r."row" ->> 'longitude')::float8,
      coalesce((r."row" ->> 'communityOfficerId')::uuid, chief.id), ${live.at}, ${live.by}, r.import_id
    from import_row r left join lateral (${chiefOf(live)}) chief on true
    where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await sql`
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, 'created', jsonb_build_object('importId', r.import_id), ${live.at}, ${live.at}, ${live.by}
    from import_row r where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await sql`
    insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
    select r.station_id, uuidv7(), r.id, (r."row" ->> 'communityOfficerId')::uuid, ${live.today}, ${live.at}, ${live.by}
    from import_row r where ${addedRows(live)} and ${within(span)} and r."row" ->> 'communityOfficerId' is not null`.execute(
    tx,
  )
  return Number(added.numAffectedRows ?? 0n)
}

/** Fills in what a village lacks: community, code, position. Answers the villages. */
async function fillVillages(tx: Tx, live: Live): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with filled as (
      select distinct on (p.id) p.id, jsonb_strip_nulls(jsonb_build_object(
        'communityId', case when p.community_id is null then r."row" -> 'communityId' end,
        'divisionCode', case when p.division_code is null then r."row" -> 'code' end,
        'latitude', case when p.latitude is null then r."row" -> 'latitude' end,
        'longitude', case when p.latitude is null then r."row" -> 'longitude' end)) as fields
      from import_row r
      join place p on p.station_id = r.station_id and p.id = r.twin_id and p.merged_into_id is null
      where ${mergedRows(live)} order by p.id, r.row_no
    ), event as (
      insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
      select ${live.stationId}, gen_random_uuid(), f.id, 'corrected',
        jsonb_build_object('importId', ${live.importId}::text, 'filled', f.fields), ${live.at}, ${live.at}, ${live.by}
      from filled f where f.fields <> '{}'
    )
    update place p set version = p.version + 1,
      community_id = coalesce((f.fields ->> 'communityId')::uuid, p.community_id),
      division_code = coalesce(f.fields ->> 'divisionCode', p.division_code),
      latitude = coalesce((f.fields ->> 'latitude')::float8, p.latitude),
      longitude = coalesce((f.fields ->> 'longitude')::float8, p.longitude)
    from filled f where p.station_id = ${live.stationId} and p.id = f.id and f.fields <> '{}'
    returning p.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Makes the members whom rows name the community officers from today on, as by hand: what they own follows, the past
 * stays. Entry and event have one id, by which it is taken back; it rises with time, because of two entries of one instant
 * the later id holds (places/owners.ts). Answers the villages.
 */
async function changeOfficers(tx: Tx, live: Live): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select distinct on (p.id) p.id, (r."row" ->> 'communityOfficerId')::uuid as member_id, uuidv7() as entry_id
      from import_row r
      join place p on p.station_id = r.station_id and p.id = r.twin_id and p.kind = 'village' and p.merged_into_id is null
      where ${mergedRows(live)} and r."row" ->> 'communityOfficerId' is not null order by p.id, r.row_no
    ), other as (
      select w.* from wanted w
      left join lateral (${namedOfficer(live.ctx, sql.ref('w.id'))}) named on true
      where named.member_id is distinct from w.member_id
    ), entry as (
      insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
      select ${live.stationId}, o.entry_id, o.id, o.member_id, ${live.today}, ${live.at}, ${live.by} from other o
    )
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select ${live.stationId}, o.entry_id, o.id, 'responsible-changed',
      jsonb_build_object('memberId', o.member_id, 'fromDay', ${live.today}::text, 'importId', ${live.importId}::text),
      ${live.at}, ${live.at}, ${live.by}
    from other o returning place_id as id`.execute(tx)
  const villageIds = rows.map(({ id }) => id)
  await settleOwners(live.ctx, tx, { placeIds: villageIds, villageIds })
  return villageIds
}

async function mergeVillages(tx: Tx, live: Live): Promise<number> {
  const filled = await fillVillages(tx, live)
  return new Set([...filled, ...(await changeOfficers(tx, live))]).size
}

export const divisionsLive: GoingLive = {
  before: async (tx, live) => {
    await addCommunities(tx, live)
    return []
  },
  add: addVillages,
  merge: mergeVillages,
  changes: placesLive.changes,
  toJudge: async (tx, live) => {
    const { rows } = await sql<{ id: string }>`
      select id from place where station_id = ${live.stationId} and import_id = ${live.importId} order by id`.execute(
      tx,
    )
    return rows.map(({ id }) => id)
  },
}
