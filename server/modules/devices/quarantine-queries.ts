import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import type { StoredDevice } from './queries.ts'

type OfDevice = Pick<StoredDevice, 'stationId' | 'deviceId'>

/** The phone's next hand-in waits for this transaction. */
export async function lockQuarantine(tx: Tx, { stationId, deviceId }: OfDevice): Promise<void> {
  await sql`select from device where station_id = ${stationId} and id = ${deviceId} for update`.execute(tx)
}

/** What of a phone waits. */
export async function sizeWaiting(
  tx: Tx,
  { stationId, deviceId }: OfDevice,
): Promise<{ readonly items: number; readonly bytes: number }> {
  const { rows } = await sql<{ items: number; bytes: number }>`
    select count(*)::int as items, coalesce(sum(length(sealed)), 0)::bigint as bytes from quarantined
    where station_id = ${stationId} and device_id = ${deviceId} and verdict is null`.execute(tx)
  return rows[0] ?? { items: 0, bytes: 0 }
}

/** Answers how many of them are there now, and how many of these were not before. */
export async function insertQuarantined(
  tx: Tx,
  { stationId, deviceId }: OfDevice,
  items: readonly { readonly id: string; readonly sealed: Buffer; readonly needs: readonly string[] }[],
  at: Date,
): Promise<{ readonly held: number; readonly added: number }> {
  const rows = JSON.stringify(items.map(({ id, sealed, needs }) => ({ id, sealed: sealed.toString('base64'), needs })))
  const { numAffectedRows } = await sql`
    insert into quarantined (station_id, id, device_id, sealed, needs, received_at)
    select ${stationId}, id, ${deviceId}, decode(sealed, 'base64'),
      array(select jsonb_array_elements_text(needs))::uuid[], ${at}
    from jsonb_to_recordset(${rows}::jsonb) as given(id uuid, sealed text, needs jsonb)
    on conflict do nothing`.execute(tx)
  const { rows: held } = await sql<{ n: number }>`
    select count(*)::int as n from quarantined
    where station_id = ${stationId} and device_id = ${deviceId}
      and id = any(${items.map(({ id }) => id)}::uuid[])`.execute(tx)
  return { held: held[0]?.n ?? 0, added: Number(numAffectedRows ?? 0n) }
}

/** Whether nobody has decided it yet. */
export async function isWaiting(tx: Tx, { stationId, deviceId }: OfDevice, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from quarantined
    where station_id = ${stationId} and device_id = ${deviceId} and id = ${id} and verdict is null`.execute(tx)
  return rows.length > 0
}

export type Quarantined = {
  readonly id: string
  readonly deviceId: string
  readonly deviceName: string | null
  readonly authorId: string
  readonly authorName: string
  /** Null once it is decided. */
  readonly sealed: Buffer | null
  readonly needs: readonly string[]
  readonly receivedAt: Date
}

const quarantined = (ctx: Context, more = sql``) => sql`
  select q.id, q.device_id, d.name as device_name, d.member_id as author_id, m.name as author_name, q.sealed,
    q.needs::text[] as needs, q.received_at${more}
  from quarantined q
  join device d on d.station_id = q.station_id and d.id = q.device_id
  join member m on m.station_id = d.station_id and m.id = d.member_id
  where q.station_id = ${ctx.station.id}`

/** Of each phone so many are told at a time, so that one with a thousand leaves the others their place. */
const mostOfPhone = 50

/** What nobody has decided yet, in the order in which it came and was written (ids count up); `ofPhone`: how many its phone has. */
export async function findWaiting(ctx: Context): Promise<readonly (Quarantined & { readonly ofPhone: number })[]> {
  const { rows } = await sql<Quarantined & { readonly ofPhone: number }>`
    select * from (
      ${quarantined(ctx, waitingOfPhone)} and q.verdict is null) waiting
    where no <= ${sql.lit(mostOfPhone)} order by received_at, id`.execute(ctx.db)
  return rows
}

/** Of all phones, so that what they uploaded for it is kept. */
export async function findWaitingIds(connection: Connection, stationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from quarantined where station_id = ${stationId} and verdict is null`.execute(connection)
  return new Set(rows.map(({ id }) => id))
}

const waitingOfPhone = sql`, count(*) over (partition by q.device_id)::int as of_phone,
    row_number() over (partition by q.device_id order by q.received_at, q.id) as no`

export async function findQuarantined(ctx: Context, id: string): Promise<Quarantined | null> {
  const { rows } = await sql<Quarantined>`${quarantined(ctx)} and q.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/**
 * Decides it and forgets its content; false where somebody has decided before. What has got in already is in, also when
 * somebody else discarded it meanwhile.
 */
export async function settleQuarantined(
  ctx: Context,
  tx: Tx,
  id: string,
  decision: { readonly verdict: 'released' | 'discarded'; readonly reason: string | null; readonly isIn: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update quarantined set verdict = ${decision.verdict}, reason = ${decision.reason}, sealed = null, decided_by = ${ctx.actor.memberId},
      decided_at = ${ctx.now()}
    where station_id = ${ctx.station.id} and id = ${id}
      and (verdict is null or (${decision.isIn} and verdict = 'discarded'))`.execute(tx)
  return numAffectedRows === 1n
}

/** Removes what nobody decided, and the codes that are over, after their time. */
export async function deleteOld(
  connection: Connection,
  stationId: string,
  before: { readonly quarantined: Date; readonly codes: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from quarantined where station_id = ${stationId} and received_at < ${before.quarantined}`.execute(connection)
  await sql`
    delete from enrolment where station_id = ${stationId} and expires_at < ${before.codes}`.execute(connection)
  return Number(numAffectedRows ?? 0n)
}
