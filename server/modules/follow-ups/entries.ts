import type { Instant } from '@sifang/domain/calendar'
import type { FollowUpEntry } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import { toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import type { Write } from '../../platform/db/write.ts'

type Stored = {
  readonly kind: FollowUpEntry['kind']
  readonly at: Date
  readonly receivedAt: Date
  readonly by: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** A follow-up's entries, in the order in which the station knew of them. */
export async function readEntries(
  connection: Connection,
  stationId: string,
  followUpId: string,
): Promise<readonly FollowUpEntry[]> {
  const { rows } = await sql<Stored>`
    select kind, at, received_at, by, details from follow_up_entry
    where station_id = ${stationId} and follow_up_id = ${followUpId} order by version`.execute(connection)
  return rows.map(asEntry)
}

/** What was written is what the rules made of it; it is read back as it was. */
const asEntry = ({ kind, at, receivedAt, by, details }: Stored): FollowUpEntry =>
  ({ ...details, kind, by, at: at.getTime(), receivedAt: receivedAt.getTime() }) as FollowUpEntry

/** When an entry was made, as far as its phone can be believed: at any rate not before what it is about was seen. */
export async function entryTime(ctx: Context, connection: Connection, followUpId: string, said: string): Promise<Date> {
  if (!ctx.phoneClock) return toldTime(ctx, said).at
  const { rows } = await sql<{ at: Date }>`
    select at from follow_up_entry where station_id = ${ctx.station.id} and follow_up_id = ${followUpId}
    order by version limit 1`.execute(connection)
  return toldTime(ctx, said, rows[0]?.at ?? null).at
}

export type NewEntry = { readonly id: string; readonly entry: FollowUpEntry; readonly sealed: Buffer | null }

/** What appends entries; the first of them makes `version`. */
export function insertingEntries(
  stationId: string,
  followUp: { readonly id: string; readonly placeId: string; readonly version: number },
  entries: readonly NewEntry[],
): readonly Write[] {
  return entries.map(({ id, entry, sealed }, index) => {
    const { kind, by, at, receivedAt, ...details } = entry
    return sql`
      insert into follow_up_entry (station_id, follow_up_id, version, id, kind, at, received_at, by, place_id, details, sealed)
      values (${stationId}, ${followUp.id}, ${followUp.version + index}, ${id}, ${kind}, ${instant(at)}, ${instant(receivedAt)},
        ${by}, ${followUp.placeId}, ${JSON.stringify(details)}, ${sealed})`
  })
}

export const instant = (at: Instant): Date => new Date(at)
