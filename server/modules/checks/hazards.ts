import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import type { Change } from '../../platform/records/changes.ts'
import { enterFinding } from '../findings/index.ts'
import { setDates } from '../follow-ups/index.ts'
import { insertHazard, type Sheet } from './queries.ts'
import type { Hazard } from './schema.ts'

type Found = { readonly no: number; readonly visitId: string; readonly at: Date; readonly hazard: Hazard }

/**
 * Opens a hazard's follow-up with its finding on the check's visit: to be put right by its day, looked at again by whoever
 * completes the check. Errors: those of entering a finding.
 */
export async function openHazard(ctx: Context, tx: Tx, sheet: Sheet, found: Found): Promise<readonly Change[]> {
  const { no, visitId, at, hazard } = found
  const { changed } = await enterFinding(
    ctx,
    tx,
    hazard.id,
    {
      kind: 'hazard',
      urgency: hazard.urgency,
      topic: hazard.topic,
      words: hazard.words,
      source: { kind: 'visit', visitId },
      placeId: sheet.placeId,
      at: at.toISOString(),
    },
    { settleBy: hazard.settleBy },
  )
  await setDates(ctx, tx, hazard.id, ['re-check'], [recheckDate(ctx, no, hazard.recheckOn)])
  await insertHazard(tx, ctx.station.id, sheet, no, hazard)
  return changed
}

/** Whoever looked looks again. */
export const recheckDate = (ctx: Context, no: number, on: string) => ({
  kind: 're-check' as const,
  no,
  on,
  ownerId: ctx.actor.memberId,
})
