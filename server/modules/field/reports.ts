import { allowedFor, type FollowUp } from '@sifang/domain/follow-ups'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { ownReport } from './schema.ts'

type Report = z.input<typeof ownReport>
type Stored = Omit<Report, 'at' | 'receivedAt' | 'settledAt' | 'toldAt' | 'asksMe' | 'allowed'> & {
  readonly at: Date
  readonly receivedAt: Date
  readonly toldAt: Date | null
  readonly standing: FollowUp
}

/** What came of them long ago is on the desk. */
const closedSinceDays = 180
const mostReports = 200

/** A member's own reports, those that are not closed and those closed lately, the latest first. */
export const findOwnReports = (ctx: Context): Promise<Report[]> =>
  findReports(
    ctx,
    sql`(f.closed_at is null or f.closed_at > ${ctx.now()}::timestamptz - make_interval(days => ${sql.lit(closedSinceDays)}))`,
  )

/** Rides on follow_up_member_pkey, then finding_of_follow_up for each. */
export async function findReports(ctx: Context, which: RawBuilder<unknown>): Promise<Report[]> {
  const { memberId } = ctx.actor
  const { rows } = await sql<Stored>`
    select f.id, w.finding_id, f.subject as kind, f.urgency, f.topic, f.place_id, p.name as place_name, w.at, w.received_at,
      f.state, f.version, m.name as owner_name, f.standing,
      (select max(e.at) from follow_up_entry e where e.station_id = f.station_id and e.follow_up_id = f.id
        and e.kind = 'told' and e.details ->> 'to' in (${memberId}, 'resident')) as told_at
    from follow_up_member o
    join follow_up f on f.station_id = o.station_id and f.id = o.follow_up_id
    join place p on p.station_id = f.station_id and p.id = f.place_id
    join member m on m.station_id = f.station_id and m.id = f.owner_id
    cross join lateral (
      select w.id as finding_id, w.at, w.received_at from finding w
      where w.station_id = f.station_id and w.follow_up_id = f.id and w.reporter_id = ${memberId}
        and not exists (select from finding c where c.station_id = w.station_id and c.corrects_id = w.id)
      order by w.received_at, w.id limit 1) w
    where o.station_id = ${ctx.station.id} and o.member_id = ${memberId} and o.reported and ${which}
    order by w.received_at desc, f.id desc limit ${sql.lit(mostReports)}`.execute(ctx.db)
  return rows.map(({ standing, at, receivedAt, toldAt, ...row }) => {
    const allowed = allowedFor(ctx.actor, standing)
    return {
      ...row,
      at: at.toISOString(),
      receivedAt: receivedAt.toISOString(),
      settledAt: standing.settledAt === null ? null : new Date(standing.settledAt).toISOString(),
      toldAt: toldAt?.toISOString() ?? null,
      asksMe: standing.state === 'settled' && allowed.includes('confirmed'),
      allowed: [...allowed],
    }
  })
}
