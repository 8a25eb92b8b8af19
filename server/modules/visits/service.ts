import type { Role } from '@sifang/domain/members'
import { mayRecordKind } from '@sifang/domain/visits'
import { arrivedAt, type ToldTime, toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record, recording } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace, judgeWith, openPlace, type StoredLife } from '../duties/index.ts'
import { refuseAdmission, refuseVoiding } from './decisions.ts'
import { findParticipants, insertVisit, lockVisit, markAdmitted, markVoid, type NewVisit } from './queries.ts'
import type { RecordVisit } from './schema.ts'

/**
 * Records a visit, or an attempt that failed, and settles every duty it may (DOMAIN.md §4).
 * Errors: place/not-found, visit/in-the-future, visit/kind-not-yours, visit/appointment-needs-chief, visit/unknown-participant.
 */
export function recordVisit(ctx: Context, id: string, command: RecordVisit) {
  return once(ctx, { id, body: command }, async (tx) => {
    const entered = await enterVisit(ctx, tx, { id, ...command }, null)
    const { fulfilled, waits, timeUncertain, failedAttempts, changed, writes } = entered
    return { reply: { id, fulfilled, waits, timeUncertain, failedAttempts }, changed, writes }
  })
}

/**
 * One visit inside a transaction: of its own, or a row of a round list that was filled in on paper. The place is judged
 * with the visit before anything is written, so that all of it is one statement.
 */
export async function enterVisit(
  ctx: Context,
  tx: Tx,
  command: RecordVisit & { id: string },
  roundListId: string | null,
) {
  const told = toldTime(ctx, command.at)
  const { at } = told
  if (at > ctx.now()) fail('visit/in-the-future')
  if (!mayRecordKind(ctx.actor.role, command.kind)) fail('visit/kind-not-yours')
  const life = await openPlace(tx, ctx, command.placeId, at)
  if (at < life.createdAt) fail('visit/before-place')
  const rolesPresent = await rolesOf(ctx, tx, command.participants)
  if (command.kind === 'appointment' && !rolesPresent.some(isLeader)) fail('visit/appointment-needs-chief')

  const visit: NewVisit = { ...newVisit(ctx, command, rolesPresent, roundListId), ...told }
  const judged = await judgeWith(ctx, tx, withVisit(life, visit))
  const waits = judged.waiting.has(visit.id)
  const change: Change = {
    op: 'put',
    entity: 'visit',
    id: visit.id,
    villagesAfter: life.villageId ? [life.villageId] : [],
  }
  return {
    fulfilled: judged.fulfilledBy(visit.id),
    waits,
    timeUncertain: visit.timeUncertain,
    failedAttempts: judged.failedAttempts,
    changed: [change, ...judged.changed],
    writes: [
      insertVisit(ctx.station.id, visit, waits),
      recording(ctx, { action: 'visit.recorded', entity: 'visit', entityId: visit.id }),
      ...judged.writes,
    ],
  }
}

/** The place's life with the visit in it, in the order of time. */
function withVisit(life: StoredLife, visit: NewVisit): StoredLife {
  const added: StoredLife['visits'][number] = {
    id: visit.id,
    kind: visit.kind,
    at: visit.at.toISOString(),
    receivedAt: visit.receivedAt.toISOString(),
    outcome: visit.outcome,
    roles: visit.rolesPresent,
    waits: false,
    admittedAt: null,
    timeUncertain: visit.timeUncertain,
  }
  const visits = [...life.visits, added].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return { ...life, visits }
}

/** Makes a wrong visit void, with a reason; its duties are judged anew. Errors: visit/voided-already, account/own-entry, account/not-allowed. */
export function voidVisit(ctx: Context, visitId: string, command: { id: string; reason: string }) {
  return once(ctx, { id: command.id, target: visitId, body: command }, async (tx) => {
    const visit = await lockVisit(tx, ctx.station.id, visitId)
    const refusal = refuseVoiding(ctx.actor, visit)
    if (refusal) fail(refusal)

    await markVoid(tx, ctx.station.id, visitId, ctx.actor.memberId, ctx.now(), command.reason)
    return judgedAnew(ctx, tx, visitId, visit.placeId, 'visit.voided')
  })
}

/** Lets a visit count that was reported late or whose time is uncertain; an officer who was not there says so. Errors: visit/not-waiting, account/own-entry. */
export function admitVisit(ctx: Context, visitId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: visitId, body: command }, async (tx) => {
    const visit = await lockVisit(tx, ctx.station.id, visitId)
    const refusal = refuseAdmission(ctx.actor, visit)
    if (refusal) fail(refusal)

    await markAdmitted(tx, ctx.station.id, visitId, ctx.actor.memberId, ctx.now())
    return judgedAnew(ctx, tx, visitId, visit.placeId, 'visit.admitted')
  })
}

async function judgedAnew(ctx: Context, tx: Tx, visitId: string, placeId: string, action: string) {
  const judged = await judgePlace(ctx, tx, placeId)
  await record(ctx, tx, { action, entity: 'visit', entityId: visitId, details: { placeId } })
  const change: Change = {
    op: 'put',
    entity: 'visit',
    id: visitId,
    villagesAfter: judged.villageId ? [judged.villageId] : [],
  }
  return { reply: { id: visitId }, changed: [change, ...judged.changed] }
}

async function rolesOf(ctx: Context, tx: Tx, memberIds: readonly string[]): Promise<readonly Role[]> {
  const ids = [...new Set(memberIds)]
  // whoever records alone is known by their session
  if (ids.length === 1 && ids[0] === ctx.actor.memberId) return [ctx.actor.role]
  const found = await findParticipants(tx, ctx.station.id, ids)
  if (found.length !== ids.length) fail('visit/unknown-participant')
  return [...new Set(found.map(({ role }) => role))]
}

const isLeader = (role: Role): boolean => role === 'chief' || role === 'instructor' || role === 'deputy'

function newVisit(
  ctx: Context,
  command: RecordVisit & { id: string },
  rolesPresent: readonly Role[],
  roundListId: string | null,
): Omit<NewVisit, keyof ToldTime> {
  const failed = command.outcome === 'failed'
  return {
    id: command.id,
    placeId: command.placeId,
    kind: command.kind,
    receivedAt: arrivedAt(ctx),
    outcome: command.outcome,
    failure: failed ? command.failure : null,
    nextAttemptAt: failed && command.nextAttemptAt ? new Date(command.nextAttemptAt) : null,
    note: command.note ?? null,
    observed: command.observed,
    participants: [...new Set(command.participants)],
    rolesPresent,
    othersPresent: command.othersPresent ?? null,
    source: roundListId ? 'paper' : 'app',
    roundListId,
    recordedBy: ctx.actor.memberId,
  }
}
