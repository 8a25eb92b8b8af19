import { dayOf } from '@sifang/domain/calendar'
import { type RawBuilder, sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { type Area, areaAround, type Person, type Position, personIndex, type Village } from './rows/index.ts'

type Where = Pick<JobContext, 'station'>

export type KnownVillage = Village & { readonly position: Position | null }

/** The station's open villages, and the name of its town, which people write before them. */
export async function readVillages(
  connection: Connection,
  ctx: Where,
): Promise<{ villages: readonly KnownVillage[]; townName: string }> {
  const { rows } = await sql<{
    id: string
    name: string
    code: string | null
    latitude: number | null
    longitude: number | null
  }>`
    select id, name, division_code as code, latitude, longitude from place
    where station_id = ${ctx.station.id} and kind = 'village' and closed_at is null and merged_into_id is null
    order by name, id`.execute(connection)
  const town = await sql<{ name: string }>`
    select d.name from station s join division d on d.code = s.division_code
    where s.station_id = ${ctx.station.id} order by d.valid_on desc limit 1`.execute(connection)
  return {
    villages: rows.map(({ id, name, code, ...at }) => ({ id, name, code, position: positionOf(at) })),
    townName: town.rows[0]?.name ?? '',
  }
}

export async function readCommunities(
  connection: Connection,
  ctx: Where,
): Promise<readonly { id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from place
    where station_id = ${ctx.station.id} and kind = 'community' and closed_at is null and merged_into_id is null`.execute(
    connection,
  )
  return rows
}

/** The community officer of each village that has one, by name in the station's records as of today. */
export async function readOfficers(
  connection: Connection,
  ctx: Where & Pick<JobContext, 'now'>,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ villageId: string; memberId: string }>`
    select v.id as village_id, named.member_id from place v
    join lateral (${namedOfficer(ctx, sql.ref('v.id'))}) named on named.member_id is not null
    where v.station_id = ${ctx.station.id} and v.kind = 'village'`.execute(connection)
  return new Map(rows.map(({ villageId, memberId }) => [villageId, memberId]))
}

/** Who was last named for a village, from today or before; rides on responsibility_by_place. */
export const namedOfficer = (ctx: Where & Pick<JobContext, 'now'>, villageId: RawBuilder<unknown>) => sql`
  select o.member_id from responsibility o
  where o.station_id = ${ctx.station.id} and o.place_id = ${villageId}
    and o.from_day <= ${dayOf(ctx.now(), ctx.station.timeZone)}::date
  order by o.from_day desc, o.recorded_at desc, o.id desc limit 1`

/** Members who have not left. */
export async function readPeople(connection: Connection, ctx: Where) {
  const { rows } = await sql<Person>`
    select id, name, user_name, role from member where station_id = ${ctx.station.id} and left_on is null`.execute(
    connection,
  )
  return { people: rows, index: personIndex(rows) }
}

/** The neighbourhood of what the station already has a position of; null when that is nothing. */
export async function readArea(connection: Connection, ctx: Where): Promise<Area | null> {
  const { rows } = await sql<{ south: number | null; north: number | null; west: number | null; east: number | null }>`
    select min(latitude) as south, max(latitude) as north, min(longitude) as west, max(longitude) as east from place
    where station_id = ${ctx.station.id} and latitude is not null`.execute(connection)
  const { south = null, north = null, west = null, east = null } = rows[0] ?? {}
  if (south === null || north === null || west === null || east === null) return null
  return areaAround([
    { latitude: south, longitude: west },
    { latitude: north, longitude: east },
  ])
}

export type KnownPlace = {
  readonly id: string
  readonly name: string
  readonly villageId: string | null
  readonly villageName: string
  readonly externalId: string | null
  readonly position: Position | null
}

const placesPerRead = 5000

/** The station's places that a row may be a duplicate of, in the order of their ids, some thousand at a time. */
export async function* readPlaces(connection: Connection, ctx: Where): AsyncGenerator<KnownPlace> {
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: (Omit<KnownPlace, 'position'> & { latitude: number | null; longitude: number | null })[] } =
      await sql<Omit<KnownPlace, 'position'> & { latitude: number | null; longitude: number | null }>`
      select p.id, p.name, p.village_id, coalesce(v.name, '') as village_name, p.external_id, p.latitude, p.longitude
      from place p left join place v on v.station_id = p.station_id and v.id = p.village_id
      where p.station_id = ${ctx.station.id} and (${after}::uuid is null or p.id > ${after}::uuid)
        and p.kind not in ('village', 'community', 'segment') and p.merged_into_id is null
      order by p.id limit ${placesPerRead}`.execute(connection)
    for (const { latitude, longitude, ...place } of rows)
      yield { ...place, position: positionOf({ latitude, longitude }) }
    after = rows.at(-1)?.id ?? null
    if (rows.length < placesPerRead) return
  }
}

export async function readLines(connection: Connection, ctx: Where): Promise<readonly { id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from line where station_id = ${ctx.station.id} order by id`.execute(connection)
  return rows
}

/** Open segments: the kilometres that another one may not have. */
export async function readSegments(
  connection: Connection,
  ctx: Where,
): Promise<readonly { lineId: string; name: string; fromKm: number; toKm: number }[]> {
  const { rows } = await sql<{ lineId: string; name: string; fromKm: number; toKm: number }>`
    select line_id, name, from_km, to_km from place
    where station_id = ${ctx.station.id} and kind = 'segment' and line_id is not null and closed_at is null
      and merged_into_id is null
    order by line_id, from_km`.execute(connection)
  return rows
}

export function positionOf({
  latitude,
  longitude,
}: {
  latitude: number | null
  longitude: number | null
}): Position | null {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}
