import type pg from 'pg'
import { defineMachineTask, type MachineTask } from './task.ts'

/** Removes intents that were handed over more than a week ago, some at a time. Daily. */
export function pruneIntents(pool: pg.Pool): MachineTask {
  return defineMachineTask('jobs.prune', async ({ now, signal }) => {
    const before = new Date(now().getTime() - 7 * 86_400_000)
    while (!signal.aborted) {
      const { rowCount } = await pool.query(
        `delete from job_intent where (station_id, id) in (
           select station_id, id from job_intent where handed_at < $1 limit 500)`,
        [before],
      )
      if ((rowCount ?? 0) < 500) return
    }
  })
}
