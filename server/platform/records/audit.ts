import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Connection } from '../db/connection.ts'
import type { Write } from '../db/write.ts'

type Entry = {
  /** `<noun>.<verb>`, e.g. `visit.recorded`, `contact.read`. */
  readonly action: string
  readonly entity: string
  readonly entityId: string | null
  /** Why something secret was read, in the reader's words. */
  readonly purpose?: string
  /** Ids, codes and numbers; never a name, a telephone number or free text. */
  readonly details?: Record<string, unknown>
}

type Recorder = Pick<Context, 'station' | 'now' | 'newId' | 'requestId' | 'address'> & {
  actor?: Pick<Context['actor'], 'memberId'>
}

/** Puts on record who did or read what, in the transaction of the write itself. The sealer chains it later. */
export async function record(ctx: Recorder, connection: Connection, entry: Entry): Promise<void> {
  await recording(ctx, entry).execute(connection)
}

/** The same as a write to be sent with others. */
export function recording(ctx: Recorder, entry: Entry): Write {
  return sql`
    insert into audit (station_id, id, at, member_id, action, entity, entity_id, purpose, address, request_id, details)
    values (${ctx.station.id}, ${ctx.newId()}, ${ctx.now()}, ${ctx.actor?.memberId ?? null}, ${entry.action}, ${entry.entity},
      ${entry.entityId}, ${entry.purpose ?? null}, ${ctx.address}, ${ctx.requestId},
      ${JSON.stringify(entry.details ?? {})})`
}
