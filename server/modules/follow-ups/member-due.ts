import { civilDate, type Instant } from '@sifang/domain/calendar'
import {
  type DueAsked,
  type DueClass,
  type DueKey,
  dueClasses,
  type ReadingOn,
  readingOn,
  soonMs,
} from '@sifang/domain/due'
import type { Topic, Urgency } from '@sifang/domain/findings'
import { type ClockName, endOfDate, type FollowUpState, type FollowUpSubject } from '@sifang/domain/follow-ups'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DateKind } from './dates.ts'
import { instant } from './entries.ts'

type What = {
  readonly followUpId: string
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  readonly topic: Topic | null
  readonly state: FollowUpState
  readonly placeId: string
  readonly placeName: string
  readonly placeKind: string
  readonly villageId: string | null
  readonly villageName: string | null
}

/** What a list shows of a follow-up `f`; no words, no persons. */
const what = sql`f.id as follow_up_id, f.subject, f.urgency, f.topic, f.state, f.place_id, p.name as place_name,
  p.kind as place_kind, f.village_id, v.name as village_name`
const where = sql`join place p on p.station_id = f.station_id and p.id = f.place_id
  left join place v on v.station_id = f.station_id and v.id = f.village_id`

/** Before and behind every id that there is. */
const [noId, everyId] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
const idOf = ({ behind }: ReadingOn): string => (behind === 'none' ? noId : behind === 'all' ? everyId : behind.id)

/**
 * A member's follow-ups by the first of the times that make them 逾期, past or to come (domain/due). One that only waits for
 * a word has none. Rides on follow_up_due, once for each class: what is overdue, what is due by the hour soon, the rest.
 */
export async function findFollowUpsDue(ctx: Context, asked: DueAsked) {
  const { memberId, now, after, limit } = asked
  const classes = dueClasses.flatMap((of) => {
    const on = readingOn('follow-up', of, after)
    if (on === 'nothing') return []
    const start = on === 'from-start' ? sql`` : sql`and (f.overdue_from, f.id) > (${instant(on.at)}, ${idOf(on)}::uuid)`
    return [
      sql`(select ${sql.lit(of)} as class, f.overdue_from as at, f.id from follow_up f
        where f.station_id = ${ctx.station.id} and f.owner_id = ${memberId} and f.closed_at is null
          and ${timesOf(ctx, of, now)} ${start}
        order by f.overdue_from, f.id limit ${limit})`,
    ]
  })
  if (classes.length === 0) return []
  const { rows } = await sql<What & { class: DueClass; at: Date; clock: ClockName | null }>`
    select e.class, e.at, f.clock, ${what}
    from (${sql.join(classes, sql` union all `)}) e
    join follow_up f on f.station_id = ${ctx.station.id} and f.id = e.id
    ${where}
    order by array_position(${[...dueClasses]}::text[], e.class), e.at, e.id limit ${limit}`.execute(ctx.db)
  return rows.map(({ class: of, at, ...row }) => ({
    key: keyOf('follow-up', of, at.getTime(), row.followUpId, ''),
    row: { ...row, kind: 'follow-up' as const },
  }))
}

function timesOf(ctx: Context, of: DueClass, now: Instant): RawBuilder<unknown> {
  const [from, soon] = [instant(now), instant(now + soonMs)]
  const atMidnight = sql`(f.overdue_from at time zone ${ctx.station.timeZone})::time = '00:00'`
  switch (of) {
    case 'overdue':
      return sql`f.overdue_from < ${from}`
    case 'by-the-hour':
      return sql`f.overdue_from >= ${from} and f.overdue_from < ${soon} and not ${atMidnight}`
    case 'by-the-day':
      return sql`f.overdue_from >= ${from} and (f.overdue_from >= ${soon} or ${atMidnight})`
  }
}

/** Dates beside the clocks that this member has to keep; they stand until they are replaced. Rides on follow_up_date_of_owner. */
export async function findDatesDue(ctx: Context, asked: DueAsked) {
  const { memberId, now, zone, after, limit } = asked
  const today = civilDate(zone.dayOf(now))
  const ranges = (['overdue', 'by-the-day'] as const).flatMap((of) => {
    const on = readingOn('date', of, after)
    if (on === 'nothing') return []
    const days = of === 'overdue' ? sql`d.due_on < ${today}::date` : sql`d.due_on >= ${today}::date`
    return [on === 'from-start' ? days : sql`${days} and ${isBehind(on, civilDate(zone.dayOf(on.at - 1)))}`]
  })
  if (ranges.length === 0) return []
  const { rows } = await sql<What & { date: DateKind; no: number; on: string }>`
    select d.kind as date, d.no, d.due_on as "on", ${what}
    from follow_up_date d
    join follow_up f on f.station_id = d.station_id and f.id = d.follow_up_id
    ${where}
    where d.station_id = ${ctx.station.id} and d.owner_id = ${memberId}
      and (${sql.join(
        ranges.map((range) => sql`(${range})`),
        sql` or `,
      )})
    order by d.due_on, d.follow_up_id, d.kind collate "C", d.no limit ${limit}`.execute(ctx.db)
  return rows.map(({ on, ...row }) => ({
    key: keyOf(
      'date',
      on < today ? 'overdue' : 'by-the-day',
      endOfDate(on, zone),
      row.followUpId,
      `${row.date}.${String(row.no).padStart(4, '0')}`,
    ),
    row: { ...row, kind: 'date' as const },
  }))
}

function isBehind(on: ReadingOn, day: string): RawBuilder<unknown> {
  const [kind = '', no = '0'] = typeof on.behind === 'object' ? on.behind.part.split('.') : []
  return sql`(d.due_on, d.follow_up_id, d.kind collate "C", d.no) > (${day}::date, ${idOf(on)}::uuid, ${kind}, ${Number(no)}::int)`
}

const keyOf = (kind: 'follow-up' | 'date', of: DueClass, at: Instant, id: string, part: string): DueKey => ({
  class: of,
  at,
  kind,
  tier: null,
  missed: false,
  id,
  part,
})
