import { confirmedRate, confirmedRateDays } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { readable } from './list.ts'
import type { followUpAnswers, followUpCounts } from './schema.ts'

type Stored = Omit<z.input<typeof followUpCounts>, 'firstAnswerAt'> & { readonly firstAnswerAt: Date | null }

/**
 * How many follow-ups that this member reads wait in each stage, how many are overdue, and which revisits lie tomorrow.
 * One statement; for police it is answered from follow_up_open alone, which holds state and times of what is not closed,
 * and from follow_up_date_by_day.
 */
export async function countFollowUps(ctx: Context): Promise<z.input<typeof followUpCounts>> {
  const { rows } = await sql<Stored>`
    select
      count(*) filter (where f.state = 'open')::int as open,
      count(*) filter (where f.state in ('accepted', 'working'))::int as in_hand,
      count(*) filter (where f.state = 'settled')::int as to_tell,
      count(*) filter (where f.overdue_from < ${ctx.now()})::int as overdue,
      min(f.due_at) filter (where f.state = 'open') as first_answer_at,
      (select count(*)::int from follow_up_date d
        where d.station_id = ${ctx.station.id} and d.kind = 'revisit'
          and d.due_on = (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date + 1
          and exists (select from follow_up f where f.station_id = d.station_id and f.id = d.follow_up_id and ${readable(ctx)})
      ) as revisits_tomorrow
    from follow_up f
    where f.station_id = ${ctx.station.id} and f.closed_at is null and ${readable(ctx)}`.execute(ctx.db)
  const [counted] = rows
  if (!counted) throw new Error('an aggregate without groups gives one row')
  return { ...counted, firstAnswerAt: counted.firstAnswerAt?.toISOString() ?? null }
}

/** What the whole station was answered in the last 90 civil days, and how much of it confirms; on follow_up_entry_answers. */
export async function countAnswers(ctx: Context): Promise<z.input<typeof followUpAnswers>> {
  const { rows } = await sql<{ confirmed: number; unhappy: number; silent: number }>`
    select count(*) filter (where kind = 'confirmed')::int as confirmed,
      count(*) filter (where kind = 'unhappy')::int as unhappy,
      count(*) filter (where kind = 'closed-unanswered')::int as silent
    from follow_up_entry
    where station_id = ${ctx.station.id} and kind in ('confirmed', 'unhappy', 'closed-unanswered')
      and received_at >= ((${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date - ${confirmedRateDays - 1}::int)::timestamp
        at time zone ${ctx.station.timeZone}`.execute(ctx.db)
  const [answers] = rows
  if (!answers) throw new Error('an aggregate without groups gives one row')
  return { ...answers, days: confirmedRateDays, rate: confirmedRate(answers) }
}
