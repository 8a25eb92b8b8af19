import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { JobContext, StationInfo } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { defineMachineTask, defineTask, type Schedule, type Task } from '../../platform/jobs/index.ts'
import { checkFile } from './check.ts'
import { endFailed, kept } from './failure.ts'
import { goLive } from './go-live.ts'
import { changeRun, findRun, type Run } from './run.ts'
import { removeRows } from './staging.ts'
import { undoImport } from './undo.ts'
import { type ImportParts, listUploads, removeUpload } from './upload.ts'

const payload = z.object({ importId: z.uuid() })

/** The background work of imports. All of it may be killed at any moment and begins again by itself. */
export function importTasks(parts: ImportParts & { readonly db: Database; newId(): string }): readonly Task[] {
  return [
    defineTask('imports.check', payload, async (job, { importId }, attempt) => {
      await checkFile(job, parts, importId, attempt.signal).catch((error: unknown) =>
        endFailed(job, importId, ['checking'], error, attempt),
      )
    }),
    defineTask('imports.start', payload, async (job, { importId }, attempt) => {
      await goLive(job, parts, importId, attempt.signal).catch((error: unknown) =>
        endFailed(job, importId, ['importing'], error, attempt),
      )
    }),
    defineTask('imports.undo', payload, async (job, { importId }, attempt) => {
      await undoImport(job, importId).catch(async (error: unknown) => {
        if (attempt.attempt < 3 || attempt.signal.aborted) throw error
        await changeRun(job.db, job, importId, ['undoing'], {
          state: 'done',
          problem: kept('import/failed'),
          finishedAt: job.now(),
        })
      })
    }),
    defineTask('imports.clear', payload, (job, { importId }) => clear(job, parts, importId)),
    defineMachineTask('imports.tidy', (job) => tidy(parts, job)),
  ]
}

/** Looks for what is left over, every ten minutes. */
export const importSchedules: readonly Schedule[] = [{ kind: 'every', task: 'imports.tidy', seconds: 600 }]

async function clear(job: JobContext, parts: ImportParts, importId: string): Promise<void> {
  await removeUpload(parts, importId)
  const run = await findRun(job.db, job, importId)
  if (run?.state === 'cancelled') await removeRows(job.db, job, importId, 'all')
}

const keepFor = { hours: 24 }

/**
 * Writes down what is done, gives up imports that nobody went on with for 24 hours, and removes files that belong to no
 * import that still needs one.
 */
async function tidy(
  parts: ImportParts & { readonly db: Database; newId(): string },
  machine: { now(): Date },
): Promise<void> {
  const { rows } = await sql<StationInfo & { importId: string; state: Run['state'] }>`
    select r.id as import_id, r.state, s.station_id as id, s.name, s.time_zone, s.demo
    from import_run r join station s on s.station_id = r.station_id
    where r.state = 'duties' or (r.state in ('uploaded', 'checked', 'failed')
      and r.started_at < ${machine.now()}::timestamptz - make_interval(hours => ${keepFor.hours}))`.execute(parts.db)
  for (const { importId, state, ...station } of rows) {
    const job = { station, now: machine.now }
    if (state === 'duties') await writeDone(parts, job, importId)
    else await giveUp(parts, job, importId, state)
  }
  await removeLeftFiles(parts)
}

type Where = { readonly station: StationInfo; now(): Date }

async function writeDone(parts: { readonly db: Database }, job: Where, importId: string): Promise<void> {
  const run = await findRun(parts.db, job, importId)
  if (run?.state === 'done') {
    await changeRun(parts.db, job, importId, ['duties'], {
      state: 'done',
      done: run.report.added,
      total: run.report.added,
      finishedAt: run.finishedAt,
    })
  }
}

async function giveUp(
  parts: ImportParts & { readonly db: Database },
  job: Where,
  importId: string,
  state: Run['state'],
): Promise<void> {
  const change = { state: 'cancelled' as const, problem: kept('import/expired'), finishedAt: job.now() }
  if (!(await changeRun(parts.db, job, importId, [state], change))) return
  await removeUpload(parts, importId)
  await removeRows(parts.db, job, importId, 'all')
}

async function removeLeftFiles(parts: ImportParts & { readonly db: Database }): Promise<void> {
  const { importIds, abandoned } = await listUploads(parts)
  for (const path of abandoned) await rm(path, { force: true })
  const { rows } = await sql<{ id: string }>`
    select id from import_run where id::text = any(${[...importIds]}::text[])
      and state not in ('uploaded', 'checking', 'checked', 'importing', 'failed')`.execute(parts.db)
  for (const { id } of rows) await removeUpload(parts, id)
}
