import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { isCompacted } from '../../platform/records/changes.ts'
import { neverRead } from '../follow-ups/index.ts'
import { entitiesTold } from './reading.ts'
import type { changeEntry, changesQuery, changesReply } from './schema.ts'

type Entry = z.input<typeof changeEntry>
/** Where the feed stands, with one of its entries; of none `seq` is null. */
type Read = { readonly head: number; readonly epoch: string; readonly restart: boolean } & Omit<Entry, 'seq'> & {
    readonly seq: number | null
  }

/**
 * What came after `after`, in commit order. A member with a village scope sees what touches own villages: what left
 * them appears with its villages before, and only of what such a member reads (./reading.ts). A follow-up of which they
 * never read anything is no line of it: nobody beside the police learns that a tip was given. Rides on the primary key (station_id, seq).
 */
export async function readChanges(
  ctx: Context,
  query: z.output<typeof changesQuery>,
): Promise<z.input<typeof changesReply>> {
  const own = ctx.scope === 'village'
  // one statement, so that nothing is compacted between looking and reading
  const { rows } = await sql<Read>`
    select h.seq as head, h.epoch, h.restart, e.*
    from (
      select seq, epoch, (coalesce(epoch <> ${query.epoch ?? null}::uuid, false) or seq < ${query.after}
        or ${isCompacted(ctx.station.id, query.after)}) as restart
      from change_counter where station_id = ${ctx.station.id}) h
    left join lateral (
      select seq, op, entity, id, villages_before, villages_after from change c
      where station_id = ${ctx.station.id} and seq > ${query.after} and not h.restart
        and (not ${own}::boolean or entity = any(${[...entitiesTold(ctx.actor.role)]}::text[]) and (villages_before || villages_after = '{}'
          or villages_before || villages_after && ${[...ctx.actor.villageIds]}::uuid[]))
        and not ${neverRead(ctx)}
      order by seq limit ${query.limit}) e on true
    order by e.seq`.execute(ctx.db)
  const [first] = rows
  if (!first) throw new Error('a station without a change counter')
  const { head, epoch, restart } = first
  const entries = rows.flatMap(({ head: _head, epoch: _epoch, restart: _restart, seq, ...entry }) =>
    seq === null ? [] : [{ ...entry, seq }],
  )
  const last = entries.at(-1)
  return { epoch, seq: entries.length === query.limit && last ? last.seq : head, entries, restart }
}

/** Where some stations stand; one small read for all listeners of a process. */
export async function readHeads(db: Database, stationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ stationId: string; seq: number }>`
    select station_id, seq from change_counter where station_id = any(${[...stationIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ stationId, seq }) => [stationId, seq]))
}
