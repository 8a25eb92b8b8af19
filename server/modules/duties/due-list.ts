import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { type DueAsked, requireListable, standing, stateAt } from './campaigns.ts'
import type { DueQuery, duePage } from './schema.ts'

type Page = z.input<typeof duePage>
type Row = Page['rows'][number]
type Stored = Omit<Row, 'from'> & { from: Date; tierRank: number; missedRank: number }

/** `placeBehind`: of the first row that the page leaves out, on which `next` hangs; null on the last page. */
type Found = { readonly page: Page; readonly placeBehind: string | null }

/** Who reads, where and when; of a member with a scope of villages only what lies in theirs. */
type Reader = Pick<Context, 'db' | 'station' | 'scope' | 'actor' | 'now'>

/** Red, yellow, green, others: the order of lists. */
export const tierRank = sql`case p.tier when 'red' then 0 when 'yellow' then 1 when 'green' then 2 else 3 end`

/**
 * What is owed today, in the order of DOMAIN.md §4: red, yellow, green, others; 漏访 first in its tier; then days left.
 * (Distance is the phone's own last key.) A volunteer sees own villages only. A campaign's are also listed by what became of
 * them.
 *
 * Plan: with an owner that member's running duties from duty_open_by_owner, without one the station's from
 * duty_open_by_until, a campaign's by their state from duty_of_campaign, each with its place by the primary key; names and
 * the missed window only for the rows of the page. Measured by bench/due-list.
 */
export async function findDue(ctx: Reader, query: DueQuery, today: string): Promise<Found> {
  await requireListable(ctx, query)
  const after = readCursor(query.after, 6)
  const missedRank = sql`case when p.lapses_on < ${today}::date then 0 else 1 end`
  const { rows } = await sql<Stored>`
    with page as (
      select d.place_id, d.line_id, d.period, d.period_start, d.from_at, d.until, d.visits, d.visits_done, d.failed_attempts,
        d.owner_id, ${stateAt(today)} as state,
        p.station_id, p.id, p.name, p.kind, p.village_id, p.latitude, p.longitude, p.tier,
        ${tierRank} as tier_rank, ${missedRank} as missed_rank
      from duty d
      join place p on p.station_id = d.station_id and p.id = d.place_id
      where d.station_id = ${ctx.station.id} and ${standing(query, today)} and d.from_at <= ${ctx.now()}
        ${filters(ctx, query, today)} ${after ? isAfter(after, missedRank) : sql``}
      order by tier_rank, missed_rank, d.until, d.place_id, d.line_id, d.period_start
      limit ${query.limit + 1}
    )
    select p.place_id, p.line_id, p.period, p.period_start, p.from_at as "from", p.until, p.until - ${today}::date + 1 as days_left,
      p.visits, p.visits_done, p.failed_attempts, p.state, p.owner_id, m.name as owner_name, l.name as line_name,
      p.name as place_name, p.kind as place_kind, p.village_id, v.name as village_name, p.latitude, p.longitude, p.tier,
      case when missed_rank = 0 then (${missedWindow(today)}) end as missed, tier_rank, missed_rank
    from page p
    join policy_line l on l.station_id = ${ctx.station.id} and l.id = p.line_id
    left join place v on v.station_id = ${ctx.station.id} and v.id = p.village_id
    left join member m on m.station_id = ${ctx.station.id} and m.id = p.owner_id
    order by tier_rank, missed_rank, p.until, p.place_id, p.line_id, p.period_start`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const behind = rows.at(query.limit)
  const page = {
    rows: shown.map(({ tierRank: _, missedRank: __, from, ...row }) => ({ ...row, from: from.toISOString() })),
    next:
      behind && last
        ? cursor([last.tierRank, last.missedRank, last.until, last.placeId, last.lineId, last.periodStart])
        : null,
    today,
  }
  return { page, placeBehind: behind?.placeId ?? null }
}

/** The last window of place `p` that is over without a visit: the newest open duty before today. */
export const missedWindow = (today: string | RawBuilder<unknown>) => sql`
  select jsonb_build_object('period', w.period, 'periodStart', w.period_start, 'until', w.until)
  from duty w
  where w.station_id = p.station_id and w.place_id = p.id and w.state = 'open' and w.until < ${today}::date
  order by w.until desc limit 1`

/**
 * Only what is asked for stands in the text: a plan that is kept for “null or equal” would read every open duty of the
 * station to find one member's.
 */
export function filters(ctx: Reader, query: DueAsked, today: string): RawBuilder<unknown> {
  const asked: RawBuilder<unknown>[] = []
  if (query.ownerId) asked.push(sql`d.owner_id = ${query.ownerId}`)
  if (query.lineId) asked.push(sql`d.line_id = ${query.lineId}`)
  if (query.until) asked.push(sql`d.until <= ${query.until}::date`)
  if (query.missed) asked.push(sql`p.lapses_on < ${today}::date`)
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

function isAfter(
  [tier, missed, until, placeId, lineId, periodStart]: readonly (string | number | null)[],
  missedRank: RawBuilder<unknown>,
) {
  return sql`and (${tierRank}, ${missedRank}, d.until, d.place_id, d.line_id, d.period_start)
    > (${tier}::int, ${missed}::int, ${until}::date, ${placeId}::uuid, ${lineId}::uuid, ${periodStart}::date)`
}
