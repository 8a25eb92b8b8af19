import { dayOf } from '@sifang/domain/calendar'
import { incidentDecisionRefusal, needOf, strangeFields } from '@sifang/domain/disputes'
import type { Topic } from '@sifang/domain/findings'
import { hasInHand } from '@sifang/domain/follow-ups'
import { toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter, keepAsStatutory } from '../../platform/secrets/index.ts'
import { appendEntry, entryTime, openFollowUp } from '../follow-ups/index.ts'
import { reportIncidentOf } from '../incidents/index.ts'
import { probe, remember } from '../recurrence/index.ts'
import { appendStep, type StepTaken } from './append-step.ts'
import { cadreOf, keepParty, readParties } from './queries.ts'
import {
  type DecideIncident,
  type EnterParty,
  type Informal,
  type OpenNeed,
  partyContent,
  type ReadingPurpose,
  type TakeStep,
} from './schema.ts'
import { hostFacts, lockDispute } from './standing.ts'
import { readStep } from './steps.ts'

/** Takes one step of a dispute, from acceptance to filing. Errors: dispute/reason-needed, those of `appendStep` and `readStep`. */
export function takeStep(ctx: Context, disputeId: string, command: TakeStep) {
  return once(ctx, { id: command.id, target: disputeId, body: command }, async (tx) => {
    if (withReason.includes(command.step.kind) && !command.words.reason) fail('dispute/reason-needed')
    if (command.step.kind === 'supplemented') requireSupplement(command.step, command.words)
    const locked = await lockDispute(ctx, tx, disputeId)
    const at = command.at ? await entryTime(ctx, tx, disputeId, command.at) : ctx.now()
    const read = await readStep(ctx, tx, locked, command.step, at)
    // what a procedure was opened for is a statutory file, kept as long as the law sets
    if (statutory.includes(procedureOf(command.step))) await keepAsStatutory(tx, ctx, disputeId)
    const { id, basedOn, words } = command
    const happened = command.at ? { at } : {}
    return replyOf(disputeId, await appendStep(ctx, tx, locked, { id, basedOn, ...happened, words, ...read }))
  })
}

/** Procedures with papers that the law asks for (MEDIATION.md “Papers”). */
const statutory: readonly (string | null)[] = ['people', 'public-security']
const procedureOf = (step: TakeStep['step']): string | null => ('procedure' in step ? step.procedure : null)

/** “Chosen at acceptance and changeable with a reason” (MEDIATION.md); so is what ends a mediation against the first wish. */
const withReason: readonly string[] = ['procedure-changed', 'refused', 'withdrawn']

/** A supplement says something, and only what its step leaves open. Errors: dispute/not-supplemented. */
function requireSupplement({ of }: Extract<TakeStep['step'], { kind: 'supplemented' }>, words: TakeStep['words']) {
  const fields = Object.keys(words)
  const strange = strangeFields(of, fields)
  if (fields.length === 0 || strange.length > 0) fail('dispute/not-supplemented', { of, fields: strange })
}

/**
 * 就地劝和: a volunteer or cadre made peace; village, cause and outcome, no names. Settled, it is closed at once; where it
 * was not, the follow-up stays with whom the rules choose. Errors: those of `openFollowUp`, of the guards.
 */
