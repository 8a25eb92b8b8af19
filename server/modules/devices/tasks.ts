import { z } from 'zod'
import { sweepUploads } from '../../platform/arriving/index.ts'
import type { JobContext } from '../../platform/context.ts'
import { defineTask, type Schedule, type Task } from '../../platform/jobs/index.ts'
import { record } from '../../platform/records/audit.ts'
import { deleteOld, findWaitingIds } from './quarantine-queries.ts'
import { forgetNames } from './queries.ts'

const dayMs = 24 * 3_600_000
const quarantineDays = 180
/** As long as what a phone still handed over may wait for a decision. */
const namedDays = quarantineDays
/** A phone whose answer was lost asks again with its code. */
const codeDays = 7

/** What phones left and nobody went on with, each day; `dataDir` holds unfinished uploads. */
export function deviceTask({ dataDir }: { readonly dataDir: string }): Task {
  return defineTask('devices.day', z.object({ day: z.iso.date() }), (job) => tidy(job, dataDir))
}

export const deviceSchedules: readonly Schedule[] = [
  { kind: 'daily', task: 'devices.day', at: '03:20', missed: 'last' },
]

async function tidy(ctx: JobContext, dataDir: string): Promise<void> {
  const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * dayMs)
  const before = { quarantined: daysAgo(quarantineDays), codes: daysAgo(codeDays) }
  await ctx.db.transaction().execute(async (tx) => {
    const items = await deleteOld(tx, ctx.station.id, before)
    const names = await forgetNames(tx, ctx.station, daysAgo(namedDays))
    const erased = { entity: 'station', entityId: ctx.station.id }
    if (items > 0) await record(ctx, tx, { action: 'quarantine.erased', ...erased, details: { items } })
    if (names > 0) await record(ctx, tx, { action: 'device.names-erased', ...erased, details: { names } })
  })
  await sweepUploads(dataDir, ctx.station.id, await findWaitingIds(ctx.db, ctx.station.id))
}
