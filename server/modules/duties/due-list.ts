import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { DueQuery, duePage } from './schema.ts'

type Page = z.input<typeof duePage>
type Row = Page['rows'][number]
type Stored = Omit<Row, 'from'> & { from: Date; tierRank: number; missedRank: number }

/** The longest period of a policy line: a place that missed an earlier window has missed a later one as well. */
const longestPeriodDays = 93

/**
 * What is owed today, in the order of DOMAIN.md §4: red, yellow, green, others; 漏访 first in its tier; then days left.
 * (Distance is the phone's own last key.) A volunteer sees own villages only.
 *
 * Plan: with an owner it rides on duty_open_by_owner and reads that member's open duties of one station only; without one
 * on duty_open_by_until. 漏访 is looked up by place on duty_by_place. Measured by bench/due-list.
 */
export async function findDue(ctx: Context, query: DueQuery, today: string): Promise<Page> {
  const after = readCursor(query.after, 6)
  const { rows } = await sql<Stored>`
    with due as (
      select d.place_id, d.line_id, d.period, d.period_start, d.from_at as "from", d.until,
        d.until - ${today}::date + 1 as days_left, d.visits, d.visits_done, d.owner_id,
        p.name as place_name, p.kind as place_kind, p.village_id, p.latitude, p.longitude, p.tier, p.last_counted_at,
        case p.tier when 'red' then 0 when 'yellow' then 1 when 'green' then 2 else 3 end as tier_rank,
        missed.window as missed, case when missed.window is null then 1 else 0 end as missed_rank
      from duty d
      join place p on p.station_id = d.station_id and p.id = d.place_id
      left join lateral (
        select jsonb_build_object('period', m.period, 'periodStart', m.period_start, 'until', m.until) as window
        from duty m
        where m.station_id = d.station_id and m.place_id = d.place_id and m.state = 'open'
          and m.until < ${today}::date and m.until >= ${today}::date - ${longestPeriodDays}::int
          and (p.last_counted_at is null
            or (p.last_counted_at at time zone ${ctx.station.timeZone})::date <= m.until)
        order by m.until desc limit 1
      ) missed on true
      where d.station_id = ${ctx.station.id} and d.state = 'open' and d.until >= ${today}::date and d.from_at <= ${ctx.now()}
        ${filters(ctx, query)}
    ), page as (
      select * from due
      where true ${query.missed ? sql`and missed is not null` : sql``} ${after ? sql`and ${isAfter(after)}` : sql``}
      order by tier_rank, missed_rank, until, place_id, line_id, period_start
      limit ${query.limit + 1}
    )
    select page.*, v.name as village_name, l.name as line_name, m.name as owner_name,
      (select count(*)::int from visit x where x.station_id = ${ctx.station.id} and x.place_id = page.place_id
        and x.at >= page.from and x.outcome = 'failed' and x.voided_at is null) as failed_attempts
    from page
    join policy_line l on l.station_id = ${ctx.station.id} and l.id = page.line_id
    left join place v on v.station_id = ${ctx.station.id} and v.id = page.village_id
    left join member m on m.station_id = ${ctx.station.id} and m.id = page.owner_id
    order by tier_rank, missed_rank, until, place_id, line_id, period_start`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({ ...row, from: row.from.toISOString() })),
    next:
      rows.length > query.limit && last
        ? cursor([last.tierRank, last.missedRank, last.until, last.placeId, last.lineId, last.periodStart])
        : null,
    today,
  }
}

/**
 * Only what is asked for stands in the text: a plan that is kept for “null or equal” would read every open duty of the
 * station to find one member's.
 */
function filters(ctx: Context, query: DueQuery): RawBuilder<unknown> {
  const asked: RawBuilder<unknown>[] = []
  if (query.ownerId) asked.push(sql`d.owner_id = ${query.ownerId}`)
  if (query.lineId) asked.push(sql`d.line_id = ${query.lineId}`)
  if (query.until) asked.push(sql`d.until <= ${query.until}::date`)
  if (query.villageId) asked.push(sql`p.village_id = ${query.villageId}`)
  if (query.communityId) {
    asked.push(sql`p.village_id in (
      select v.id from place v where v.station_id = p.station_id and v.community_id = ${query.communityId})`)
  }
  if (query.tier) asked.push(query.tier === 'none' ? sql`p.tier is null` : sql`p.tier = ${query.tier}`)
  if (ctx.scope === 'village') asked.push(sql`p.village_id = any(${[...ctx.actor.villageIds]}::uuid[])`)
  return sql.join(
    asked.map((condition) => sql`and ${condition} `),
    sql``,
  )
}

function isAfter([tierRank, missedRank, until, placeId, lineId, periodStart]: readonly (string | number | null)[]) {
  return sql`(tier_rank, missed_rank, until, place_id, line_id, period_start) > (${tierRank}::int, ${missedRank}::int,
    ${until}::date, ${placeId}::uuid, ${lineId}::uuid, ${periodStart}::date)`
}
