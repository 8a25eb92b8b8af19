import { dayOf } from '@sifang/domain/calendar'
import { mayDecide } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from '../duties/index.ts'
import { decide, insertProposal, lockProposal, placeTier } from './queries.ts'
import type { DecideProposal, ProposeTier } from './schema.ts'

/** Proposes another tier for a place, with a reason and a last day (DOMAIN.md §3, 2). Errors: tier/no-tier, tier/same-tier, tier/last-day-past, place/closed. */
export function propose(ctx: Context, id: string, command: ProposeTier) {
  return once(ctx, { id, body: command }, async (tx) => {
    if (command.lastDay < dayOf(ctx.now(), ctx.station.timeZone)) fail('tier/last-day-past')
    const place = await placeTier(tx, ctx.station.id, command.placeId)
    if (place.tier === null) fail('tier/no-tier')
    if (place.closedAt) fail('place/closed')
    if (place.tier === command.tier) fail('tier/same-tier')

    await insertProposal(tx, ctx.station.id, { id, ...command, proposedBy: ctx.actor.memberId, proposedAt: ctx.now() })
    await record(ctx, tx, {
      action: 'tier.proposed',
      entity: 'place',
      entityId: command.placeId,
      details: { tier: command.tier },
    })
    return {
      reply: { id, verdict: 'waiting' as const },
      changed: [{ op: 'put' as const, entity: 'tier-proposal', id, villagesAfter: villages(place.villageId) }],
    }
  })
}

/** Approves or rejects a proposal of somebody else; the tier follows the same moment. Errors: account/own-entry, account/not-allowed, proposal/decided-already. */
export function decideProposal(ctx: Context, proposalId: string, command: DecideProposal) {
  return once(ctx, { id: command.id, target: proposalId, body: command }, async (tx) => {
    const proposal = await lockProposal(tx, ctx.station.id, proposalId)
    const refusal = mayDecide('approve-tier', ctx.actor, { enteredBy: proposal.proposedBy })
    if (refusal) fail(refusal)
    if (proposal.verdict) fail('proposal/decided-already')

    await decide(tx, ctx.station.id, proposalId, {
      verdict: command.verdict,
      decidedBy: ctx.actor.memberId,
      decidedAt: ctx.now(),
      decisionNote: command.note ?? null,
    })
    const judged = await judgePlace(ctx, tx, proposal.placeId)
    await record(ctx, tx, { action: `tier.${command.verdict}`, entity: 'place', entityId: proposal.placeId })
    return {
      reply: { id: proposalId, verdict: command.verdict },
      changed: [
        { op: 'put' as const, entity: 'tier-proposal', id: proposalId, villagesAfter: villages(judged.villageId) },
        ...judged.changed,
      ],
    }
  })
}

/** Takes back one's own proposal before it is decided. Errors: account/not-allowed, proposal/decided-already. */
export function withdraw(ctx: Context, proposalId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: proposalId, body: command }, async (tx) => {
    const proposal = await lockProposal(tx, ctx.station.id, proposalId)
    if (proposal.proposedBy !== ctx.actor.memberId) fail('account/not-allowed')
    if (proposal.verdict) fail('proposal/decided-already')
    await decide(tx, ctx.station.id, proposalId, {
      verdict: 'withdrawn',
      decidedBy: ctx.actor.memberId,
      decidedAt: ctx.now(),
      decisionNote: null,
    })
    await record(ctx, tx, { action: 'tier.withdrawn', entity: 'place', entityId: proposal.placeId })
    return {
      reply: { id: proposalId, verdict: 'withdrawn' as const },
      changed: [{ op: 'put' as const, entity: 'tier-proposal', id: proposalId }],
    }
  })
}

const villages = (villageId: string | null): string[] => (villageId ? [villageId] : [])
