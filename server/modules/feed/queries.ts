import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { neverRead } from '../follow-ups/index.ts'
import { entitiesTold } from './reading.ts'
import type { changeEntry, changesQuery, changesReply } from './schema.ts'

/**
 * What came after `after`, in commit order. A member with a village scope sees what touches own villages: what left
 * them appears with its villages before, and only of what such a member reads (./reading.ts). A follow-up of which they
 * never read anything is no line of it: nobody beside the police learns that a tip was given. Rides on the primary key (station_id, seq).
 */
export async function readChanges(
  ctx: Context,
  query: z.output<typeof changesQuery>,
): Promise<z.input<typeof changesReply>> {
  const { rows: heads } = await sql<{ seq: number; epoch: string; oldest: number | null }>`
    select seq, epoch, (select min(seq) from change where station_id = ${ctx.station.id}) as oldest
    from change_counter where station_id = ${ctx.station.id}`.execute(ctx.db)
  const head = heads[0]
  if (!head) throw new Error('a station without a change counter')
  const compacted = head.oldest !== null && query.after + 1 < head.oldest
  if ((query.epoch && query.epoch !== head.epoch) || compacted || query.after > head.seq) {
    return { epoch: head.epoch, seq: head.seq, entries: [], restart: true }
  }
  const own = ctx.scope === 'village'
  const { rows } = await sql<z.input<typeof changeEntry>>`
    select seq, op, entity, id, villages_before, villages_after from change c
    where station_id = ${ctx.station.id} and seq > ${query.after} and seq <= ${head.seq}
      and (not ${own}::boolean or entity = any(${[...entitiesTold(ctx.actor.role)]}::text[]) and (villages_before || villages_after = '{}'
        or villages_before || villages_after && ${[...ctx.actor.villageIds]}::uuid[]))
      and not ${neverRead(ctx)}
    order by seq limit ${query.limit}`.execute(ctx.db)
  const last = rows.at(-1)
  return {
    epoch: head.epoch,
    seq: rows.length === query.limit && last ? last.seq : head.seq,
    entries: rows,
    restart: false,
  }
}

/** Where some stations stand; one small read for all listeners of a process. */
export async function readHeads(db: Database, stationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ stationId: string; seq: number }>`
    select station_id, seq from change_counter where station_id = any(${[...stationIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ stationId, seq }) => [stationId, seq]))
}
