import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** Where the station's feed stood when something was read. */
export type Standing = { readonly epoch: string; readonly seq: number }

/** How far the station's feed has come. */
export async function readSeq(ctx: Context): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from change_counter where station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0]?.seq ?? 0
}

/**
 * Reads as of one moment: all statements of `read` see the rows of exactly the changes up to `seq`. The counter is written
 * in the transaction that writes the rows, and the reading sees all of a transaction or nothing; so the next reader who
 * goes on after `seq` misses nothing and is told nothing twice.
 */
export function atOneMoment<T>(ctx: Context, read: (ctx: Context, standing: Standing) => Promise<T>): Promise<T> {
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { rows } = await sql<Standing>`
        select epoch, seq from change_counter where station_id = ${ctx.station.id}`.execute(tx)
      const [standing] = rows
      if (!standing) throw new Error('a station without a change counter')
      return read({ ...ctx, db: tx }, standing)
    })
}
