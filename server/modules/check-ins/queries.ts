import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import type { Write } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { withinReach } from '../places/index.ts'
import type { checkInPage, checkInQuery } from './schema.ts'

type Position = { readonly latitude: number; readonly longitude: number }

export type PlaceThere = { readonly villageId: string | null; readonly position: Position | null }

/** A place within reach. Errors: place/not-found. */
export async function getPlaceThere(ctx: Context, tx: Tx, placeId: string): Promise<PlaceThere> {
  const { rows } = await sql<{ villageId: string | null } & { [key in keyof Position]: number | null }>`
    select village_id, latitude, longitude from place p
    where station_id = ${ctx.station.id} and id = ${placeId} and merged_into_id is null
      and ${withinReach(ctx)}`.execute(tx)
  const { villageId, latitude, longitude } = rows[0] ?? fail('place/not-found')
  return { villageId, position: latitude === null || longitude === null ? null : { latitude, longitude } }
}

export type LineThere = { readonly lengthKm: number; readonly posts: readonly ({ readonly km: number } & Position)[] }

/** A line as its reader sees it: an own one, or one through an own village. Errors: line/not-found. */
export async function getLineThere(ctx: Context, tx: Tx, lineId: string): Promise<LineThere> {
  const { rows } = await sql<LineThere>`
    select l.length_km, (select coalesce(jsonb_agg(jsonb_build_object('km', t.km, 'latitude', t.latitude,
        'longitude', t.longitude) order by t.km), '[]')
      from line_post t where t.station_id = l.station_id and t.line_id = l.id) as posts
    from line l
    where l.station_id = ${ctx.station.id} and l.id = ${lineId} and (${ctx.scope === 'station'}::boolean
      or l.id = any(${[...ctx.actor.lineIds]}::uuid[]) or exists (select from place p where p.station_id = l.station_id
        and p.line_id = l.id and p.village_id = any(${[...ctx.actor.villageIds]}::uuid[])))`.execute(tx)
  return rows[0] ?? fail('line/not-found')
}

export type NewCheckIn = {
  readonly id: string
  readonly placeId: string | null
  readonly lineId: string | null
  readonly km: number | null
  readonly at: Date
  readonly receivedAt: Date
  readonly how: 'qr' | 'position'
  readonly accuracyM: number | null
  readonly distanceM: number | null
  readonly far: boolean
  readonly timeUncertain: boolean
}

export const insertCheckIn = (ctx: Context, made: NewCheckIn): Write => sql`
  insert into check_in (station_id, id, member_id, place_id, line_id, km, at, received_at, how, accuracy_m, distance_m, far,
    time_uncertain)
  values (${ctx.station.id}, ${made.id}, ${ctx.actor.memberId}, ${made.placeId}::uuid, ${made.lineId}::uuid, ${made.km},
    ${made.at}, ${made.receivedAt}, ${made.how}, ${made.accuracyM}, ${made.distanceM}, ${made.far}, ${made.timeUncertain})`

type Page = z.input<typeof checkInPage>
type Stored = Omit<Page['rows'][number], 'at' | 'receivedAt'> & { readonly at: Date; readonly receivedAt: Date }

/**
 * Check-ins, the latest first; others than police read their own. Rides on check_in_by_time, with a line, a place or
 * for one's own on the index of that.
 */
export async function findCheckIns(ctx: Context, query: z.output<typeof checkInQuery>): Promise<Page> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    select c.id, jsonb_build_object('id', m.id, 'name', m.name) as member,
      case when p.id is null then null else jsonb_build_object('id', p.id, 'name', p.name) end as place,
      case when l.id is null then null else jsonb_build_object('id', l.id, 'name', l.name, 'km', c.km) end as line,
      c.at, c.received_at, c.how, c.accuracy_m, c.distance_m, c.far, c.time_uncertain
    from check_in c
    join member m on m.station_id = c.station_id and m.id = c.member_id
    left join place p on p.station_id = c.station_id and p.id = c.place_id
    left join line l on l.station_id = c.station_id and l.id = c.line_id
    where c.station_id = ${ctx.station.id}
      ${query.placeId ? sql`and c.place_id = ${query.placeId}` : sql``}
      ${query.lineId ? sql`and c.line_id = ${query.lineId}` : sql``}
      ${ctx.scope === 'station' ? sql`` : sql`and c.member_id = ${ctx.actor.memberId}`}
      ${after ? sql`and (c.at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by c.at desc, c.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({ ...row, at: row.at.toISOString(), receivedAt: row.receivedAt.toISOString() })),
    next: rows.length > query.limit && last ? cursor([last.at.toISOString(), last.id]) : null,
  }
}
