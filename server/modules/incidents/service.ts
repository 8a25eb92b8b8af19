import { mayDecide } from '@sifang/domain/members'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, open, seal } from '../../platform/secrets/index.ts'
import { judgePlace } from '../duties/index.ts'
import type { getIncident } from './queries.ts'
import {
  insertIncident,
  insertRedReview,
  insertReview,
  lockIncident,
  requireLine,
  requireVillage,
  villageOfPlace,
} from './queries.ts'
import type { incidentDetail, ReportIncident, ReviewIncident } from './schema.ts'

/**
 * Reports an incident; nothing turns red before somebody else has verified it. Errors: incident/in-the-future,
 * place/not-found, place/village-unknown, line/not-found.
 */
export function report(ctx: Context, id: string, command: ReportIncident) {
  if (new Date(command.occurredAt) > ctx.now()) return fail('incident/in-the-future')
  return once(ctx, { id, body: command }, async (tx) => {
    const { where } = command
    const placeId = where.kind === 'place' ? where.placeId : null
    const villageId = await villageOf(ctx, tx, where)
    if (ctx.scope === 'village' && (!villageId || !ctx.actor.villageIds.includes(villageId))) fail('place/not-found')

    if (command.summary) await createMatter(tx, ctx, id)
    await insertIncident(tx, ctx.station.id, {
      id,
      category: command.category,
      occurredAt: command.occurredAt,
      placeId,
      villageId,
      lineId: where.kind === 'line' ? where.lineId : null,
      km: where.kind === 'line' ? where.km : null,
      source: command.source,
      visitId: command.visitId ?? null,
      matterId: command.summary ? id : null,
      sealedSummary: command.summary ? await seal(ctx, tx, id, command.summary) : null,
      reportedBy: ctx.actor.memberId,
      reportedAt: ctx.now(),
    })
    await record(ctx, tx, { action: 'incident.reported', entity: 'incident', entityId: id })
    return {
      reply: { id, status: 'reported' as const },
      changed: [{ op: 'put' as const, entity: 'incident', id, villagesAfter: villageId ? [villageId] : [] }],
    }
  })
}

/** The village in which it happened; null along a line. */
async function villageOf(ctx: Context, tx: Tx, where: ReportIncident['where']): Promise<string | null> {
  if (where.kind === 'place') return villageOfPlace(tx, ctx.station.id, where.placeId)
  if (where.kind === 'line') {
    await requireLine(tx, ctx.station.id, where.lineId)
    return null
  }
  await requireVillage(tx, ctx.station.id, where.villageId)
  return where.villageId
}

/** Verifies or rejects an incident; the place's tier follows the same moment. Errors: account/own-entry, account/not-allowed. */
export function review(ctx: Context, incidentId: string, command: ReviewIncident) {
  return once(ctx, { id: command.id, target: incidentId, body: command }, async (tx) => {
    const incident = await lockIncident(tx, ctx.station.id, incidentId)
    const refusal = mayDecide('verify-incident', ctx.actor, { enteredBy: incident.reportedBy })
    if (refusal) fail(refusal)
    if (incident.status === command.verdict) fail('incident/reviewed-so-already')

    await insertReview(tx, ctx.station.id, {
      id: command.id,
      incidentId,
      verdict: command.verdict,
      reason: command.reason ?? null,
      at: ctx.now(),
      by: ctx.actor.memberId,
    })
    const judged = incident.placeId ? await judgePlace(ctx, tx, incident.placeId) : null
    await record(ctx, tx, {
      action: `incident.${command.verdict}`,
      entity: 'incident',
      entityId: incidentId,
      details: { placeId: incident.placeId },
    })
    return {
      reply: { id: incidentId, status: command.verdict },
      changed: [
        {
          op: 'put' as const,
          entity: 'incident',
          id: incidentId,
          villagesAfter: incident.villageId ? [incident.villageId] : [],
        },
        ...(judged?.changed ?? []),
      ],
    }
  })
}

/** Closes the incidents that keep a place red (DOMAIN.md §3, 1). Errors: place/not-found, tier/not-red, account/not-allowed. */
export function closeRedTier(ctx: Context, placeId: string, command: { id: string; reason: string }) {
  return once(ctx, { id: command.id, target: placeId, body: command }, async (tx) => {
    const refusal = mayDecide('review-red', ctx.actor, { enteredBy: null })
    if (refusal) fail(refusal)
    await villageOfPlace(tx, ctx.station.id, placeId)
    await insertRedReview(tx, ctx.station.id, {
      id: command.id,
      placeId,
      reason: command.reason,
      at: ctx.now(),
      by: ctx.actor.memberId,
    })
    const judged = await judgePlace(ctx, tx, placeId)
    if (judged.tierBefore !== 'red') fail('tier/not-red')
    await record(ctx, tx, { action: 'tier.reviewed', entity: 'place', entityId: placeId })
    return { reply: { id: command.id, tier: judged.tier ?? 'green' }, changed: judged.changed }
  })
}

/** One incident, its summary opened; the reading is logged. Errors: incident/not-found. */
export async function openIncident(
  ctx: Context,
  id: string,
  get: typeof getIncident,
): Promise<z.input<typeof incidentDetail>> {
  const { matterId, sealedSummary, ...incident } = await get(ctx, id)
  if (!matterId || !sealedSummary) return { ...incident, summary: null }
  await record(ctx, ctx.db, { action: 'incident.read', entity: 'incident', entityId: id })
  return { ...incident, summary: (await open(ctx, ctx.db, matterId, sealedSummary)).toString() }
}
