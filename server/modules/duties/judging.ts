import { sql } from 'kysely'
import { z } from 'zod'
import type { Context, JobContext, StationInfo } from '../../platform/context.ts'
import type { Database, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { defineMachineTask, defineTask, type Task } from '../../platform/jobs/index.ts'
import { append, type Change } from '../../platform/records/changes.ts'
import { intend } from '../../platform/records/jobs.ts'
import { judgePlaces } from './judge.ts'
import type { judgingState } from './schema.ts'

export type JudgingCause = 'policy' | 'import' | 'day' | 'members'

/** Jobs commit at most this many places at a time (ARCHITECTURE “Change feed”), so that commands hardly wait for them. */
const placesPerCommit = 200

/**
 * Asks that the duties of these places (null: of all) be brought to what the rules say, after the commit. Answers the
 * judging's id: it is finished only when the duties stand.
 */
export async function askJudging(
  ctx: Pick<JobContext, 'station' | 'now' | 'newId'>,
  tx: Tx,
  cause: JudgingCause,
  placeIds: readonly string[] | null,
): Promise<string> {
  const id = ctx.newId()
  await sql`
    insert into judging (station_id, id, cause, place_ids, asked_at)
    values (${ctx.station.id}, ${id}, ${cause}, ${placeIds ? [...placeIds] : null}::uuid[], ${ctx.now()})`.execute(tx)
  await intend(ctx, tx, 'duties.judge', { judgingId: id })
  return id
}

export const judgeTask = defineTask(
  'duties.judge',
  z.object({ judgingId: z.uuid() }),
  (job, { judgingId }, { signal }) => runJudging(job, judgingId, signal),
)

/** After a change of the station's settings that judging reads. */
export const reconsiderTask = defineTask('duties.reconsider', z.object({}), async (job) => {
  await job.db.transaction().execute((tx) => askJudging(job, tx, 'policy', null))
})

/** Judges in the order of the places' ids; after a crash it begins anew, which writes nothing where the duties stand. */
async function runJudging(job: JobContext, judgingId: string, signal: AbortSignal): Promise<void> {
  const station = job.station.id
  const { rows } = await sql<{ placeIds: string[] | null; finishedAt: Date | null }>`
    select place_ids, finished_at from judging where station_id = ${station} and id = ${judgingId}`.execute(job.db)
  const [asked] = rows
  if (!asked || asked.finishedAt) return
  const count = await sql<{ total: number }>`
    select count(*)::int as total from place where station_id = ${station}
      and (${asked.placeIds}::uuid[] is null or id = any(${asked.placeIds}::uuid[]))`.execute(job.db)
  await sql`
    update judging set total = ${count.rows[0]?.total ?? 0}, done = 0 where station_id = ${station} and id = ${judgingId}`.execute(
    job.db,
  )

  let after: string | null = null
  for (;;) {
    signal.throwIfAborted()
    const judged = await judgeBatch(job, asked.placeIds, after, judgingId)
    if (judged === null) break
    after = judged
  }
  await sql`update judging set finished_at = ${job.now()} where station_id = ${station} and id = ${judgingId}`.execute(
    job.db,
  )
}

/** Judges the next places after `after`; answers the last one's id, or null when none was left. */
async function judgeBatch(
  job: JobContext,
  placeIds: readonly string[] | null,
  after: string | null,
  judgingId: string | null,
): Promise<string | null> {
  return job.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from place where station_id = ${job.station.id}
        and (${placeIds ? [...placeIds] : null}::uuid[] is null or id = any(${placeIds ? [...placeIds] : null}::uuid[]))
        and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${placesPerCommit}`.execute(tx)
    const last = rows.at(-1)
    if (!last) return null
    const changed = await judgePlaces(
      job,
      tx,
      rows.map(({ id }) => id),
    )
    if (judgingId) {
      await sql`update judging set done = done + ${rows.length}::int where station_id = ${job.station.id} and id = ${judgingId}`.execute(
        tx,
      )
    }
    await append(tx, job.station.id, toldAs(changed), job.now())
    return last.id
  })
}

const mostEntries = 50

/**
 * A few places are told one by one, as when tiers end or a week begins for the red ones. Where a month begins for all of them it
 * is one entry: everything of their villages is read anew. Of what lies in no village each is told.
 */
function toldAs(changed: readonly Change[]): readonly Change[] {
  if (changed.length <= mostEntries) return changed
  const [elsewhere, inVillages] = [[] as Change[], new Set<string>()]
  for (const change of changed) {
    for (const village of change.villagesAfter ?? []) inVillages.add(village)
    if (!change.villagesAfter?.length) elsewhere.push(change)
  }
  return [{ op: 'reload', entity: 'duty', id: null, villagesAfter: [...inVillages] }, ...elsewhere]
}

/** All duties of a station at once, without a job: for a station that is being made (the demo). */
export async function judgeStation(job: JobContext, progress: (done: number) => void): Promise<void> {
  let after: string | null = null
  for (let done = 0; ; done += placesPerCommit) {
    const judged = await judgeBatch(job, null, after, null)
    if (judged === null) return
    after = judged
    progress(done + placesPerCommit)
  }
}

/**
 * Each day: decisions that ended at midnight, and the next periods' duties. Figures do not wait for it (missed is not
 * stored, and the next period stands already); it is what keeps it so.
 */
export function dailyTask(parts: { readonly db: Database; newId(): string }): Task {
  return defineMachineTask('duties.day', async (job) => {
    const { rows } = await sql<StationInfo>`select station_id as id, name, time_zone, demo from station`.execute(
      parts.db,
    )
    for (const station of rows) {
      const ctx = { station, now: job.now, newId: parts.newId }
      await parts.db.transaction().execute((tx) => askJudging(ctx, tx, 'day', null))
    }
  })
}

/** Errors: duty/not-found. */
export async function getJudging(ctx: Context, id: string): Promise<z.input<typeof judgingState>> {
  const { rows } = await sql<{
    id: string
    cause: JudgingCause
    done: number
    total: number | null
    finishedAt: Date | null
  }>`
    select id, cause, done, total, finished_at from judging where station_id = ${ctx.station.id} and id = ${id}`.execute(
    ctx.db,
  )
  const { finishedAt, ...judging } = rows[0] ?? fail('duty/not-found')
  return { ...judging, finished: finishedAt !== null }
}