export function informal(ctx: Context, id: string, command: Informal) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { villageId, cause, circumstances, outcome } = command
    const { at } = toldTime(ctx, command.at)
    const settled = outcome === 'settled'
    const self = ctx.actor.memberId
    await openFollowUp(ctx, tx, {
      id,
      subject: 'dispute',
      urgency: 'ordinary',
      topic: cause,
      placeId: villageId,
      at,
      source: 'message',
      findingId: null,
      reporterId: self,
      residentAsked: false,
      ownerId: settled ? self : null,
      settleBy: null,
    })
    const host = await hostFacts(ctx, tx, { kind: 'member', memberId: self }, villageId, at)
    const on = dayOf(at, ctx.station.timeZone)
    const step = { at, words: {}, host }
    const chosen = await appendStep(ctx, tx, await lockDispute(ctx, tx, id), {
      ...step,
      id: ctx.newId(),
      step: {
        kind: 'procedure-chosen',
        procedure: 'informal',
        cause,
        origin: 'proactive',
        host: { kind: 'member', memberId: self },
        circumstances,
        on,
        caseFiledOn: null,
      },
    })
    if (!settled) {
      const failed = await appendStep(ctx, tx, await lockDispute(ctx, tx, id), {
        ...step,
        id: ctx.newId(),
        step: { kind: 'failed', remediesTold: false },
      })
      return replyOf(id, failed)
    }
    await appendStep(ctx, tx, await lockDispute(ctx, tx, id), {
      ...step,
      id: ctx.newId(),
      step: { kind: 'settled-there', on },
    })
    const ended = await appendStep(ctx, tx, await lockDispute(ctx, tx, id), {
      ...step,
      id: ctx.newId(),
      step: { kind: 'filed', on },
    })
    // who made peace and reported it is one and the same: there is nobody left to tell
    const closed = await appendEntry(ctx, tx, id, { id: ctx.newId(), step: { kind: 'confirmed', from: self } })
    return replyOf(id, { ...ended, followUp: closed.followUp, changed: [...chosen.changed, ...closed.changed] })
  })
}

/** That it is an incident as well, or a second person's why not. Errors: account/own-entry, account/not-allowed, those of `appendStep`. */
export function decideIncident(ctx: Context, disputeId: string, command: DecideIncident) {
  return once(ctx, { id: command.id, target: disputeId, body: command }, async (tx) => {
    const locked = await lockDispute(ctx, tx, disputeId)
    const refusal = incidentDecisionRefusal(ctx.actor, locked.dispute, command.verdict)
    if (refusal) fail(refusal)
    const { id, basedOn } = command
    const incidentId = command.verdict === 'incident' ? command.incidentId : null
    const words = command.verdict === 'incident' ? {} : { reason: command.reason }
    const taken = await appendStep(ctx, tx, locked, {
      id,
      basedOn,
      words,
      host: await hostFacts(ctx, tx, locked.dispute.host, locked.villageId, ctx.now()),
      step: { kind: 'incident-decided', incidentId },
    })
    if (command.verdict === 'not-an-incident') return replyOf(disputeId, taken)
    const reported = await reportIncidentOf(ctx, tx, command.incidentId, {
      followUpId: disputeId,
      category: command.category,
      occurredAt: new Date(locked.dispute.reportedAt),
      villageId: locked.villageId ?? fail('place/village-unknown'),
      source: locked.dispute.circumstances.includes('by-110') ? '110' : 'visit',
    })
    return replyOf(disputeId, { ...taken, changed: [...taken.changed, ...reported] })
  })
}

/** What the need of a cause is about, as needs are listed. */
const needTopics: Readonly<Record<string, Topic>> = { irrigation: 'water', drainage: 'water' }

/**
 * A cause that comes again becomes a need to whoever can remove it, such as the water rota 轮灌 to the cadre (DOMAIN.md §7).
 * Errors: dispute/cause-not-recurring, those of `appendStep` and `openFollowUp`.
 */
