import { dayOf } from '@sifang/domain/calendar'
import { erasedIfClosedBefore, pointsErasedIfBegunBefore } from '@sifang/domain/retention'
import { removeMatterFiles, sweepFiles } from '../../platform/attachments/index.ts'
import type { JobContext } from '../../platform/context.ts'
import { record } from '../../platform/records/audit.ts'
import { append } from '../../platform/records/changes.ts'
import { eraseMatter } from '../../platform/secrets/index.ts'
import { getStation } from '../stations/index.ts'
import {
  type ClosedBefore,
  type DueMatter,
  findDueAgendaItems,
  findDueAppointments,
  findDueBookings,
  findDueChecks,
  findDueFollowUps,
  findDueHandOvers,
  findDueIncidents,
  findDueTracks,
  lockMatter,
} from './queries.ts'

const findDue = {
  'follow-up': findDueFollowUps,
  incident: findDueIncidents,
  'hand-over': findDueHandOvers,
  check: findDueChecks,
  // the bookings of an appointment before its own words: each is found by the appointment's end
  booking: findDueBookings,
  'agenda-item': findDueAgendaItems,
  appointment: findDueAppointments,
  track: findDueTracks,
} as const

/** Looked for at once; each is a transaction of its own. */
const atOnce = 100

/**
 * Erases every matter of a station whose time is over, and clears what killed processes left of files. May be ended at
 * any point and run again: what is erased is not found again, and files without a key are.
 */
export async function eraseDue(ctx: JobContext, dataDir: string, signal: AbortSignal): Promise<void> {
  const before = await closedBefore(ctx)
  for (const find of Object.values(findDue)) {
    for (;;) {
      const due = await find(ctx, ctx.db, before, atOnce)
      for (const matter of due) {
        if (signal.aborted) return
        await eraseOne(ctx, matter, before)
        await removeMatterFiles(dataDir, ctx.station.id, matter.matterId)
      }
      if (due.length < atOnce) break
    }
  }
  await sweepFiles(ctx.db, dataDir, ctx.station.id)
}

async function closedBefore(ctx: JobContext): Promise<ClosedBefore> {
  const { settings, timeZone } = await getStation(ctx.db, ctx.station.id)
  const today = dayOf(ctx.now(), timeZone)
  return {
    ordinary: erasedIfClosedBefore(today, settings.retention.years),
    statutory: erasedIfClosedBefore(today, settings.retention.statutoryYears),
    track: pointsErasedIfBegunBefore(today),
  }
}

/** One matter, whole, unless it was reopened since it was found. */
async function eraseOne(ctx: JobContext, due: DueMatter, before: ClosedBefore): Promise<void> {
  const { matterId, kind } = due
  await ctx.db.transaction().execute(async (tx) => {
    await lockMatter(ctx, tx, due)
    if ((await findDue[kind](ctx, tx, before, 1, matterId)).length === 0) return
    const counts = await eraseMatter(tx, ctx, matterId, 'retention-over', due.subject)
    if (!counts) return
    await record(ctx, tx, {
      action: 'matter.erased',
      entity: kind,
      entityId: matterId,
      details: { reason: 'retention-over', ...counts },
    })
    const villagesAfter = due.villageId ? [due.villageId] : []
    await append(tx, ctx.station.id, [{ op: 'put', entity: kind, id: matterId, villagesAfter }], ctx.now())
  })
}
