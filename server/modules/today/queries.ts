import { failedAttemptsForDutyOfficer } from '@sifang/domain/duties'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { isConfirmedLately, isVillage } from '../places/index.ts'
import { redReviewIsDue } from '../tiers/index.ts'
import type { failedTwiceList } from './schema.ts'

export type VillageFigures = {
  readonly villageId: string | null
  readonly red: number
  readonly yellow: number
  readonly green: number
  readonly confirmed: number
  readonly due: readonly [number, number, number, number]
  readonly today: readonly [number, number, number, number]
  readonly missed: readonly [number, number, number, number]
  readonly monthAll: number
  readonly monthDone: number
  /** Places with a second failed attempt in a window that still runs. */
  readonly failedTwice: number
}

/**
 * Counts of some villages (null: of all), one row a village and one for what lies in none; the page adds them up.
 *
 * Plan: place_by_village for the places of some villages, then duty_by_place for each. One village of 2,321 places among
 * 100,000 places and 2,200,000 duties, EXPLAIN (ANALYZE, BUFFERS) on 2 busy cores, 70 ms and 30,338 buffers in all:
 *   Nested Loop (actual time=0.036..29.917 rows=5156)
 *   ->  CTE Scan on places p (rows=2328)
 *   ->  Index Scan using duty_by_place on duty (actual time=0.007..0.008 rows=2.18 loops=2328)
 *   ->  Index Scan using duty_by_place on duty duty_1 (actual time=0.003..0.003 rows=0.04 loops=2328)
 *   SubPlan 2 ->  Index Scan using visit_by_place on visit a (actual time=0.004..0.004 rows=0.00 loops=2268)
 * All villages, at the first reading of a day: one hash join over duty_open_by_until and duty_by_until, 2.5 s.
 */
export async function countVillages(
  ctx: Context,
  day: string,
  villageIds: readonly string[] | null,
): Promise<readonly VillageFigures[]> {
  const station = ctx.station.id
  // for all villages one hash join is better than a look for each place
  const ofPlace = villageIds === null ? sql`true` : sql`place_id = p.id`
  const monthBegin = sql`date_trunc('month', ${day}::date)::date`
  const { rows } = await sql<VillageFigures>`
    with places as (${placesOf(station, villageIds)}), base as (
      select village_id, count(*) filter (where rank = 1)::int as red, count(*) filter (where rank = 2)::int as yellow,
        count(*) filter (where rank = 3)::int as green,
        count(*) filter (where ${isConfirmedLately(day)})::int as confirmed,
        ${byRank(sql`lapses_on < ${day}::date`)} as missed
      from places p group by village_id
    ), duties as (
      select p.village_id, p.id, p.rank, d.until, d.state, d.failed_attempts,
        d.state = 'open' and d.until >= ${day}::date as running,
        d.until < (date_trunc('month', ${day}::date) + interval '1 month')::date as of_month
      from places p
      join lateral (
        select place_id, until, state, failed_attempts from duty
        where station_id = ${station} and ${ofPlace} and state = 'open' and until >= ${monthBegin} and from_at <= ${ctx.now()}
        union all
        select place_id, until, state, 0 from duty
        where station_id = ${station} and ${ofPlace} and state = 'fulfilled' and until >= ${monthBegin} and from_at <= ${ctx.now()}
      ) d on d.place_id = p.id
    ), due as (
      select village_id, ${byRank(sql`running`)} as due, ${byRank(sql`running and until = ${day}::date`)} as today,
        count(*) filter (where of_month)::int as month_all,
        count(*) filter (where of_month and state = 'fulfilled')::int as month_done,
        count(distinct id) filter (where running and failed_attempts >= ${sql.lit(failedAttemptsForDutyOfficer)})::int as failed_twice
      from duties group by village_id
    )
    select base.village_id, red, yellow, green, confirmed,
      coalesce(due, '{0,0,0,0}') as due, coalesce(today, '{0,0,0,0}') as today, missed,
      coalesce(month_all, 0) as month_all, coalesce(month_done, 0) as month_done, coalesce(failed_twice, 0) as failed_twice
    from base left join due on due.village_id is not distinct from base.village_id`.execute(ctx.db)
  return rows
}

/** How many of each tier: red, yellow, green, without one. */
const byRank = (which: RawBuilder<unknown>) => sql`array[
  count(*) filter (where ${which} and rank = 1), count(*) filter (where ${which} and rank = 2),
  count(*) filter (where ${which} and rank = 3), count(*) filter (where ${which} and rank = 4)]::int[]`

/** In words of the text, not by a parameter that is null: the plan for some villages must not be the one for all. */
function placesOf(station: string, villageIds: readonly string[] | null): RawBuilder<unknown> {
  const where = (which: RawBuilder<unknown>) => sql`
    select p.id, p.village_id, p.tier, p.confirmed_on, p.lapses_on,
      case p.tier when 'red' then 1 when 'yellow' then 2 when 'green' then 3 else 4 end as rank
    from place p where p.station_id = ${station} and p.closed_at is null and ${which}`
  if (villageIds === null) return where(sql`true`)
  return sql`${where(sql`p.village_id = any(${[...villageIds]}::uuid[])`)}
    union all ${where(sql`p.village_id is null`)}`
}

