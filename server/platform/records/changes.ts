import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/connection.ts'
import { named, type Write } from '../db/write.ts'

/** One entry of the change feed. Who may see it follows from the villages it lies, or lay, in. */
export type Change = {
  readonly op: 'put' | 'remove' | 'reload'
  readonly entity: string
  /** null: a range entry, everything of this entity in these villages. */
  readonly id: string | null
  readonly villagesBefore?: readonly string[]
  readonly villagesAfter?: readonly string[]
}

/**
 * Appends to the station's change feed. Locks the station's counter until commit: call it last in a transaction, so
 * that `seq` is in commit order without gaps and commits of one station queue only for the commit itself.
 */
export async function append(tx: Tx, stationId: string, changes: readonly Change[], at: Date): Promise<void> {
  if (changes.length > 0) await appending(stationId, changes, at, []).execute(tx)
}

/** The same as one statement with other writes. */
export function appending(
  stationId: string,
  changes: readonly Change[],
  at: Date,
  writes: readonly Write[],
): RawBuilder<unknown> {
  const rows = changes.map((change) => ({
    op: change.op,
    entity: change.entity,
    id: change.id,
    before: change.villagesBefore ?? [],
    after: change.villagesAfter ?? [],
  }))
  const before: RawBuilder<unknown> = writes.length > 0 ? sql`${named(writes)}, ` : sql``
  return sql`
    with ${before}counter as (
      update change_counter set seq = seq + ${rows.length}::int
      where station_id = ${stationId} and ${rows.length}::int > 0 returning seq
    )
    insert into change (station_id, seq, op, entity, id, villages_before, villages_after, at)
    select ${stationId}, counter.seq - ${rows.length}::int + entry.ordinality, entry.value ->> 'op', entry.value ->> 'entity',
      (entry.value ->> 'id')::uuid,
      array(select jsonb_array_elements_text(entry.value -> 'before'))::uuid[],
      array(select jsonb_array_elements_text(entry.value -> 'after'))::uuid[], ${at}
    from counter, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as entry`
}

/**
 * Whether the feed no longer holds all that came after `after`: its entries are kept for 90 days, and their numbers have no
 * gaps.
 */
export const isCompacted = (stationId: string, after: number): RawBuilder<boolean> => sql<boolean>`(
  exists (select from change_counter where station_id = ${stationId} and seq > ${after}::bigint)
  and not exists (select from change where station_id = ${stationId} and seq = ${after}::bigint + 1))`
