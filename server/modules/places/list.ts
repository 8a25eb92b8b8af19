import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { withinReach } from './reach.ts'
import type { PlaceQuery, placePage, placeRow } from './schema.ts'
import { bestMatches } from './search.ts'
import { todayOf } from './service.ts'

export type PlaceRow = z.input<typeof placeRow>
type Stored = Omit<PlaceRow, 'tierSince' | 'lastVisitAt' | 'closedAt'> & {
  tierSince: Date | null
  lastVisitAt: Date | null
  closedAt: Date | null
  tierRank: number
}

/** The longest period of a policy line: a place that missed an earlier window has missed a later one as well. */
const longestPeriodDays = 93

const byPinyin = sql`p.name collate "zh-Hans-x-icu"`
const tierRank = sql`case p.tier when 'red' then 0 when 'yellow' then 1 when 'green' then 2 else 3 end`

/** 漏访: a window was missed and nothing has counted since; looked up by place on the primary key of `duty`. */
export function missedWindow(ctx: Context) {
  const today = todayOf(ctx)
  return sql`(
    select jsonb_build_object('period', d.period, 'periodStart', d.period_start, 'until', d.until)
    from duty d
    where d.station_id = p.station_id and d.place_id = p.id and d.state = 'open'
      and d.until < ${today}::date and d.until >= ${today}::date - ${longestPeriodDays}::int
      and (p.last_counted_at is null or (p.last_counted_at at time zone ${ctx.station.timeZone})::date <= d.until)
      and p.closed_at is null
    order by d.until desc limit 1)`
}

/**
 * Places by pinyin, by name, or the strictest first. Filters that are not asked for are not in the text, so that each
 * combination has a plan of its own: without any, a page reads `limit` rows of place_by_pinyin; by village it reads
 * place_by_village; by owner place_by_owner; red and yellow are read from place_stricter.
 */
export async function findPlaces(ctx: Context, query: PlaceQuery): Promise<z.input<typeof placePage>> {
  if (query.search !== undefined) return findByText(ctx, query, query.search)
  const order = orders[query.sort]
  const after = readCursor(query.after, order.columns.length)
  const where = [
    ...filtersOf(ctx, query),
    ...(after ? [sql`(${sql.join(order.columns)}) > (${sql.join(order.bounds(after))})`] : []),
  ]
  const { rows } = await sql<Stored>`
    with page as (
      select p.* from place p
      where p.station_id = ${ctx.station.id} and ${withinReach(ctx)} and ${sql.join(where, sql` and `)}
      order by ${sql.join(order.columns)} limit ${query.limit + 1}
    )
    ${selectPlaces(ctx, sql`page p`)}
    order by ${sql.join(order.columns)}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return { rows: shown.map(asPlaceRow), next: rows.length > query.limit && last ? cursor(order.mark(last)) : null }
}

/** The best matches of a text as rows of the list, on one page. */
async function findByText(ctx: Context, query: PlaceQuery, q: string): Promise<z.input<typeof placePage>> {
  const found = await bestMatches(ctx, { q, limit: query.limit }, filtersOf(ctx, query))
  const ids = found.map(({ id }) => id)
  const { rows } = await sql<Stored>`
    ${selectPlaces(ctx, sql`place p`)}
    where p.station_id = ${ctx.station.id} and p.id = any(${ids}::uuid[])`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.id, asPlaceRow(row)]))
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), next: null }
}

type Order = {
  readonly columns: readonly RawBuilder<unknown>[]
  readonly bounds: (after: readonly (string | number | null)[]) => readonly RawBuilder<unknown>[]
  readonly mark: (last: Stored) => readonly (string | number)[]
}

const nameMark = (last: Stored): readonly string[] => [last.name, last.id]
const orders: Readonly<Record<PlaceQuery['sort'], Order>> = {
  pinyin: {
    columns: [byPinyin, sql`p.id`],
    bounds: ([name, id]) => [sql`${name}::text collate "zh-Hans-x-icu"`, sql`${id}::uuid`],
    mark: nameMark,
  },
  name: {
    columns: [sql`p.name`, sql`p.id`],
    bounds: ([name, id]) => [sql`${name}::text`, sql`${id}::uuid`],
    mark: nameMark,
  },
  tier: {
    columns: [tierRank, byPinyin, sql`p.id`],
    bounds: ([rank, name, id]) => [sql`${rank}::int`, sql`${name}::text collate "zh-Hans-x-icu"`, sql`${id}::uuid`],
    mark: (last) => [last.tierRank, last.name, last.id],
  },
}

function filtersOf(ctx: Context, query: PlaceQuery): readonly RawBuilder<unknown>[] {
  const filters: RawBuilder<unknown>[] = [sql`p.merged_into_id is null`]
  if (query.kind) filters.push(sql`p.kind = any(${query.kind.split(',')}::text[])`)
  if (query.villageId) filters.push(sql`p.village_id = ${query.villageId}`)
  if (query.communityId) {
    filters.push(sql`p.village_id in (
      select v.id from place v where v.station_id = p.station_id and v.community_id = ${query.communityId})`)
  }
  // the two strict tiers as words of the text: their index is a partial one
  if (query.tier === 'red' || query.tier === 'yellow') filters.push(sql`p.tier = ${sql.lit(query.tier)}`)
  if (query.tier === 'green') filters.push(sql`p.tier = 'green'`)
  if (query.tier === 'none') filters.push(sql`p.tier is null`)
  if (query.ownerId) filters.push(sql`p.owner_id = ${query.ownerId}`)
  if (query.lineId) filters.push(sql`p.line_id = ${query.lineId}`)
  if (query.closed === 'false') filters.push(sql`p.closed_at is null`)
  if (query.closed === 'true') filters.push(sql`p.closed_at is not null`)
  if (query.missed) filters.push(sql`${missedWindow(ctx)} is not null`)
  return filters
}

/** What a row shows of the places in `from`, joined by primary keys. */
export function selectPlaces(ctx: Context, from: RawBuilder<unknown>) {
  return sql`
    select p.id, p.kind, p.name, p.village_id, v.name as village_name, c.id as community_id, c.name as community_name,
      p.tier, p.tier_since, p.latitude, p.longitude, p.owner_id, m.name as owner_name, p.last_visit_at, p.confirmed_on,
      p.closed_at, p.version, ${missedWindow(ctx)} as missed, ${tierRank} as tier_rank
    from ${from}
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    left join place c on c.station_id = p.station_id and c.id = coalesce(p.community_id, v.community_id)
    left join member m on m.station_id = p.station_id and m.id = p.owner_id`
}

export function asPlaceRow(stored: Stored): PlaceRow {
  const { tierRank: _, ...row } = stored
  return {
    ...row,
    tierSince: row.tierSince?.toISOString() ?? null,
    lastVisitAt: row.lastVisitAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  }
}
