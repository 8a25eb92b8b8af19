import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { insertIncident, requireVillage } from './queries.ts'

type OfDispute = {
  /** The dispute's follow-up. */
  readonly followUpId: string
  readonly category: string
  readonly occurredAt: Date
  readonly villageId: string
  readonly source: '110' | 'visit'
}

/**
 * Reports the incident that a dispute is as well, inside the caller's transaction; it waits for its review like any other.
 * Errors: place/village-unknown.
 */
export async function reportIncidentOf(
  ctx: Context,
  tx: Tx,
  id: string,
  dispute: OfDispute,
): Promise<readonly Change[]> {
  const { followUpId, category, occurredAt, villageId, source } = dispute
  await requireVillage(tx, ctx.station.id, villageId)
  await insertIncident(tx, ctx.station.id, {
    id,
    category,
    occurredAt: occurredAt.toISOString(),
    placeId: null,
    villageId,
    lineId: null,
    km: null,
    source,
    visitId: null,
    followUpId,
    matterId: null,
    sealedSummary: null,
    reportedBy: ctx.actor.memberId,
    reportedAt: ctx.now(),
  })
  await record(ctx, tx, { action: 'incident.reported', entity: 'incident', entityId: id })
  return [{ op: 'put', entity: 'incident', id, villagesAfter: [villageId] }]
}
