import { civilDate } from '@sifang/domain/calendar'
import { type DueAsked, type DueKey, readingOn } from '@sifang/domain/due'
import { endOfDate } from '@sifang/domain/follow-ups'
import { type Tier, tierRank } from '@sifang/domain/tiers'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { tierRank as tierRankOf } from './due-list.ts'

type Stored = {
  readonly placeId: string
  readonly placeName: string
  readonly placeKind: string
  readonly villageId: string | null
  readonly villageName: string | null
  readonly lineId: string
  readonly lineName: string
  readonly period: string
  readonly periodStart: string
  readonly until: string
  readonly tier: Tier | null
  readonly missed: boolean
  readonly visits: number
  readonly visitsDone: number
  readonly failedAttempts: number
}

/**
 * A member's running duties for the one list of all that is due (domain/due): by days left, then as DOMAIN.md §4 orders them.
 * A duty is never 逾期. Rides on duty_open_by_owner: the days from where the page begins.
 */
export async function findDutiesDue(ctx: Context, asked: DueAsked) {
  const { memberId, now, zone, after, limit } = asked
  const on = readingOn('duty', 'by-the-day', after)
  if (on === 'nothing') return []
  const today = civilDate(zone.dayOf(now))
  const missed = sql`(p.lapses_on is not null and p.lapses_on < ${today}::date)`
  const start = on === 'from-start' ? sql`` : isBehind(on.behind, civilDate(zone.dayOf(on.at - 1)), missed)
  const own = ctx.scope === 'village' ? sql`and p.village_id = any(${[...ctx.actor.villageIds]}::uuid[])` : sql``
  const { rows } = await sql<Stored>`
    select d.place_id, p.name as place_name, p.kind as place_kind, p.village_id, v.name as village_name, d.line_id,
      l.name as line_name, d.period, d.period_start, d.until, p.tier, ${missed} as missed, d.visits, d.visits_done, d.failed_attempts
    from duty d
    join place p on p.station_id = d.station_id and p.id = d.place_id
    join policy_line l on l.station_id = d.station_id and l.id = d.line_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    where d.station_id = ${ctx.station.id} and d.state = 'open' and d.owner_id = ${memberId} and d.until >= ${today}::date
      and d.from_at <= ${new Date(now)} ${own} ${start}
    order by d.until, ${tierRankOf}, not ${missed}, d.place_id, d.line_id, d.period_start limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(({ until, ...duty }) => ({
    key: {
      class: 'by-the-day',
      at: endOfDate(until, zone),
      kind: 'duty',
      tier: duty.tier,
      missed: duty.missed,
      id: duty.placeId,
      part: `${duty.lineId}.${duty.periodStart}`,
    } satisfies DueKey,
    row: { ...duty, kind: 'duty' as const },
  }))
}

/** `behind`: what of that day was before; a duty's own key names it. */
function isBehind(behind: 'all' | 'none' | DueKey, day: string, missed: RawBuilder<unknown>): RawBuilder<unknown> {
  if (behind === 'none') return sql`and d.until >= ${day}::date`
  if (behind === 'all') return sql`and d.until > ${day}::date`
  const [lineId, periodStart] = behind.part.split('.')
  return sql`and d.until >= ${day}::date
    and (d.until, ${tierRankOf}, not ${missed}, d.place_id, d.line_id, d.period_start)
      > (${day}::date, ${tierRank(behind.tier)}::int, ${!behind.missed}::boolean, ${behind.id}::uuid, ${lineId}::uuid, ${periodStart}::date)`
}
