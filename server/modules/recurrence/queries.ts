import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'

/** Puts these in the place of what was remembered of the matter. */
export async function replacePairs(
  ctx: Context,
  tx: Tx,
  matterId: string,
  villageId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await sql`delete from party_pair where station_id = ${ctx.station.id} and matter_id = ${matterId}`.execute(tx)
  if (hashes.length === 0) return
  await sql`
    insert into party_pair (station_id, matter_id, village_id, hash, at)
    select ${ctx.station.id}, ${matterId}, ${villageId}, hash, ${ctx.now()}
    from unnest(${[...hashes]}::bytea[]) as hash
    on conflict do nothing`.execute(tx)
}

/** Who has a dispute now; null where there is no such dispute. */
export async function findOwner(ctx: Context, tx: Tx, matterId: string): Promise<string | null> {
  const { rows } = await sql<{ ownerId: string }>`
    select owner_id from follow_up
    where station_id = ${ctx.station.id} and id = ${matterId} and subject = 'dispute'`.execute(tx)
  return rows[0]?.ownerId ?? null
}

/** As many as are of use to somebody who wants to know what was before. */
const most = 20

/** Earlier disputes of one of this one's pairs, the latest first. */
export async function findSamePair(ctx: Context, tx: Tx, matterId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select earlier.id from party_pair mine
    join party_pair other using (station_id, village_id, hash)
    join follow_up this on this.station_id = mine.station_id and this.id = mine.matter_id
    join follow_up earlier on earlier.station_id = other.station_id and earlier.id = other.matter_id
    where mine.station_id = ${ctx.station.id} and mine.matter_id = ${matterId} and other.matter_id <> mine.matter_id
      and (earlier.opened_at, earlier.id) < (this.opened_at, this.id)
    group by earlier.id, earlier.opened_at
    order by earlier.opened_at desc, earlier.id limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Earlier disputes at the same place. A village is no place in this sense: what happens in its dwellings is kept there. */
export async function findSamePlace(ctx: Context, tx: Tx, matterId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select earlier.id from follow_up this
    join place on place.station_id = this.station_id and place.id = this.place_id
      and place.kind not in ('village', 'community')
    join follow_up earlier on earlier.station_id = this.station_id and earlier.place_id = this.place_id
      and earlier.subject = 'dispute' and (earlier.opened_at, earlier.id) < (this.opened_at, this.id)
    where this.station_id = ${ctx.station.id} and this.id = ${matterId}
    order by earlier.opened_at desc, earlier.id limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}
