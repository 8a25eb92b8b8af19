import { dayOf } from '@sifang/domain/calendar'
import { recheckStep } from '@sifang/domain/checks'
import type { FollowUp } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { appendEntry, lockFollowUp, type Step, setDates, type Written } from '../follow-ups/index.ts'
import { changeOf } from './fill-in.ts'
import { recheckDate } from './hazards.ts'
import { insertRecheck, lockHazard } from './queries.ts'
import type { Recheck } from './schema.ts'

/**
 * Looks at a hazard again. Rectified 销号 settles its follow-up; not rectified opens a settled one again, or is one more
 * entry on one that is still open, and has its next day (DOMAIN.md §5).
 * Errors: check/hazard-not-found, check/rectified-already, check/next-date-needed, those of appending an entry.
 */
export function recheckHazard(ctx: Context, checkId: string, hazardId: string, command: Recheck) {
  return once(ctx, { id: command.id, target: `${checkId} ${hazardId}`, body: command }, async (tx) => {
    const hazard = await lockHazard(tx, ctx.station.id, checkId, hazardId)
    if (hazard.rectifiedAt) fail('check/rectified-already')
    const rectified = command.outcome === 'rectified'
    const nextOn = rectified ? null : (command.nextOn ?? null)
    if (!rectified && (!command.words || !nextOn || nextOn <= dayOf(ctx.now(), ctx.station.timeZone))) {
      fail('check/next-date-needed')
    }

    const { followUp, changed } = await appendTo(ctx, tx, hazardId, command)
    await setDates(ctx, tx, hazardId, ['re-check'], nextOn ? [recheckDate(ctx, 1, nextOn)] : [])
    await insertRecheck(tx, ctx, { id: command.id, hazardId, outcome: command.outcome, nextOn })
    const details = { hazardId, outcome: command.outcome }
    await record(ctx, tx, { action: 'check.rechecked', entity: 'check', entityId: checkId, details })
    return {
      reply: { id: command.id, followUpState: followUp.state },
      changed: [changeOf({ checkId, villageId: hazard.villageId }), ...changed],
    }
  })
}

async function appendTo(ctx: Context, tx: Tx, followUpId: string, { outcome, words }: Recheck): Promise<Written> {
  const { followUp } = await lockFollowUp(tx, ctx.station.id, followUpId)
  const step = stepOf(followUp, outcome)
  if (step === null) return { followUp, changed: [] }
  return appendEntry(ctx, tx, followUpId, { id: ctx.newId(), step, words })
}

function stepOf(followUp: FollowUp, outcome: Recheck['outcome']): Step | null {
  switch (recheckStep(followUp, outcome)) {
    case 'settled':
      return { kind: 'settled' }
    case 'reopened':
      return { kind: 'reopened', withReason: true }
    case 'worked':
      return { kind: 'worked', step: 'other', visitKind: 'targeted', dispute: null }
    case null:
      return null
  }
}
