import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { asRow, readable, selectRows } from './list.ts'
import type { followUpRow } from './schema.ts'

type Row = z.input<typeof followUpRow>
type Stored = Parameters<typeof asRow>[1]

/** More than these belong on the list, not on a sheet that two people sign. */
const mostItems = 200

/**
 * What somebody who begins a shift must know: open follow-ups that are urgent, or whose time comes by `until` or is past;
 * with `ids`, those of them that still stand open. The first time first; rides on follow_up_open.
 */
export async function findOpenBy(
  ctx: Context,
  connection: Connection,
  until: Date | null,
  ids?: readonly string[],
): Promise<readonly Row[]> {
  const which = ids
    ? sql`f.id = any(${[...ids]}::uuid[])`
    : sql`(f.urgency = 'urgent' or f.due_at <= ${until} or f.overdue_from < ${ctx.now()})`
  const { rows } = await sql<Stored>`
    ${selectRows(ctx)} where f.station_id = ${ctx.station.id} and f.closed_at is null and ${which} and ${readable(ctx)}
    order by f.due_at, f.id limit ${mostItems}`.execute(connection)
  return rows.map((stored) => asRow(ctx, stored))
}

/** Open ones of one village, the first time first. */
export async function findOpenIn(ctx: Context, villageId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Stored>`
    ${selectRows(ctx)} where f.station_id = ${ctx.station.id} and f.village_id = ${villageId} and f.closed_at is null
      and ${readable(ctx)}
    order by f.due_at, f.id limit ${mostItems}`.execute(ctx.db)
  return rows.map((stored) => asRow(ctx, stored))
}
