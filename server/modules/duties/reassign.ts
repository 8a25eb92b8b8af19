import { sql } from 'kysely'
import type { Context, JobContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'

/**
 * Gives the open duties of these places to their places' present owner. “Moving a place from one member to another moves
 * its open duties and changes no past figure” (DOMAIN.md §4): a window that is over keeps the owner it had.
 */
export async function reassignOpenDuties(
  ctx: Pick<Context, 'station' | 'now'> | Pick<JobContext, 'station' | 'now'>,
  tx: Tx,
  { placeIds }: { readonly placeIds: readonly string[] },
): Promise<void> {
  await sql`
    update duty d set owner_id = p.owner_id, version = d.version + 1
    from place p
    where d.station_id = ${ctx.station.id} and d.place_id = any(${[...placeIds]}::uuid[]) and d.state = 'open'
      and d.until >= (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date
      and p.station_id = d.station_id and p.id = d.place_id and d.owner_id is distinct from p.owner_id`.execute(tx)
}
