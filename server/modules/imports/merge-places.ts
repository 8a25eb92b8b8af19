import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/connection.ts'
import { type Live, mergedRows } from './live.ts'

/** Each contact with the key that it was sealed under; a place that has one already keeps it. */
export async function addContacts(
  tx: Tx,
  live: Live,
  rows: RawBuilder<unknown>,
  placeId: RawBuilder<unknown>,
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
export async function mergePlaces(tx: Tx, live: Live): Promise<number> {
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