export type StationFigures = {
  readonly villages: number
  readonly communities: readonly { id: string; name: string; villageIds: string[] }[]
  readonly volunteers: number
  readonly villagesWithVolunteer: number
  readonly incidents: number
  readonly tierProposals: number
  readonly excusals: number
  readonly lateVisits: number
  readonly redReviews: number
  readonly judging: boolean
  readonly dutyOfficer: string | null
  readonly shiftLeader: string | null
  readonly seq: number
}

/** The station's civil day. */
const civilToday = (ctx: Context) => sql`(${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date`

/** What is counted for the station as a whole; partial indexes hold only what waits. */
export async function countStation(ctx: Context): Promise<StationFigures> {
  const station = ctx.station.id
  const { rows } = await sql<StationFigures>`
    select
      (select count(*)::int from place v where station_id = ${station} and ${isVillage}) as villages,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'villageIds',
          (select coalesce(jsonb_agg(v.id), '[]') from place v where v.station_id = c.station_id and v.kind = 'village' and v.community_id = c.id and v.closed_at is null))
          order by c.name), '[]')
        from place c where c.station_id = ${station} and c.kind = 'community' and c.closed_at is null) as communities,
      (select count(*)::int from member where station_id = ${station} and role = 'volunteer'
        and (left_on is null or left_on > ${civilToday(ctx)})) as volunteers,
      (select count(distinct a.village_id)::int from member_area a
        join member m on m.station_id = a.station_id and m.id = a.member_id and m.role = 'volunteer'
          and (m.left_on is null or m.left_on > ${civilToday(ctx)})
        join place v on v.station_id = a.station_id and v.id = a.village_id and ${isVillage}
        where a.station_id = ${station} and a.village_id is not null
          and a.from_day <= ${civilToday(ctx)} and (a.to_day is null or a.to_day >= ${civilToday(ctx)})) as villages_with_volunteer,
      (select count(*)::int from incident where station_id = ${station} and status = 'reported') as incidents,
      (select count(*)::int from tier_proposal where station_id = ${station} and verdict is null) as tier_proposals,
      (select count(*)::int from excusal where station_id = ${station} and verdict is null) as excusals,
      (select count(*)::int from visit where station_id = ${station} and waits and admitted_at is null and voided_at is null) as late_visits,
      (select count(*)::int from place p where p.station_id = ${station} and ${redReviewIsDue(ctx)}) as red_reviews,
      exists (select from judging where station_id = ${station} and finished_at is null) as judging,
      (select m.name from shift s join member m on m.station_id = s.station_id and m.id = s.duty_officer_id
        where s.station_id = ${station} and s.starts_at <= ${ctx.now()} and s.ends_at > ${ctx.now()} limit 1) as duty_officer,
      (select m.name from shift s join member m on m.station_id = s.station_id and m.id = s.shift_leader_id
        where s.station_id = ${station} and s.starts_at <= ${ctx.now()} and s.ends_at > ${ctx.now()} limit 1) as shift_leader,
      (select seq from change_counter where station_id = ${station}) as seq`.execute(ctx.db)
  const [figures] = rows
  if (!figures) throw new Error('a select without a table gives one row')
  return figures
}

/** Places with two failed attempts or more in a window that still runs, on duty_failed_twice. */
export async function findFailedTwice(ctx: Context, day: string): Promise<z.input<typeof failedTwiceList>['rows']> {
  const { rows } = await sql<
    Omit<z.input<typeof failedTwiceList>['rows'][number], 'lastAt' | 'nextAttemptAt'> & {
      lastAt: Date
      nextAttemptAt: Date | null
    }
  >`
    with failed as (
      select place_id, min(until) as until, max(owner_id::text)::uuid as owner_id, max(failed_attempts) as attempts
      from duty
      where station_id = ${ctx.station.id} and state = 'open' and until >= ${day}::date and from_at <= ${ctx.now()}
        and failed_attempts >= ${sql.lit(failedAttemptsForDutyOfficer)}
      group by place_id
    )
    select f.place_id, p.name as place_name, v.name as village_name, p.tier, f.attempts, last.at as last_at,
      last.failure as last_failure, last.next_attempt_at, f.until, m.name as owner_name
    from failed f
    join place p on p.station_id = ${ctx.station.id} and p.id = f.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    left join member m on m.station_id = p.station_id and m.id = f.owner_id
    join lateral (
      select a.at, a.failure, a.next_attempt_at from visit a
      where a.station_id = ${ctx.station.id} and a.place_id = f.place_id and a.outcome = 'failed' and a.voided_at is null
      order by a.at desc limit 1
    ) last on true
    order by f.until, p.name`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    lastAt: row.lastAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  }))
}
