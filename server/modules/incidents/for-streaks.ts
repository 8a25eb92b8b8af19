import type { StreakIncident } from '@sifang/domain/streaks'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** An incident as the rules of streaks read it, with its id to open it by. */
export type IncidentRead = StreakIncident & { readonly id: string }

/** By category; in each in the order in which they happened. */
export type IncidentsRead = ReadonlyMap<string, readonly IncidentRead[]>

type Told = [
  id: string,
  on: string,
  lineId: string | null,
  villageId: string | null,
  reportedAt: number,
  reviews: [at: number, verdict: 'verified' | 'rejected'][],
]

/**
 * Incidents of some categories with every review, by category. One reading of incident_of_category and
 * incident_review_by_incident; 9,600 of twenty years take 0.2 s on a busy machine, so they are kept (`kept-incidents.ts`).
 */
export const readIncidents = (
  ctx: Pick<Context, 'db' | 'station'>,
  categories: readonly string[],
): Promise<IncidentsRead> => read(ctx, sql`category = any(${[...categories]}::text[])`)

/** The same of some incidents alone. */
export const readSome = (ctx: Pick<Context, 'db' | 'station'>, ids: readonly string[]): Promise<IncidentsRead> =>
  read(ctx, sql`id = any(${[...ids]}::uuid[])`)

async function read(ctx: Pick<Context, 'db' | 'station'>, which: RawBuilder<unknown>): Promise<IncidentsRead> {
  const { rows } = await sql<{ category: string; told: Told[] }>`
    select category, json_agg(json_build_array(id, (occurred_at at time zone ${ctx.station.timeZone})::date, line_id, village_id,
      (extract(epoch from reported_at) * 1000)::bigint,
      (select coalesce(json_agg(json_build_array((extract(epoch from r.at) * 1000)::bigint, r.verdict) order by r.at, r.ordinal), '[]')
        from incident_review r where r.station_id = i.station_id and r.incident_id = i.id)) order by occurred_at, id) as told
    from incident i where station_id = ${ctx.station.id} and ${which}
    group by category`.execute(ctx.db)
  return new Map(rows.map(({ category, told }) => [category, told.map((one) => asIncident(category, one))]))
}

function asIncident(category: string, [id, on, lineId, villageId, reportedAt, reviews]: Told): IncidentRead {
  return { id, category, on, lineId, villageId, reportedAt, reviews: reviews.map(([at, verdict]) => ({ at, verdict })) }
}
