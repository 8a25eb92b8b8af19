import type { CivilDate } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'

/** What is dated beside the clocks: whoever sets one of these names it here, so that lists know its words. */
export const dateKinds = [
  'revisit',
  're-check',
  'performance',
  'confirmation',
  'second-sitting',
  'mediation-ends',
] as const
export type DateKind = (typeof dateKinds)[number]

export type FollowUpDate = {
  readonly kind: DateKind
  /** Counts those of one kind: the second revisit, the third instalment. */
  readonly no: number
  readonly on: CivilDate
  readonly ownerId: string
}

/** Sets the dates that stand beside a follow-up's clocks; replaces all of these kinds. They are in due lists until replaced. */
export async function setDates(
  ctx: Context,
  tx: Tx,
  followUpId: string,
  kinds: readonly DateKind[],
  dates: readonly FollowUpDate[],
): Promise<void> {
  await sql`
    delete from follow_up_date where station_id = ${ctx.station.id} and follow_up_id = ${followUpId}
      and kind = any(${[...kinds]}::text[])`.execute(tx)
  for (const { kind, no, on, ownerId } of dates) {
    await sql`
      insert into follow_up_date (station_id, follow_up_id, kind, no, due_on, owner_id)
      values (${ctx.station.id}, ${followUpId}, ${kind}, ${no}, ${on}, ${ownerId})`.execute(tx)
  }
}

export async function readDates(
  connection: Connection,
  stationId: string,
  followUpId: string,
): Promise<readonly FollowUpDate[]> {
  const { rows } = await sql<FollowUpDate>`
    select kind, no, due_on as "on", owner_id from follow_up_date
    where station_id = ${stationId} and follow_up_id = ${followUpId} order by due_on, kind, no`.execute(connection)
  return rows
}
