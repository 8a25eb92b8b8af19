import { sql } from 'kysely'
import type { JobContext } from '../context.ts'
import type { Tx } from '../db/connection.ts'

/** Asks for work after the commit: the pump hands it to the job runner, once (ARCHITECTURE "Work after the commit"). */
export async function intend(
  ctx: Pick<JobContext, 'station' | 'now' | 'newId'>,
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
): Promise<void> {
  await sql`
    insert into job_intent (station_id, id, task, payload, at)
    values (${ctx.station.id}, ${ctx.newId()}, ${task}, ${JSON.stringify(payload)}, ${ctx.now()})`.execute(tx)
}
