import { dayOf } from '@sifang/domain/calendar'
import { mayReportAs } from '@sifang/domain/incidents'
import { mayDecide } from '@sifang/domain/members'
import type { z } from 'zod'
import { happenedAt } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, open, seal } from '../../platform/secrets/index.ts'
import { judgePlace } from '../duties/index.ts'
import { requireReadable } from '../follow-ups/index.ts'
import { getStation } from '../stations/index.ts'
import { requireVisitRead } from '../visits/index.ts'
import {
  announcedDiggings,
  getSealedSummary,
  insertIncident,
  insertRedReview,
  insertReview,
  linkStored,
  lockIncident,
  requireLine,
  requireVillage,
  surroundingsOf,
} from './queries.ts'
import type { incidentSummary, LinkIncident, ReportIncident, ReviewIncident, SummaryPurpose } from './schema.ts'

/**
 * Reports an incident; nothing turns red before somebody else has verified it. It may be found long after it happened.
 * Errors: incident/in-the-future, incident/before-records, incident/category-unknown, place/not-found,
 * place/village-unknown, line/not-found, visit/not-found, follow-up/not-found.
 */
export function report(ctx: Context, id: string, command: ReportIncident) {
  const occurredAt = happenedAt(ctx, command.occurredAt)
  if (occurredAt > ctx.now()) return fail('incident/in-the-future')
  return once(ctx, { id, body: command }, async (tx) => {
    const { settings } = await getStation(tx, ctx.station.id)
    if (!mayReportAs(settings, command.category)) fail('incident/category-unknown')
    refuseBeforeRecords(ctx, settings, occurredAt)
    const where = await placed(ctx, tx, command.where)
    const { villageId } = where
    if (ctx.scope === 'village' && (!villageId || !ctx.actor.villageIds.includes(villageId))) fail('place/not-found')
    await requireLinked(ctx, tx, command)

    if (command.summary) await createMatter(tx, ctx, id)
    await insertIncident(tx, ctx.station.id, {
      id,
      category: command.category,
      occurredAt: occurredAt.toISOString(),
      ...where,
      source: command.source,
      visitId: command.visitId ?? null,
      followUpId: command.followUpId ?? null,
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

/**
 * Links an incident with the visit or follow-up that it came from, where that was not known when it was reported. Errors:
 * incident/not-found, visit/not-found, follow-up/not-found, incident/linked-already.
 */
export function link(ctx: Context, incidentId: string, command: LinkIncident) {
  return once(ctx, { id: command.id, target: incidentId, body: command }, async (tx) => {
    await requireLinked(ctx, tx, command)
    const villageId = await linkStored(tx, ctx.station.id, incidentId, command)
    const { visitId, followUpId } = command
    const details = { ...(visitId ? { visitId } : {}), ...(followUpId ? { followUpId } : {}) }
    await record(ctx, tx, { action: 'incident.linked', entity: 'incident', entityId: incidentId, details })
    return {
      reply: { id: incidentId },
      changed: [
        { op: 'put' as const, entity: 'incident', id: incidentId, villagesAfter: villageId ? [villageId] : [] },
      ],
    }
  })
}

/** Whoever links reads both sides: what they do not read is refused like what is not there. */
async function requireLinked(ctx: Context, tx: Tx, of: Pick<LinkIncident, 'visitId' | 'followUpId'>): Promise<void> {
  if (of.visitId) await requireVisitRead(ctx, tx, of.visitId)
  if (of.followUpId) await requireReadable(ctx, tx, of.followUpId)
}

type Placed = Pick<Parameters<typeof insertIncident>[2], 'placeId' | 'villageId' | 'lineId' | 'km'>

/** Where it happened as it is stored: a place with its village, and with its line where it is a segment; none along a line. */
async function placed(ctx: Context, tx: Tx, where: ReportIncident['where']): Promise<Placed> {
  switch (where.kind) {
    case 'place': {
      const { placeId } = where
      return { placeId, ...(await surroundingsOf(tx, ctx.station.id, placeId)), km: null }
    }
    case 'line':
      await requireLine(tx, ctx.station.id, where.lineId)
      return { placeId: null, villageId: null, lineId: where.lineId, km: where.km }
    case 'village':
      await requireVillage(tx, ctx.station.id, where.villageId)
      return { placeId: null, villageId: where.villageId, lineId: null, km: null }
  }
}

/** “Before the station existed” is before the day from which its records are kept, a setting (README). */
function refuseBeforeRecords(ctx: Context, { recordsFrom }: { readonly recordsFrom: string }, occurredAt: Date): void {
  if (dayOf(occurredAt, ctx.station.timeZone) < recordsFrom) fail('incident/before-records', { recordsFrom })
}

/**
 * Verifies or rejects an incident; the place's tier and every streak follow the same moment. Errors: account/own-entry,
 * account/not-allowed, incident/reviewed-so-already, incident/before-records, incident/announced-digging.
 */
export function review(ctx: Context, incidentId: string, command: ReviewIncident) {
  return once(ctx, { id: command.id, target: incidentId, body: command }, async (tx) => {
    const incident = await lockIncident(tx, ctx.station.id, incidentId)
    const refusal = mayDecide('verify-incident', ctx.actor, { enteredBy: incident.reportedBy })
    if (refusal) fail(refusal)
    if (incident.status === command.verdict) fail('incident/reviewed-so-already')
    if (command.verdict === 'verified') {
      refuseBeforeRecords(ctx, (await getStation(tx, ctx.station.id)).settings, incident.occurredAt)
      const diggings = command.reason ? [] : await announcedDiggings(ctx, tx, incident)
      if (diggings.length > 0) fail('incident/announced-digging', { diggings })
    }

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
    await surroundingsOf(tx, ctx.station.id, placeId)
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

/** What happened, in words, for a purpose; the reading is on record before the answer. Errors: incident/not-found, secret/erased. */
export async function readSummary(
  ctx: Context,
  id: string,
  { purpose, note }: SummaryPurpose,
): Promise<z.input<typeof incidentSummary>> {
  return ctx.db.transaction().execute(async (tx) => {
    const { matterId, sealedSummary } = await getSealedSummary(ctx, tx, id)
    await record(ctx, tx, {
      action: 'incident.read',
      entity: 'incident',
      entityId: id,
      purpose: note ? `${purpose}: ${note}` : purpose,
    })
    if (!matterId || !sealedSummary) return { summary: null }
    return { summary: (await open(ctx, tx, matterId, sealedSummary)).toString() }
  })
}
