import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { countFollowUps, findOpenBy } from '../follow-ups/index.ts'
import { isVillage } from '../places/index.ts'
import { readToday, type TodayParts } from '../today/index.ts'
import { findDates } from './dates.ts'
import type { morningMeeting } from './schema.ts'

type Meeting = z.input<typeof morningMeeting>
type Person = { readonly id: string; readonly name: string }

const dayMs = 86_400_000

/** The station's last 24 hours and its day, for the morning meeting (DOMAIN.md §12). */
export async function readMeeting(ctx: Context, parts: TodayParts): Promise<Meeting> {
  const now = ctx.now()
  const since = new Date(now.getTime() - dayMs)
  const today = await readToday(ctx, parts)
  const { open, inHand, toTell, overdue } = await countFollowUps(ctx)
  const endOfToday = new Date(now.getTime() + dayMs)
  return {
    at: now.toISOString(),
    since: since.toISOString(),
    lastDay: await countLastDay(ctx, since),
    due: today.due,
    waiting: today.waiting,
    followUps: { open: open + inHand + toTell, unanswered: open, overdue, settled: toTell },
    items: [...(await findOpenBy(ctx, ctx.db, endOfToday))],
    dates: await findDates(ctx, { until: dayOf(now, ctx.station.timeZone) }),
    roster: await readRoster(ctx),
    gaps: { villagesWithoutVolunteer: await findVillagesWithoutVolunteer(ctx) },
  }
}

/** Each count rides on an index by time and reads one day. */
async function countLastDay(ctx: Context, since: Date): Promise<Meeting['lastDay']> {
  const station = ctx.station.id
  const { rows } = await sql<Meeting['lastDay']>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('code', kind, 'count', n) order by n desc, kind), '[]') from (
        select kind, count(*) as n from visit where station_id = ${station} and at >= ${since} and outcome <> 'failed'
          and voided_at is null group by kind) v) as visits,
      (select count(*)::int from visit where station_id = ${station} and at >= ${since} and outcome = 'failed'
        and voided_at is null) as attempts,
      (select coalesce(jsonb_agg(jsonb_build_object('code', kind, 'count', n) order by n desc, kind), '[]') from (
        select kind, count(*) as n from finding where station_id = ${station} and received_at >= ${since}
          and corrects_id is null group by kind) f) as findings,
      (select coalesce(jsonb_agg(jsonb_build_object('code', category, 'count', n) order by n desc, category), '[]') from (
        select category, count(*) as n from incident where station_id = ${station} and occurred_at >= ${since}
          and status <> 'rejected' group by category) i) as incidents,
      (${countEntries(ctx, since, 'opened')}) as opened, (${countEntries(ctx, since, 'settled')}) as settled,
      (${countEntries(ctx, since, 'confirmed')}) as confirmed, (${countEntries(ctx, since, 'escalated')}) as escalated`.execute(
    ctx.db,
  )
  const [counts] = rows
  if (!counts) throw new Error('a select without a table gives one row')
  return counts
}

const countEntries = (ctx: Context, since: Date, kind: string) => sql`
  select count(*)::int from follow_up_entry
  where station_id = ${ctx.station.id} and received_at >= ${since} and kind = ${kind}`

async function readRoster(ctx: Context): Promise<Meeting['roster']> {
  const { rows } = await sql<{ dutyOfficer: Person; shiftLeader: Person; running: boolean }>`
    select jsonb_build_object('id', o.id, 'name', o.name) as duty_officer,
      jsonb_build_object('id', l.id, 'name', l.name) as shift_leader, s.starts_at <= ${ctx.now()} as running
    from shift s
    join member o on o.station_id = s.station_id and o.id = s.duty_officer_id
    join member l on l.station_id = s.station_id and l.id = s.shift_leader_id
    where s.station_id = ${ctx.station.id} and s.ends_at > ${ctx.now()}
    order by s.starts_at limit 2`.execute(ctx.db)
  const shift = rows.find(({ running }) => running)
  const next = rows.find(({ running }) => !running)
  return {
    dutyOfficer: shift?.dutyOfficer ?? null,
    shiftLeader: shift?.shiftLeader ?? null,
    nextDutyOfficer: next?.dutyOfficer ?? null,
    nextShiftLeader: next?.shiftLeader ?? null,
  }
}

/** 村村有义警: villages to which no volunteer is assigned today. */
async function findVillagesWithoutVolunteer(ctx: Context): Promise<Meeting['gaps']['villagesWithoutVolunteer']> {
  const day = dayOf(ctx.now(), ctx.station.timeZone)
  const { rows } = await sql<{ id: string; name: string }>`
    select v.id, v.name from place v where v.station_id = ${ctx.station.id} and ${isVillage} and not exists (
      select from member_area a join member m on m.station_id = a.station_id and m.id = a.member_id and m.role = 'volunteer'
        and (m.left_on is null or m.left_on > ${day}::date)
      where a.station_id = v.station_id and a.village_id = v.id and a.from_day <= ${day}::date
        and (a.to_day is null or a.to_day >= ${day}::date))
    order by v.name collate "zh-Hans-x-icu" limit 100`.execute(ctx.db)
  return rows
}
