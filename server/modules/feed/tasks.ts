import { sql } from 'kysely'
import { z } from 'zod'
import type { JobContext } from '../../platform/context.ts'
import { defineTask, type Schedule } from '../../platform/jobs/index.ts'

/** A reader that was away for longer begins anew. */
const keptDays = 90
const entriesPerCommit = 500

/** Removes a station's oldest entries, each day. */
export const compactTask = defineTask('feed.compact', z.object({ day: z.iso.date() }), (job, _payload, { signal }) =>
  compact(job, signal),
)

export const feedSchedules: readonly Schedule[] = [{ kind: 'daily', task: 'feed.compact', at: '03:50', missed: 'last' }]

/**
 * Up to the first entry that is to be kept, so that what is left has no gaps: an entry's time is when its command was asked for,
 * and need not be in the order of their numbers. Plan: change_pkey from its beginning.
 */
async function compact(ctx: JobContext, signal: AbortSignal): Promise<void> {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000)
  while (!signal.aborted) {
    const { numAffectedRows = 0n } = await sql`
      delete from change where station_id = ${ctx.station.id} and seq in (
        select seq from (
          select seq, bool_and(at < ${before}) over (order by seq) as is_old from (
            select seq, at from change where station_id = ${ctx.station.id} order by seq limit ${entriesPerCommit}) oldest
        ) looked where is_old)`.execute(ctx.db)
    if (numAffectedRows < entriesPerCommit) return
  }
}
