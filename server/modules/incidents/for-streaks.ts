import type { StreakIncident } from '@sifang/domain/streaks'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** An incident as the rules of streaks read it, with its id to open it by. */
export type IncidentRead = StreakIncident & { readonly id: string }

type Told = [
  id: string,
  on: string,
  lineId: string | null,
  villageId: string | null,
  reportedAt: number,
  status: string,
  reviews: [at: number, verdict: 'verified' | 'rejected'][] | null,
]

/**
 * All incidents of some categories in the order in which they happened, by category: one reading of incident_of_category.
 * `history`: with every review, as asked for what was believed on a day; otherwise with what stands alone, as if the
 * last review had come with the report, which says the same of the present.
 */
export async function readIncidents(
  ctx: Pick<Context, 'db' | 'station'>,
  categories: readonly string[],
  { history }: { readonly history: boolean },
): Promise<ReadonlyMap<string, readonly IncidentRead[]>> {
  const epoch = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`
  const reviews = sql`(select json_agg(json_build_array(${epoch('r.at')}, r.verdict) order by r.ordinal)
    from incident_review r where r.station_id = i.station_id and r.incident_id = i.id)`
  const { rows } = await sql<{ category: string; told: Told[] }>`
    select category, json_agg(json_build_array(id, (occurred_at at time zone ${ctx.station.timeZone})::date, line_id, village_id,
      ${epoch('reported_at')}, status, ${history ? reviews : sql`null`}) order by occurred_at) as told
    from incident i where station_id = ${ctx.station.id} and category = any(${[...categories]}::text[])
    group by category`.execute(ctx.db)
  return new Map(rows.map(({ category, told }) => [category, told.map((one) => asIncident(category, one))]))
}

function asIncident(category: string, [id, on, lineId, villageId, reportedAt, status, reviews]: Told): IncidentRead {
  const stands = status === 'verified' || status === 'rejected' ? [{ at: reportedAt, verdict: status } as const] : []
  return {
    id,
    category,
    on,
    lineId,
    villageId,
    reportedAt,
    reviews: reviews === null ? stands : reviews.map(([at, verdict]) => ({ at, verdict })),
  }
}
