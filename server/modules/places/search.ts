import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { withinReach } from './reach.ts'
import type { foundPlaces, SearchQuery } from './schema.ts'
import { rankOf, searchPieces } from './search-pieces.ts'

type FoundPlace = z.input<typeof foundPlaces>['rows'][number]
type Candidate = FoundPlace & { readonly rank: number }

/** How many a way of reading the query may bring; a piece that is in every name ends here. */
const mostExact = 40
const mostPrefixed = 80
const mostInside = 160
/** No name has this piece: the way of reading that it stands for finds nothing. */
const never = ['-']

/**
 * Places by a piece of the name, its pinyin or its initials; best first: the whole name, its beginning, inside; then own
 * villages, villages before what lies in them, short names before long ones.
 *
 * Plan: each way of reading the query is a bitmap scan of place_by_search (GIN), stopped by its limit; where a piece is in
 * most names, a scan of the station's own places that ends even sooner. niuzhuang among 100,000 places of this and 100,000
 * of another station, EXPLAIN (ANALYZE, BUFFERS):
 *   Limit (actual time=2.378..3.595 rows=160)  Buffers: shared hit=251
 *   ->  Bitmap Heap Scan on place p (actual rows=160)  Heap Blocks: exact=160
 *         Recheck Cond: (search_grams @> '{e3Xg,y_Lp,…}')  Filter: (station_id = …)
 *         ->  Bitmap Index Scan on place_by_search (actual time=2.129 rows=2329)  Buffers: shared hit=90
 * Over HTTP 8–13 ms at the median, 12–30 ms p95, on 2 cores with a load of 6; measured by bench/search.
 */
export async function searchPlaces(ctx: Context, query: SearchQuery): Promise<z.input<typeof foundPlaces>> {
  return { rows: [...(await bestMatches(ctx, query, [openUnless(query.closed)]))] }
}

const openUnless = (closed: boolean) => (closed ? sql`true` : sql`p.closed_at is null`)

/** The best `limit` of the places `p` that pass the filters as well. */
export async function bestMatches(
  ctx: Context,
  { q, limit }: Pick<SearchQuery, 'q' | 'limit'>,
  filters: readonly RawBuilder<unknown>[],
): Promise<readonly FoundPlace[]> {
  const pieces = searchPieces(ctx.station.id, q)
  if (pieces === null) return []
  const found = (has: readonly string[] | null, rank: number, most: number) => sql`
    (select p.id, ${sql.lit(rank)} as rank from place p
      where p.search_grams @> ${[...(has ?? never)]}::text[] and p.station_id = ${ctx.station.id}
        and p.merged_into_id is null and ${withinReach(ctx)} and ${sql.join(filters, sql` and `)}
      limit ${sql.lit(most)})`
  const { rows } = await sql<Candidate>`
    with hit as materialized (
      ${found(pieces.exact, 0, mostExact)} union all ${found(pieces.prefix, 1, mostPrefixed)}
      union all ${found(pieces.initialsPrefix, 1, mostPrefixed)} union all ${found(pieces.inside, 2, mostInside)}
      union all ${found(pieces.pinyinInside, 2, mostInside)}
    )
    select p.id, p.kind, p.name, p.village_id, v.name as village_name, p.tier, p.closed_at is not null as closed, h.rank
    from (select id, min(rank) as rank from hit group by id) h
    join place p on p.station_id = ${ctx.station.id} and p.id = h.id
    left join place v on v.station_id = p.station_id and v.id = p.village_id`.execute(ctx.db)
  return best(ctx, q, rows, limit)
}

/** Only as many names are read again as are shown: pieces in another order are no match. */
function best(ctx: Context, q: string, candidates: readonly Candidate[], limit: number) {
  const own = new Set(ctx.actor.villageIds)
  const order = (place: Candidate): readonly number[] => [
    place.rank,
    place.closed ? 1 : 0,
    place.villageId && own.has(place.villageId) ? 0 : 1,
    place.kind === 'village' || place.kind === 'community' ? 0 : 1,
    place.name.length,
  ]
  const ranked = candidates
    .map((place) => ({ place, order: order(place) }))
    .sort((a, b) => compare(a.order, b.order) || (a.place.name < b.place.name ? -1 : 1))
  const shown: FoundPlace[] = []
  for (const { place } of ranked) {
    if (shown.length === limit) break
    if (rankOf(q, place.name) === null) continue
    const { rank: _, ...row } = place
    shown.push(row)
  }
  return shown
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
