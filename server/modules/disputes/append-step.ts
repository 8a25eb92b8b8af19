import { dayOf } from '@sifang/domain/calendar'
import {
  alsoOfFollowUp,
  type Dispute,
  type DisputeStep,
  disputeDates,
  type HostFacts,
  type StepRefusal,
  stepRefusal,
  withStep,
} from '@sifang/domain/disputes'
import { hasInHand, mayMake } from '@sifang/domain/follow-ups'
import { policeRoles } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { appendEntry, type DateKind, type Step, setDates, type Written } from '../follow-ups/index.ts'
import { insertWords, keepDispute } from './queries.ts'
import type { StepWords } from './schema.ts'
import type { LockedDispute } from './standing.ts'
import { workedAs } from './steps.ts'

export type NewDisputeStep = {
  readonly id: string
  readonly basedOn?: number
  /** When it happened; left out: now. */
  readonly at?: Date
  readonly step: DisputeStep
  readonly host: HostFacts | null
  readonly words: StepWords
}

export type StepTaken = Written & { readonly dispute: Dispute }

const kinds: readonly DateKind[] = ['mediation-ends', 'second-sitting', 'performance', 'confirmation', 'revisit']

/**
 * Takes one step of a dispute inside the caller's transaction: the entry, what stands, its dates, its words, and what
 * becomes of the follow-up. Errors: those of `stepRefusal` (with what stands, or the guard's article and routes), those of
 * `appendEntry`.
 */
export async function appendStep(
  ctx: Context,
  tx: Tx,
  locked: LockedDispute,
  made: NewDisputeStep,
): Promise<StepTaken> {
  const { step, host, words } = made
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  const refusal = stepRefusal(locked.dispute, step, { host, today, settings: locked.settings })
  // somebody else's step at the same version is said before what it left allowed
  if (refusal && (made.basedOn === undefined || made.basedOn >= locked.version)) refuse(refusal, locked)
  const first = await accept(ctx, tx, locked, made)
  const worked = await appendEntry(ctx, tx, locked.id, {
    id: made.id,
    ...(first || made.basedOn === undefined ? {} : { basedOn: made.basedOn }),
    ...(made.at ? { at: made.at } : {}),
    step: { kind: 'worked', step: workedAs(step), visitKind: null, dispute: step },
    words: Object.values(words).join('\n') || undefined,
  })
  if (refusal) refuse(refusal, locked)

  const receivedAt = worked.followUp.changedAt
  const dispute = withStep(locked.dispute, step, { by: ctx.actor.memberId, receivedAt })
  const written = await follow(ctx, tx, locked.id, dispute, worked)
  await keep(ctx, tx, locked, dispute, made, { ...written, version: worked.followUp.version })
  return {
    dispute,
    followUp: written.followUp,
    changed: [
      ...written.changed,
      { op: 'put', entity: 'dispute', id: locked.id, villagesAfter: locked.villageId ? [locked.villageId] : [] },
    ],
  }
}

/** Police who take it up have accepted it; whoever owns it accepts by working. */
async function accept(ctx: Context, tx: Tx, locked: LockedDispute, { basedOn }: NewDisputeStep): Promise<boolean> {
  const takesUp = locked.followUpState === 'open' && !hasInHand(ctx.actor, locked.ownerId)
  if (!takesUp || !policeRoles.includes(ctx.actor.role)) return false
  const step: Step = { kind: 'accepted' }
  await appendEntry(ctx, tx, locked.id, { id: ctx.newId(), ...(basedOn === undefined ? {} : { basedOn }), step })
  return true
}

/** The station's word, or that it goes on again; left to police where whoever hosts may not say it. */
async function follow(ctx: Context, tx: Tx, id: string, dispute: Dispute, worked: Written): Promise<Written> {
  const also = alsoOfFollowUp(dispute, worked.followUp.state)
  if (also === null || mayMake(ctx.actor, { kind: also, by: ctx.actor.memberId }, worked.followUp) !== null)
    return worked
  const step: Step = also === 'settled' ? { kind: also } : { kind: also, withReason: true }
  return appendEntry(ctx, tx, id, { id: ctx.newId(), step })
}

async function keep(
  ctx: Context,
  tx: Tx,
  { id, villageId, settings }: LockedDispute,
  dispute: Dispute,
  { id: entryId, step, words }: NewDisputeStep,
  { followUp, version }: Written & { readonly version: number },
): Promise<void> {
  await keepDispute(tx, ctx.station.id, { id, villageId }, dispute)
  if (Object.keys(words).length > 0) {
    const sealed = (await getMatter(tx, ctx, id)).seal(JSON.stringify(words))
    await insertWords(tx, ctx.station.id, { disputeId: id, entryId, version, kind: step.kind, sealed })
  }
  const ownerId = dispute.host?.memberId ?? followUp.ownerId
  const dates = disputeDates(dispute, settings).flatMap(({ kind, no, on }) =>
    on === null ? [] : [{ kind, no, on, ownerId }],
  )
  await setDates(ctx, tx, id, kinds, dates)
  await record(ctx, tx, {
    action: `dispute.${step.kind}`,
    entity: 'dispute',
    entityId: id,
    details: { state: dispute.state, version },
  })
}

/** Says what stands, what is allowed and what is missing; or the guard, its article and the right routes. */
function refuse(refusal: StepRefusal, { version }: LockedDispute): never {
  if (refusal.kind === 'guard') {
    const { guard, article, basis, routes } = refusal.guard
    return fail(refusal.code, { guard, article, basis, routes })
  }
  const { code, state, allowed, missing } = refusal
  return fail(code, { stands: { version, state }, allowed, missing })
}
