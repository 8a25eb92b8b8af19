import type pg from 'pg'

export type JobCounts = {
  /** Asked for by a command and not yet handed over. */
  readonly waiting: number
  readonly queued: number
  readonly running: number
  /** Tried as often as allowed. */
  readonly failed: number
  /** Among the queued: failed before. */
  readonly retrying: number
}

export type FailedJob = {
  readonly task: string
  readonly stationId: string | null
  readonly attempts: number
  readonly givenUp: boolean
  /** The kind of error only: its text may quote what the job was about. */
  readonly error: string
  readonly at: Date
}

/** Counts for the metrics page. All zero before the runner has ever started. */
export async function jobCounts(pool: pg.Pool): Promise<JobCounts> {
  const waiting = await pool.query<{ n: number }>('select count(*)::int as n from job_intent where handed_at is null')
  const none = { queued: 0, running: 0, failed: 0, retrying: 0 }
  if (!(await hasRunner(pool))) return { waiting: waiting.rows[0]?.n ?? 0, ...none }
  const { rows } = await pool.query<Omit<JobCounts, 'waiting'>>(
    `select count(*) filter (where locked_at is null and attempts < max_attempts)::int as queued,
       count(*) filter (where locked_at is not null)::int as running,
       count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
       count(*) filter (where locked_at is null and attempts between 1 and max_attempts - 1)::int as retrying
     from graphile_worker._private_jobs`,
  )
  return { waiting: waiting.rows[0]?.n ?? 0, ...(rows[0] ?? none) }
}

/** Jobs whose last attempt failed, the newest first. */
export async function failedJobs(pool: pg.Pool, limit = 20): Promise<readonly FailedJob[]> {
  if (!(await hasRunner(pool))) return []
  const { rows } = await pool.query<FailedJob>(
    `select task.identifier as task, job.payload ->> 'stationId' as "stationId", job.attempts,
       job.attempts >= job.max_attempts as "givenUp",
       split_part(job.last_error, E'\\n', 1) as error, job.updated_at as at
     from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id
     where job.last_error is not null and job.locked_at is null
     order by job.updated_at desc limit $1`,
    [limit],
  )
  return rows
}

export async function hasRunner(client: pg.Pool | pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('graphile_worker._private_jobs') is not null as found`,
  )
  return rows[0]?.found === true
}
