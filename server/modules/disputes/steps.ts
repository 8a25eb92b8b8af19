import { dayOf } from '@sifang/domain/calendar'
import { type Dispute, type DisputeStep, disputeDates, type HostFacts, type Present } from '@sifang/domain/disputes'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { readParties, rolesOf } from './queries.ts'
import type { StepBody } from './schema.ts'
import { hostFacts, type LockedDispute } from './standing.ts'

/** A step as the rules read it, and what the guards ask about its host. */
export type ReadStep = { readonly step: DisputeStep; readonly host: HostFacts | null }

/**
 * Fills in what the server knows: the day, numbers, who the host is, the parties who sign. Errors: dispute/party-unknown,
 * dispute/mediator-not-found.
 */
export async function readStep(
  ctx: Context,
  tx: Tx,
  locked: LockedDispute,
  body: StepBody,
  at: Date,
): Promise<ReadStep> {
  const { dispute, villageId } = locked
  const on = dayOf(at, ctx.station.timeZone)
  const standingHost = await hostFacts(ctx, tx, dispute.host, villageId, at)
  switch (body.kind) {
    case 'procedure-chosen':
    case 'procedure-changed': {
      const host = await hostFacts(ctx, tx, body.host, villageId, at)
      return { host, step: { ...body, host: host?.host ?? null, on } }
    }
    case 'inquiry':
      return { host: standingHost, step: { ...body, no: dispute.inquiries + 1 } }
    case 'sitting': {
      await requireThere(ctx, tx, locked.id, body.present)
      return { host: standingHost, step: { ...body, no: (dispute.sittings.at(-1)?.no ?? 0) + 1, on } }
    }
    case 'agreed': {
      const parties = await readParties(tx, ctx.station.id, locked.id)
      const partyIds = parties.filter(({ part }) => part !== 'other').map(({ id }) => id)
      return { host: standingHost, step: { ...body, agreementId: ctx.newId(), on, partyIds } }
    }
    case 'revisited':
      return { host: standingHost, step: { ...body, no: body.no ?? nextRevisit(dispute, locked), on } }
    case 'settled-there':
    case 'signed':
    case 'instalment':
    case 'confirmation':
    case 'filed':
      return { host: standingHost, step: { ...body, on } }
    default:
      return { host: standingHost, step: body }
  }
}

/** The first that was planned and not made, else one more. */
const nextRevisit = (dispute: Dispute, { settings }: LockedDispute): number => {
  const planned = disputeDates(dispute, settings).find(({ kind }) => kind === 'revisit')
  return planned?.no ?? dispute.revisits.length + 1
}

const parties: readonly Present['part'][] = ['applicant', 'respondent', 'other-party']

/** Parties are this dispute's, officers are officers: what a guard counts is not taken on trust. */
async function requireThere(ctx: Context, tx: Tx, disputeId: string, present: readonly Present[]): Promise<void> {
  const known = new Map((await readParties(tx, ctx.station.id, disputeId)).map(({ id, part }) => [id, part]))
  const members = await rolesOf(
    tx,
    ctx.station.id,
    present.flatMap(({ personId }) => personId ?? []),
  )
  for (const { part, personId, forPartyId } of present) {
    const wrongParty =
      parties.includes(part) && (personId === null || known.get(personId) !== (part === 'other-party' ? 'other' : part))
    const role = personId === null ? undefined : members.get(personId)
    const wrongOfficer = part === 'officer' && (role === undefined || !officers.includes(role))
    if (wrongParty || wrongOfficer || (forPartyId !== null && !known.has(forPartyId))) {
      fail('dispute/party-unknown', { part, personId, forPartyId })
    }
  }
}

const officers: readonly string[] = ['chief', 'instructor', 'deputy', 'officer']

/** How the follow-up's own clocks read a step: somebody was there, the cadre was called. */
export const workedAs = ({ kind }: DisputeStep): 'cadre-contacted' | 'on-the-scene' | 'other' =>
  kind === 'cadre-contacted' || kind === 'on-the-scene' ? kind : 'other'
