import { EventEmitter } from 'node:events'
import { type Runner, Logger as RunnerLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import type { JobContext, StationInfo } from '../context.ts'
import type { Database } from '../db/connection.ts'
import type { Keys } from '../secrets/keys.ts'
import { holdLifeline, lostWorkerFinder } from './lost-workers.ts'
import { PatientPool } from './patient-pool.ts'
import { isFullBatch, pump } from './pump.ts'
import { repeat } from './repeat.ts'
import { runDue, type Schedule } from './schedule.ts'
import { type JobRun, type Task, type TaskRegistry, taskRegistry } from './task.ts'

export type JobParts = {
  /** Of the database; the runner keeps a few connections of its own, so that busy pages do not stop the jobs. */
  readonly url: string
  readonly db: Database
  readonly keys: Keys
  readonly log: Logger
  readonly tasks: readonly Task[]
  readonly schedules?: readonly Schedule[]
  /** Whose wall clock daily work follows; Asia/Shanghai unless told. */
  readonly timeZone?: string
  /** How many jobs run at once in this process; 2 unless told. */
  readonly concurrency?: number
  now(): Date
  newId(): string
}

export type Jobs = {
  /** Lets running jobs end, up to some seconds; what is cut off runs again at the next start. */
  stop(): Promise<void>
}

/** Who asked for work waits for it: a look is one query of an index that is nearly always empty. */
const lookForIntentsMs = 200
const lookAtClockMs = 1000
const lookForLostWorkersMs = 4000
const stopWithinMs = 8000

/** Starts handing intents to the runner, running them, and doing scheduled work. */
export async function startJobs(parts: JobParts): Promise<Jobs> {
  const tasks = taskRegistry(parts.tasks)
  const connections = { connectionString: parts.url, application_name: 'sifang jobs' }
  const [pool, runnerPool] = [new pg.Pool({ ...connections, max: 2 }), new PatientPool({ ...connections, max: 5 })]
  for (const each of [pool, runnerPool]) {
    each.on('error', () => undefined)
    each.on('connect', (client) => client.on('error', () => undefined))
  }
  const { runner, poolId } = await startRunner(parts, tasks, runnerPool)
  const lifeline = await holdLifeline(parts.url, poolId)
  const complain = (error: unknown) => parts.log.error({ err: error }, 'jobs: a look at the database failed')

  const pumping = repeat(lookForIntentsMs, complain, async () => {
    while (isFullBatch(await pump(pool, tasks, parts.now()))) await Promise.resolve()
  })
  const scheduling = repeat(lookAtClockMs, complain, async () => {
    const schedule = { tasks, timeZone: parts.timeZone ?? 'Asia/Shanghai', now: parts.now, newId: parts.newId }
    for (const entry of parts.schedules ?? []) await runDue(pool, schedule, entry)
  })
  const findLost = lostWorkerFinder(pool)
  const recovering = repeat(lookForLostWorkersMs, complain, async () => {
    const lost = await findLost()
    if (lost.length > 0) parts.log.warn({ pools: lost.length }, 'jobs: freed the work of a process that ended')
  })
  return {
    stop: async () => {
      await Promise.all([pumping.stop(), scheduling.stop(), recovering.stop()])
      await stopRunner(runner)
      await lifeline.close()
      // a killed runner keeps its listening connection: the process does not wait for it
      await Promise.race([Promise.all([pool.end(), runnerPool.end()]), passed(stopWithinMs)])
    },
  }
}

async function startRunner(parts: JobParts, tasks: TaskRegistry, pool: pg.Pool) {
  const events: WorkerEvents = new EventEmitter()
  const created = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id))
  })
  const runner = await run({
    pgPool: pool,
    taskList: taskList(parts, tasks),
    concurrency: parts.concurrency ?? 2,
    pollInterval: 1000,
    noHandleSignals: true,
    events,
    crontab: '',
    logger: new RunnerLogger(() => (level, message) => logLine(parts.log, level, message)),
  })
  runner.promise.catch((error: unknown) => parts.log.error({ err: error }, 'jobs: the runner ended'))
  return { runner, poolId: await created }
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

async function stopRunner(runner: Runner): Promise<void> {
  const late = passed(stopWithinMs).then(() => 'late' as const)
  const ended = runner.stop().catch(() => undefined)
  if ((await Promise.race([ended, late])) === 'late') await runner.kill().catch(() => undefined)
}

/** Every task as the runner calls it. */
function taskList(parts: JobParts, tasks: TaskRegistry): TaskList {
  const list: TaskList = {}
  for (const task of Object.values(tasks)) {
    list[task.name] = async (raw, helpers) => {
      const { stationId, id, payload } = raw as { stationId: string | null; id: string; payload: unknown }
      const attempt = { jobId: id, attempt: helpers.job.attempts, signal: helpers.abortSignal }
      await perform(parts, task, { stationId, payload, attempt })
    }
  }
  return list
}

async function perform(
  parts: JobParts,
  task: Task,
  { stationId, payload, attempt }: { stationId: string | null; payload: unknown; attempt: JobRun },
): Promise<void> {
  const began = performance.now()
  const about = { task: task.name, jobId: attempt.jobId, attempt: attempt.attempt, ...(stationId ? { stationId } : {}) }
  try {
    if (task.kind === 'machine') await task.run({ ...attempt, now: parts.now }, payload)
    else await task.run(await contextOf(parts, stationId ?? '', attempt.jobId), payload, attempt)
    parts.log.info({ ...about, ms: Math.round(performance.now() - began) }, 'job done')
  } catch (error) {
    parts.log.error({ ...about, err: error }, 'job failed')
    // the runner keeps this text in its tables, where nothing personal may lie
    throw new Error(errorKind(error))
  }
}

/** What kind of error it was, without its text: a problem's or the database's code, or the class. */
function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return 'Error'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

async function contextOf(parts: JobParts, stationId: string, requestId: string): Promise<JobContext> {
  const station: StationInfo = await parts.db
    .selectFrom('station')
    .select(['stationId as id', 'name', 'timeZone', 'demo'])
    .where('stationId', '=', stationId)
    .executeTakeFirstOrThrow()
  const { db, keys, now, newId } = parts
  return { station, db, keys, now, newId, requestId, address: '' }
}

/** The runner's own lines: only what went wrong. Its text about a failed job repeats ours and may hold a payload. */
function logLine(log: Logger, level: string, message: string): void {
  if (level === 'error' && !message.startsWith('Failed task')) log.error({ runner: message }, 'jobs')
  if (level === 'warning') log.warn({ runner: message }, 'jobs')
}
