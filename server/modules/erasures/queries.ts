import type { CivilDate } from '@sifang/domain/calendar'
import type { Retention } from '@sifang/domain/retention'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context, JobContext } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { type erasurePage, type erasureQuery, erasureReasons } from './schema.ts'

export type DueMatter = {
  readonly matterId: string
  readonly kind: 'follow-up' | 'incident' | 'hand-over' | 'check' | 'appointment' | 'booking' | 'agenda-item' | 'track'
  readonly subject: string
  readonly villageId: string | null
}

/** The days before which a matter must have been closed; a track, begun. */
export type ClosedBefore = Readonly<Record<Retention | 'track', CivilDate>>

type Where = Pick<JobContext, 'station'>

/** Some of the follow-ups whose time is over, the longest closed first. A merged one waits for the one it went into. */
export async function findDueFollowUps(
  ctx: Where,
  connection: Connection,
  before: ClosedBefore,
  limit: number,
  only: string | null = null,
): Promise<readonly DueMatter[]> {
  const { rows } = await sql<DueMatter>`
    select due.id as matter_id, 'follow-up' as kind, due.subject, due.village_id
    from follow_up due
    join matter_key key on key.station_id = due.station_id and key.matter_id = due.id and key.wrapped_key is not null
    where due.station_id = ${ctx.station.id} and due.closed_at < ${startOf(ctx, laterOf(before))}
      and (${only}::uuid is null or due.id = ${only})
      and not exists (
        with recursive into_which (id) as (
          select due.id
          union
          select next.merged_into_id from into_which
          join follow_up next on next.station_id = due.station_id and next.id = into_which.id
          where next.merged_into_id is not null
        )
        select from into_which
        join follow_up f on f.station_id = due.station_id and f.id = into_which.id
        join matter_key k on k.station_id = f.station_id and k.matter_id = f.id
        where k.wrapped_key is not null and (f.closed_at is null or f.closed_at >= case k.retention
          when 'statutory' then ${startOf(ctx, before.statutory)} else ${startOf(ctx, before.ordinary)} end)
      )
    order by due.closed_at, due.id limit ${limit}`.execute(connection)
  return rows
}

/** Some of the incidents whose words have had their time since the last review. */
export async function findDueIncidents(
  ctx: Where,
  connection: Connection,
  before: ClosedBefore,
  limit: number,
  only: string | null = null,
): Promise<readonly DueMatter[]> {
  const { rows } = await sql<DueMatter>`
    select incident.matter_id, 'incident' as kind, 'incident' as subject, incident.village_id
    from incident
    join matter_key key on key.station_id = incident.station_id and key.matter_id = incident.matter_id
      and key.wrapped_key is not null
    join lateral (
      select max(review.at) as at from incident_review review
      where review.station_id = incident.station_id and review.incident_id = incident.id
    ) last on last.at < case key.retention
      when 'statutory' then ${startOf(ctx, before.statutory)} else ${startOf(ctx, before.ordinary)} end
    where incident.station_id = ${ctx.station.id} and incident.status <> 'reported'
      and (${only}::uuid is null or incident.matter_id = ${only})
    order by last.at, incident.id limit ${limit}`.execute(connection)
  return rows
}

type FindDue = (
  ctx: Where,
  connection: Connection,
  before: ClosedBefore,
  limit: number,
  only?: string | null,
) => Promise<readonly DueMatter[]>

/**
 * What has no word of law or merging about it: a row `held` with a matter of its own, over since the time `ended` and kept
 * as long as `kept` says.
 */
const findOver =
  (
    kind: Exclude<DueMatter['kind'], 'follow-up' | 'incident'>,
    ended: RawBuilder<unknown>,
    kept: keyof ClosedBefore = 'ordinary',
  ): FindDue =>
  async (ctx, connection, before, limit, only = null) => {
    const { table, id } = rowOf[kind]
    const { rows } = await sql<DueMatter>`
      select held.${sql.ref(id)} as matter_id, ${kind} as kind, ${kind} as subject, null as village_id
      from ${sql.table(table)} held
      join matter_key key on key.station_id = held.station_id and key.matter_id = held.${sql.ref(id)} and key.wrapped_key is not null
      where held.station_id = ${ctx.station.id} and ${ended} < ${startOf(ctx, before[kept])}
        and (${only}::uuid is null or held.${sql.ref(id)} = ${only})
      order by ${ended}, held.id limit ${limit}`.execute(connection)
    return rows
  }

/** The end of its appointment, unless it lies under the key of a follow-up: then it goes with that. */
const appointmentEnded = sql`(select a.ends_at from appointment a
  where a.station_id = held.station_id and a.id = held.appointment_id and held.matter_id is distinct from held.follow_up_id)`

/** Since the second signature. */
export const findDueHandOvers = findOver('hand-over', sql`held.taken_at`)
/** Since its day: answers, pictures and drawings go with it. */
export const findDueChecks = findOver(
  'check',
  sql`held.planned_on::timestamp at time zone (select s.time_zone from station s where s.station_id = held.station_id)`,
)
export const findDueAppointments = findOver('appointment', sql`held.ends_at`)
export const findDueBookings = findOver('booking', appointmentEnded)
export const findDueAgendaItems = findOver('agenda-item', appointmentEnded)
/** “Raw points go after 90 days”, one day as a whole. */
export const findDueTracks = findOver('track', sql`held.began_at`, 'track')

const laterOf = ({ ordinary, statutory }: ClosedBefore): CivilDate => (ordinary > statutory ? ordinary : statutory)

/** 00:00 of a day on the station's wall. */
const startOf = ({ station }: Where, day: CivilDate) => sql`${day}::date::timestamp at time zone ${station.timeZone}`

const rowOf = {
  'follow-up': { table: 'follow_up', id: 'id' },
  incident: { table: 'incident', id: 'matter_id' },
  'hand-over': { table: 'hand_over', id: 'id' },
  check: { table: 'targeted_check', id: 'id' },
  appointment: { table: 'appointment', id: 'id' },
  booking: { table: 'booking', id: 'matter_id' },
  'agenda-item': { table: 'agenda_item', id: 'matter_id' },
  track: { table: 'track', id: 'id' },
} as const

/** Holds what a matter hangs on until the transaction ends, so that it is not reopened meanwhile. */
export async function lockMatter(ctx: Where, tx: Tx, { kind, matterId }: DueMatter): Promise<void> {
  const { table, id } = rowOf[kind]
  await sql`
    select from ${sql.table(table)} where station_id = ${ctx.station.id} and ${sql.ref(id)} = ${matterId} for update`.execute(
    tx,
  )
}

type Page = z.input<typeof erasurePage>
type Stored = Omit<Page['rows'][number], 'at' | 'reason'> & { readonly at: Date; readonly reason: string }

/** What was erased, the latest first. Rides on erasure_by_time. */
export async function findErasures(ctx: Context, query: z.output<typeof erasureQuery>): Promise<Page> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    select id, matter_id, subject, reason, at, counts from erasure
    where station_id = ${ctx.station.id}
      and (${after?.[0] ?? null}::timestamptz is null
        or (at, id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by at desc, id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => ({
    ...row,
    at: row.at.toISOString(),
    reason: erasureReasons.find((reason) => reason === row.reason.replaceAll(' ', '-')) ?? ('other' as const),
  }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.at, last.id]) : null }
}
