import { dayOf } from '@sifang/domain/calendar'
import { defaultPolicy } from '@sifang/domain/policy'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { askJudging } from '../duties/index.ts'
import { getPolicyTarget, insertLine, insertVersion } from './queries.ts'
import type { AddCampaign, AddKindLine, AddVersion, PolicyTarget } from './schema.ts'

/** Gives a kind of place a line of its own, which then replaces the tiers' lines for it (DOMAIN.md §4). Errors: policy/not-in-future. */
export function addKindLine(ctx: Context, id: string, command: AddKindLine) {
  const line = {
    target: { kind: 'place-kind' as const, placeKind: command.placeKind },
    effectiveFrom: command.effectiveFrom,
    period: command.period,
    checklist: null,
  }
  return addLine(ctx, id, command, line, () => refusePast(ctx, command.effectiveFrom))
}

/** Adds a campaign 专项行动; its period is its first to its last day. Errors: policy/campaign-days, policy/not-in-future. */
export function addCampaign(ctx: Context, id: string, command: AddCampaign) {
  if (command.lastDay < command.firstDay) fail('policy/campaign-days')
  const { placeKinds, firstDay, lastDay } = command
  const line = {
    target: { kind: 'campaign' as const, placeKinds, firstDay, lastDay },
    effectiveFrom: firstDay,
    period: 'campaign',
    checklist: command.checklist ?? null,
  }
  return addLine(ctx, id, command, line, () => {
    if (lastDay < today(ctx)) fail('policy/not-in-future')
  })
}

type NewLine = { target: PolicyTarget; effectiveFrom: string; period: string; checklist: string | null }

/** `refuse` runs inside the command: one that is sent again has been let in, whatever day it has become. */
function addLine(ctx: Context, id: string, command: AddKindLine | AddCampaign, line: NewLine, refuse: () => void) {
  return once(ctx, { id, body: command }, async (tx) => {
    refuse()
    await insertLine(tx, ctx.station.id, {
      id,
      name: command.name,
      target: line.target,
      createdAt: ctx.now(),
      createdBy: ctx.actor.memberId,
    })
    await insertVersion(tx, ctx.station.id, {
      id: ctx.newId(),
      lineId: id,
      effectiveFrom: line.effectiveFrom,
      ended: false,
      period: line.period,
      visits: command.visits,
      visitKinds: command.visitKinds,
      presentRoles: command.presentRoles,
      checklist: line.checklist,
      recordedAt: ctx.now(),
      recordedBy: ctx.actor.memberId,
    })
    return changed(ctx, tx, id, id)
  })
}

/** Changes or ends a line from a future day on; the past stays as it was. Errors: policy/not-in-future, policy/not-found. */
export function addVersion(ctx: Context, lineId: string, command: AddVersion) {
  return once(ctx, { id: command.id, target: lineId, body: command }, async (tx) => {
    refusePast(ctx, command.effectiveFrom)
    const target = await getPolicyTarget(tx, ctx.station.id, lineId)
    await insertVersion(tx, ctx.station.id, {
      id: command.id,
      lineId,
      effectiveFrom: command.effectiveFrom,
      ended: command.ended,
      period: command.ended ? null : target.kind === 'campaign' ? 'campaign' : command.period,
      visits: command.ended ? null : command.visits,
      visitKinds: command.ended ? [] : command.visitKinds,
      presentRoles: command.ended ? [] : command.presentRoles,
      checklist: null,
      recordedAt: ctx.now(),
      recordedBy: ctx.actor.memberId,
    })
    return changed(ctx, tx, command.id, lineId)
  })
}

async function changed(ctx: Context, tx: Tx, id: string, lineId: string) {
  const judgingId = await askJudging(ctx, tx, 'policy', null)
  await record(ctx, tx, { action: 'policy.changed', entity: 'policy', entityId: lineId })
  return {
    reply: { id, judgingId },
    changed: [{ op: 'put' as const, entity: 'policy', id: lineId }],
  }
}

/** A new station's lines (DOMAIN.md §4, defaults). */
export async function createDefaultPolicy(
  tx: Tx,
  station: { id: string; createdOn: string },
  by: { memberId: string; at: Date; newId: () => string },
): Promise<void> {
  for (const line of defaultPolicy(station.createdOn)) {
    const id = by.newId()
    await insertLine(tx, station.id, {
      id,
      name: line.name,
      target: line.target,
      createdAt: by.at,
      createdBy: by.memberId,
    })
    for (const version of line.versions) {
      await insertVersion(tx, station.id, {
        id: by.newId(),
        lineId: id,
        effectiveFrom: version.effectiveFrom,
        ended: false,
        period: version.period,
        visits: version.visits,
        visitKinds: [...version.visitKinds],
        presentRoles: [...version.presentRoles],
        checklist: null,
        recordedAt: by.at,
        recordedBy: by.memberId,
      })
    }
  }
}

function refusePast(ctx: Context, effectiveFrom: string): void {
  if (effectiveFrom <= today(ctx)) fail('policy/not-in-future')
}

const today = (ctx: Context): string => dayOf(ctx.now(), ctx.station.timeZone)
