import { redByDefault } from '@sifang/domain/incidents'
import { redReviewAfterDays } from '@sifang/domain/tiers'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { redReviewList } from './schema.ts'

type Where = Pick<Context, 'station' | 'now'>

/**
 * Whether the review of the place `p` is due on the civil day of now. It reads incident_by_place and
 * incident_review_by_incident for each red place; a station has few.
 */
export const redReviewIsDue = (ctx: Where) => sql`p.tier = 'red' and p.closed_at is null and (
  select max(r.at) at time zone ${ctx.station.timeZone}
  from incident i join incident_review r on r.station_id = i.station_id and r.incident_id = i.id and r.verdict = 'verified'
  where i.station_id = p.station_id and i.place_id = p.id and i.status = 'verified' and i.category = any(
    select jsonb_array_elements_text(coalesce(nullif(s.settings -> 'redCategories', 'null'), ${JSON.stringify(redByDefault)}::jsonb))
    from station s where s.station_id = p.station_id)
  )::date + ${redReviewAfterDays}::int <= (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date`

/** Red places whose review is due, the longest red first; they are all read. */
export async function findRedReviewsDue(ctx: Where & Pick<Context, 'db'>): Promise<z.input<typeof redReviewList>> {
  const { rows } = await sql<{
    placeId: string
    placeName: string
    villageName: string | null
    redSince: Date
    lastIncidentOn: string
  }>`
    select p.id as place_id, p.name as place_name, v.name as village_name, p.tier_since as red_since,
      (select max(i.occurred_at at time zone ${ctx.station.timeZone})::date from incident i
        where i.station_id = p.station_id and i.place_id = p.id and i.status = 'verified') as last_incident_on
    from place p
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    where p.station_id = ${ctx.station.id} and ${redReviewIsDue(ctx)}
    order by p.tier_since, p.id`.execute(ctx.db)
  return { rows: rows.map((row) => ({ ...row, redSince: row.redSince.toISOString() })) }
}
