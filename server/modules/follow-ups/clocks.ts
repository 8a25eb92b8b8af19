import { clockEntriesUntil, followUpOf } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import { z } from 'zod'
import type { JobContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { defineTask, type Schedule, type Task } from '../../platform/jobs/index.ts'
import { recording } from '../../platform/records/audit.ts'
import { append, type Change } from '../../platform/records/changes.ts'
import { insertingEntries } from './entries.ts'
import { followUpChange } from './open.ts'
import { clockRulesFor } from './rules.ts'
import { lockFollowUp, updatingFollowUp } from './standing.ts'

/** Jobs commit few at a time, so that commands hardly wait for them. */
const perCommit = 50

/**
 * Writes what the clocks brought: escalations and closings after silence, each as of its instant. The rules say the same
 * whenever they are asked, and the row is locked: so each happens exactly once, also after days asleep.
 */
const clocksTask = defineTask('follow-ups.clocks', z.object({}), async (job, _payload, { signal }) => {
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await sql<{ id: string }>`
      select id from follow_up where station_id = ${job.station.id} and acts and runs_out_at < ${job.now()}
      order by runs_out_at limit ${perCommit}`.execute(job.db)
    if (rows.length === 0) return
    await advanceAll(
      job,
      rows.map(({ id }) => id),
    )
  }
})

/** Who holds a post changes by shift lists and stand-ins: what is open is looked at again each day. */
const dayTask = defineTask('follow-ups.day', z.object({ day: z.string() }), async (job, _payload, { signal }) => {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await sql<{ id: string }>`
      select id from follow_up where station_id = ${job.station.id} and closed_at is null and id > ${after}
      order by id limit ${perCommit}`.execute(job.db)
    const last = rows.at(-1)
    if (!last) return
    await advanceAll(
      job,
      rows.map(({ id }) => id),
    )
    after = last.id
  }
})

export const followUpTasks: readonly Task[] = [clocksTask, dayTask]

export const followUpSchedules: readonly Schedule[] = [
  { kind: 'every', task: 'follow-ups.clocks', seconds: 20 },
  { kind: 'daily', task: 'follow-ups.day', at: '00:05', missed: 'last' },
]

async function advanceAll(job: JobContext, ids: readonly string[]): Promise<void> {
  await job.db.transaction().execute(async (tx) => {
    const changed: Change[] = []
    // in one order, as commands that take two of them do
    for (const id of ids.toSorted()) changed.push(...(await advance(job, tx, id)))
    await append(tx, job.station.id, changed, job.now())
  })
}

/** What the clocks of one follow-up brought until now, written; its next date is kept anew in any case. */
async function advance(job: JobContext, tx: Tx, id: string): Promise<readonly Change[]> {
  const { followUp, villageId } = await lockFollowUp(tx, job.station.id, id)
  const rules = await clockRulesFor(job, tx, villageId, followUp.changedAt)
  const brought = clockEntriesUntil(followUp, rules, job.now().getTime())
  const now = followUpOf(brought, followUp)
  const entries = brought.map((entry) => ({ id: job.newId(), entry, sealed: null }))
  await writeTogether(tx, [
    ...insertingEntries(job.station.id, { id, placeId: followUp.placeId, version: followUp.version + 1 }, entries),
    ...updatingFollowUp(tx, job.station.id, id, now, rules),
    ...brought.map(({ kind }) =>
      recording(job, { action: `follow-up.${kind}`, entity: 'follow-up', entityId: id, details: { byClock: true } }),
    ),
  ])
  return brought.length === 0 ? [] : [followUpChange(id, villageId)]
}
