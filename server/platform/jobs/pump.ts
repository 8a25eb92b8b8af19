import type pg from 'pg'
import type { TaskRegistry } from './task.ts'

type Waiting = { stationId: string; id: string; task: string; payload: unknown }

/** Waits between attempts grow from 3 s to 6 h; ten take about ten hours, so that a night's trouble is outlived. */
const maxAttempts = 10

const batchSize = 200

/**
 * Hands waiting intents to the job runner, in the order in which they were asked for. The job and the mark on its
 * intent are one transaction, so each is handed over once, whoever else pumps and whatever ends in between.
 * Answers how many; call again while it is a full batch.
 */
export async function pump(pool: pg.Pool, tasks: TaskRegistry, now: Date): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<Waiting>(
      `select station_id as "stationId", id, task, payload from job_intent
       where handed_at is null order by at, id limit $1 for update skip locked`,
      [batchSize],
    )
    for (const intent of rows) await addJob(client, tasks, intent)
    if (rows.length > 0) await markHanded(client, rows, now)
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

export const isFullBatch = (handed: number): boolean => handed === batchSize

/** Puts one job into the runner's tables, in the caller's transaction. `stationId` null: for the machine. */
export async function addJob(
  client: pg.ClientBase,
  tasks: TaskRegistry,
  job: { stationId: string | null; id: string; task: string; payload: unknown },
): Promise<void> {
  const task = tasks[job.task]
  const alone = task === undefined || task.kind === 'machine' || task.oneAtATime
  await client.query(
    `select graphile_worker.add_job($1, $2::json, queue_name := $3, job_key := $4, max_attempts := $5)`,
    [
      job.task,
      JSON.stringify({ stationId: job.stationId, id: job.id, payload: job.payload }),
      alone ? `${job.task} ${job.stationId ?? 'machine'}` : null,
      job.id,
      maxAttempts,
    ],
  )
}

async function markHanded(client: pg.ClientBase, intents: readonly Waiting[], now: Date): Promise<void> {
  await client.query(
    `update job_intent set handed_at = $3
     from unnest($1::uuid[], $2::uuid[]) as handed (station_id, id)
     where job_intent.station_id = handed.station_id and job_intent.id = handed.id`,
    [intents.map(({ stationId }) => stationId), intents.map(({ id }) => id), now],
  )
}
