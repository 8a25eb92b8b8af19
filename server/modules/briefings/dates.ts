import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { datedItem } from './schema.ts'

type Item = z.input<typeof datedItem>

/** Revisits, re-checks and the like up to a day, or all of a village; the first one first. At most 100. */
export async function findDates(
  ctx: Context,
  of: { readonly until: string } | { readonly villageId: string },
): Promise<Item[]> {
  const which = 'until' in of ? sql`d.due_on <= ${of.until}::date` : sql`f.village_id = ${of.villageId}`
  const { rows } = await sql<Item>`
    select d.follow_up_id, d.kind, d.no, d.due_on as "on", f.subject, f.topic, f.place_id, p.name as place_name,
      v.name as village_name, jsonb_build_object('id', m.id, 'name', m.name) as owner
    from follow_up_date d
    join follow_up f on f.station_id = d.station_id and f.id = d.follow_up_id
    join place p on p.station_id = f.station_id and p.id = f.place_id
    left join place v on v.station_id = f.station_id and v.id = f.village_id
    join member m on m.station_id = d.station_id and m.id = d.owner_id
    where d.station_id = ${ctx.station.id} and ${which}
    order by d.due_on, d.follow_up_id, d.kind, d.no limit 100`.execute(ctx.db)
  return rows
}