export function openNeed(ctx: Context, disputeId: string, command: OpenNeed) {
  return once(ctx, { id: command.id, target: disputeId, body: command }, async (tx) => {
    const locked = await lockDispute(ctx, tx, disputeId)
    const { cause } = locked.dispute
    const needTo = cause === null ? null : needOf(cause)
    if (needTo === null && command.ownerId === undefined) fail('dispute/cause-not-recurring', { cause })
    const on = dayOf(ctx.now(), ctx.station.timeZone)
    const cadre = needTo === 'cadre' ? await cadreOf(tx, ctx.station.id, locked.villageId, on) : null
    const need = await openFollowUp(ctx, tx, {
      id: command.needId,
      subject: 'need',
      urgency: 'ordinary',
      topic: needTopics[cause ?? ''] ?? 'other',
      placeId: locked.villageId ?? fail('place/village-unknown'),
      at: ctx.now(),
      source: null,
      findingId: null,
      reporterId: null,
      residentAsked: false,
      // nobody named and no cadre there: as the rules choose
      ownerId: command.ownerId ?? cadre,
      settleBy: null,
      words: command.words,
    })
    const { id, basedOn } = command
    const taken = await appendStep(ctx, tx, locked, {
      id,
      basedOn,
      words: {},
      host: null,
      step: { kind: 'need-opened', followUpId: command.needId },
    })
    return {
      reply: { id: disputeId, version: taken.followUp.version, needId: command.needId, ownerId: need.followUp.ownerId },
      changed: [...taken.changed, ...need.changed],
    }
  })
}

/** Enters a party, or corrects what is known of one; sealed. Errors: dispute/not-found, dispute/party-unknown. */
export function enterParty(ctx: Context, disputeId: string, partyId: string, command: EnterParty) {
  return once(ctx, { id: command.id, target: `${disputeId}/${partyId}`, body: command }, async (tx) => {
    const locked = await lockDispute(ctx, tx, disputeId)
    // nobody joins what was put away; what its papers lack of a party, or have wrong, is still entered
    const known = (await readParties(tx, ctx.station.id, disputeId)).some(({ id }) => id === partyId)
    if (locked.dispute.endedOn !== null && !known) {
      fail('dispute/not-allowed-now', { stands: { state: locked.dispute.state } })
    }
    requireHand(ctx, locked.ownerId, locked.dispute.host?.memberId ?? null)
    const sealed = (await getMatter(tx, ctx, disputeId)).seal(JSON.stringify(command.person))
    await keepParty(tx, ctx.station.id, { id: partyId, disputeId, part: command.part, sealed })
    // “these two again” (DOMAIN.md §7)
    if (locked.villageId) await remember(ctx, tx, disputeId, locked.villageId, await partyNames(ctx, tx, disputeId))
    await record(ctx, tx, {
      action: 'dispute.party-entered',
      entity: 'dispute',
      entityId: disputeId,
      details: { partyId },
    })
    return {
      reply: { id: disputeId, partyId },
      changed: [
        {
          op: 'put' as const,
          entity: 'dispute',
          id: disputeId,
          villagesAfter: locked.villageId ? [locked.villageId] : [],
        },
      ],
    }
  })
}

/** How often these two, or this place, had a dispute before; no list of them. Errors: dispute/not-found, account/not-allowed. */
export function probeAgain(ctx: Context, disputeId: string, purpose: ReadingPurpose) {
  return ctx.db.transaction().execute(async (tx) => {
    const { dispute } = await lockDispute(ctx, tx, disputeId)
    const { samePair, samePlace } = await probe(ctx, tx, disputeId, { hostId: dispute.host?.memberId ?? null, purpose })
    return { samePair: samePair.length, samePlace: samePlace.length }
  })
}

async function partyNames(ctx: Context, tx: Tx, disputeId: string): Promise<readonly string[]> {
  const matter = await getMatter(tx, ctx, disputeId)
  const parties = await readParties(tx, ctx.station.id, disputeId)
  return parties.flatMap(({ sealed }) =>
    sealed ? [partyContent.parse(JSON.parse(matter.open(sealed).toString())).name] : [],
  )
}

/** Names are for those who work on it: police, whoever owns it, whoever hosts it. Errors: account/not-allowed. */
export function requireHand(ctx: Context, ownerId: string, hostId: string | null): void {
  const police = ctx.scope === 'station'
  if (!police && !hasInHand(ctx.actor, ownerId) && ctx.actor.memberId !== hostId) fail('account/not-allowed')
}

const replyOf = (id: string, { dispute, followUp, changed }: StepTaken) => ({
  reply: { id, version: followUp.version, state: dispute.state, followUpState: followUp.state },
  changed,
})
