import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { ownVisit } from './schema.ts'

type Visit = z.input<typeof ownVisit>
type Stored = Omit<Visit, 'at'> & { readonly at: Date }

/** What was decided about an earlier one is on the desk. */
const lookedBackDays = 60

/**
 * Visits that this member recorded and that do not simply count: those that wait for another officer, and those that one
 * let count, or made void, the latest first. Plan: visit_waiting, then visit_by_time of these days.
 */
export async function findOwnVisits(ctx: Context): Promise<Visit[]> {
  const mine = sql`x.station_id = ${ctx.station.id} and x.recorded_by = ${ctx.actor.memberId}`
  const { rows } = await sql<Stored>`
    select x.id, x.place_id, p.name as place_name, x.at, x.standing, x.time_uncertain
    from (
      select x.*, 'waits' as standing from visit x
      where ${mine} and x.waits and x.admitted_at is null and x.voided_at is null
      union all
      select x.*, case when x.voided_at is null then 'counts' else 'void' end from visit x
      where ${mine} and x.at > ${ctx.now()}::timestamptz - make_interval(days => ${sql.lit(lookedBackDays)})
        and (x.admitted_at is not null or x.voided_at is not null)) x
    join place p on p.station_id = x.station_id and p.id = x.place_id
    order by x.at desc, x.id`.execute(ctx.db)
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}
