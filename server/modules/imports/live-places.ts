import { sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { addedRows, type GoingLive, type Live, mergedRows, type Span, within } from './live.ts'

/** The facts of a staged row, as place.facts holds them. */
const facts = (live: Live) => sql`jsonb_strip_nulls(jsonb_build_object(
  'vacant', case when r."row" -> 'vacant' <> 'null' then jsonb_build_object('value', r."row" -> 'vacant', 'confirmedOn', ${live.today}::text) end,
  'largeVehicleAccess', case when r."row" -> 'largeVehicleAccess' <> 'null'
    then jsonb_build_object('value', r."row" -> 'largeVehicleAccess', 'confirmedOn', ${live.today}::text) end))`

async function addPlaces(tx: Tx, live: Live, span: Span): Promise<number> {
  const added = await sql`
    insert into place (station_id, id, kind, name, search_grams, village_id, external_id, latitude, longitude, address_hint,
      facts, owner_id, created_at, created_by, import_id)
    select r.station_id, r.id, r."row" ->> 'kind', r."row" ->> 'name', r.search_grams, (r."row" ->> 'villageId')::uuid,
      r."row" ->> 'externalId', (r."row" ->> 'latitude')::float8, (r."row" ->> 'longitude')::float8, r."row" ->> 'addressHint',
      ${facts(live)}, coalesce((r."row" ->> 'ownerId')::uuid, v.owner_id, chief.id), ${live.at}, ${live.by}, r.import_id
    from import_row r
    left join place v on v.station_id = r.station_id and v.id = (r."row" ->> 'villageId')::uuid
    left join lateral (${chief(live)}) chief on true
    where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await sql`
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, 'created', jsonb_build_object('importId', r.import_id), ${live.at}, ${live.at}, ${live.by}
    from import_row r where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await sql`
    insert into place_fact (station_id, id, place_id, key, value, confirmed_on, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, f.key, f.value -> 'value', ${live.today}, ${live.at}, ${live.by}
    from import_row r, jsonb_each(${facts(live)}) f where ${addedRows(live)} and ${within(span)}`.execute(tx)
  await sql`
    insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
    select r.station_id, gen_random_uuid(), r.id, (r."row" ->> 'ownerId')::uuid, ${live.today}, ${live.at}, ${live.by}
    from import_row r where ${addedRows(live)} and ${within(span)} and r."row" ->> 'ownerId' is not null`.execute(tx)
  await addContacts(tx, live, sql`${addedRows(live)} and ${within(span)}`, sql`r.id`)
  return Number(added.numAffectedRows ?? 0n)
}

/** Who owns what nobody else does (DOMAIN.md §2). */
const chief = (live: Live) => sql`
  select m.id from member m
  where m.station_id = ${live.stationId} and m.role = 'chief' and (m.left_on is null or m.left_on > ${live.today}::date)
  order by m.joined_on, m.id limit 1`

/** Each contact with the key that it was sealed under; a place that has one already keeps it. */
async function addContacts(
  tx: Tx,
  live: Live,
  rows: ReturnType<typeof sql>,
  placeId: ReturnType<typeof sql>,
): Promise<void> {
  const standing = sql`select from place_contact c where c.station_id = r.station_id and c.place_id = ${placeId}`
  await sql`
    insert into matter_key (station_id, matter_id, wrapped_key, created_at)
    select r.station_id, r.matter_id, r.wrapped_key, ${live.at}
    from import_row r where ${rows} and r.matter_id is not null and not exists (${standing})`.execute(tx)
  await sql`
    insert into place_contact (station_id, place_id, matter_id, sealed, masked_name, masked_phone, recorded_at, recorded_by)
    select r.station_id, ${placeId}, r.matter_id, r.sealed, r."row" ->> 'contactName', coalesce(r."row" ->> 'contactPhone', ''), ${live.at}, ${live.by}
    from import_row r where ${rows} and r.matter_id is not null and not exists (${standing})`.execute(tx)
}

/**
 * Fills in what an existing place lacks: position, hint, number elsewhere, facts, contact; what it has stays. Where
 * several rows go into one place, the first that has a value gives it. All of it is one event 'corrected' a place.
 */
async function mergePlaces(tx: Tx, live: Live): Promise<number> {
  const first = (key: string) =>
    sql`(array_agg(r."row" -> ${sql.lit(key)} order by r.row_no) filter (where r."row" -> ${sql.lit(key)} <> 'null'))[1]`
  const merged = await sql`
    with wanted as (
      select r.twin_id, ${first('latitude')} as latitude, ${first('longitude')} as longitude,
        ${first('addressHint')} as hint, ${first('externalId')} as external_id, ${first('vacant')} as vacant,
        ${first('largeVehicleAccess')} as access
      from import_row r where ${mergedRows(live)} group by r.twin_id
    ), filled as (
      select p.id, jsonb_strip_nulls(jsonb_build_object(
          'latitude', case when p.latitude is null then w.latitude end,
          'longitude', case when p.latitude is null then w.longitude end,
          'addressHint', case when p.address_hint is null then w.hint end,
          'externalId', case when p.external_id is null then w.external_id end)) as fields,
        jsonb_strip_nulls(jsonb_build_object(
          'vacant', case when not p.facts ? 'vacant' then w.vacant end,
          'largeVehicleAccess', case when not p.facts ? 'largeVehicleAccess' then w.access end)) as facts
      from wanted w join place p on p.station_id = ${live.stationId} and p.id = w.twin_id and p.merged_into_id is null
    ), event as (
      insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
      select ${live.stationId}, gen_random_uuid(), f.id, 'corrected',
        jsonb_build_object('importId', ${live.importId}::text, 'filled', f.fields, 'facts', f.facts), ${live.at}, ${live.at}, ${live.by}
      from filled f where f.fields <> '{}' or f.facts <> '{}'
    ), fact as (
      insert into place_fact (station_id, id, place_id, key, value, confirmed_on, recorded_at, recorded_by)
      select ${live.stationId}, gen_random_uuid(), f.id, x.key, x.value, ${live.today}, ${live.at}, ${live.by}
      from filled f, jsonb_each(f.facts) x
    )
    update place p set version = p.version + 1,
      latitude = coalesce((f.fields ->> 'latitude')::float8, p.latitude),
      longitude = coalesce((f.fields ->> 'longitude')::float8, p.longitude),
      address_hint = coalesce(f.fields ->> 'addressHint', p.address_hint),
      external_id = coalesce(f.fields ->> 'externalId', p.external_id),
      facts = p.facts || coalesce((
        select jsonb_object_agg(x.key, jsonb_build_object('value', x.value, 'confirmedOn', ${live.today}::text)) from jsonb_each(f.facts) x), '{}')
    from filled f
    where p.station_id = ${live.stationId} and p.id = f.id and (f.fields <> '{}' or f.facts <> '{}')`.execute(tx)
  await addContacts(tx, live, sql`${mergedRows(live)} and ${firstContact(live)}`, sql`r.twin_id`)
  return Number(merged.numAffectedRows ?? 0n)
}

/** Of several rows with a contact for one place the first, and of a place that is still there. */
const firstContact = (live: Live) => sql`
  exists (select from place p where p.station_id = r.station_id and p.id = r.twin_id and p.merged_into_id is null)
  and not exists (
    select from import_row o where o.station_id = ${live.stationId} and o.import_id = ${live.importId} and o.choice = 'merge'
      and o.twin_id = r.twin_id and o.matter_id is not null and o.row_no < r.row_no)`

export const placesLive: GoingLive = {
  add: addPlaces,
  merge: mergePlaces,
  changes: async (tx, live) => {
    const { rows } = await sql<{ villages: string[] | null }>`
      select array_agg(distinct p.village_id) as villages from place p
      where p.station_id = ${live.stationId} and p.village_id is not null and (p.import_id = ${live.importId} or p.id in (
        select r.twin_id from import_row r where ${mergedRows(live)}))`.execute(tx)
    const villages = rows[0]?.villages ?? []
    return [{ op: 'reload', entity: 'place', id: null, villagesBefore: villages, villagesAfter: villages }]
  },
  toJudge: async (tx, live) => {
    const { rows } = await sql<{ id: string }>`
      select p.id from place p where p.station_id = ${live.stationId} and p.import_id = ${live.importId}
      union
      select r.twin_id from import_row r where ${mergedRows(live)}
      order by id`.execute(tx)
    return rows.map(({ id }) => id)
  },
}
