import { type CivilDate, dayOf } from '@sifang/domain/calendar'
import {
  type Finding,
  type FindingKind,
  isTopicOf,
  mayBe,
  mayCorrect,
  mayEnter,
  standingFinding,
  type Topic,
} from '@sifang/domain/findings'
import { toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter, type Matter } from '../../platform/secrets/index.ts'
import { appendEntry, keepWithPolice, lockFollowUp, openFollowUp, type Written } from '../follow-ups/index.ts'
import { requirePresent } from '../members/index.ts'
import { requireVisitRead } from '../visits/index.ts'
import type { BaseDataChange } from './base-data.ts'
import { applyAtOnce } from './base-data-decisions.ts'
import { getWithCorrections, insertFinding } from './queries.ts'
import type { CorrectFinding, EnterFinding } from './schema.ts'

/**
 * Enters a finding; its follow-up opens with it. Errors: place/not-found, visit/not-found, member/left,
 * finding/topic-unknown, those of `mayEnter` and `openFollowUp`.
 */
export function enter(ctx: Context, id: string, command: EnterFinding) {
  return once(ctx, { id, body: command }, async (tx) => {
    const written = await enterFinding(ctx, tx, id, command)
    return { reply: replyOf(id, id, written), changed: written.changed }
  })
}

/**
 * The same inside a transaction of somebody else's, as of a check that finds a hazard: that has a day by which it is to be
 * put right.
 */
export async function enterFinding(
  ctx: Context,
  tx: Tx,
  id: string,
  command: EnterFinding,
  { settleBy = null }: { readonly settleBy?: CivilDate | null } = {},
): Promise<Written> {
  const finding = findingOf(ctx, id, command)
  const refusal = mayEnter(ctx.actor, finding)
  if (refusal) fail(refusal)
  requireTopic(command.kind, command.topic)
  if (finding.source.kind === 'visit') await requireVisitRead(ctx, tx, finding.source.visitId)
  if (finding.reporterId && finding.reporterId !== ctx.actor.memberId) {
    await requirePresent(ctx, tx, [finding.reporterId], dayOf(finding.at, ctx.station.timeZone))
  }

  const written = await openFollowUp(ctx, tx, {
    id,
    subject: finding.kind,
    urgency: finding.urgency,
    topic: command.topic ?? null,
    placeId: finding.placeId,
    at: new Date(finding.at),
    source: finding.source.kind,
    findingId: id,
    reporterId: finding.reporterId,
    residentAsked: command.asker !== undefined,
    ownerId: null,
    settleBy,
  })
  await insertFinding(tx, ctx.station.id, {
    ...finding,
    followUpId: id,
    topic: command.topic ?? null,
    change: command.change ?? null,
    sealed: sealed(written.matter, command),
  })
  return command.change ? withChange(ctx, tx, finding, { ...command, change: command.change }, written) : written
}

/** A change of base data that counts at once is applied with its entry; what stands of the follow-up is what came of it. */
async function withChange(
  ctx: Context,
  tx: Tx,
  { id, reporterId, enteredBy, placeId, at }: Finding,
  { kind, change, asker }: EnterFinding & { change: BaseDataChange },
  written: Written,
): Promise<Written> {
  if (kind !== 'base-data-change') return written
  const said = { id, followUpId: id, placeId, change, at: new Date(at), reporterId, enteredBy }
  const changed = await applyAtOnce(ctx, tx, { ...said, residentAsked: asker !== undefined })
  if (changed.length === 0) return written
  return { followUp: (await lockFollowUp(tx, ctx.station.id, id)).followUp, changed: [...written.changed, ...changed] }
}

/**
 * Corrects a finding by a further one; what was seen first stays. Errors: finding/not-found, finding/corrected-already,
 * finding/topic-unknown, those of `mayBe` and `appendEntry`.
 */
export function correct(ctx: Context, findingId: string, command: CorrectFinding) {
  return once(ctx, { id: command.id, target: findingId, body: command }, async (tx) => {
    const all = await getWithCorrections(tx, ctx.station.id, findingId)
    const refusal = mayCorrect(ctx.actor, all, findingId)
    // the same as for one that is not there: whether there is one is not theirs to know
    if (refusal === 'account/not-allowed') fail('finding/not-found')
    if (refusal) fail(refusal, { stands: standingFinding(all).id })
    const kindRefusal = mayBe(ctx.actor.role, command)
    if (kindRefusal) fail(kindRefusal)
    requireTopic(command.kind, command.topic)

    const { followUpId, ...before } = standingFinding(all)
    const written = await appendEntry(ctx, tx, followUpId, {
      id: ctx.newId(),
      basedOn: command.basedOn,
      step: {
        kind: 'corrected',
        findingId: command.id,
        subject: command.kind,
        urgency: command.urgency,
        topic: command.topic ?? null,
      },
    })
    const matter = await getMatter(tx, ctx, followUpId)
    await insertFinding(tx, ctx.station.id, {
      ...before,
      id: command.id,
      kind: command.kind,
      urgency: command.urgency,
      receivedAt: ctx.now().getTime(),
      enteredBy: ctx.actor.memberId,
      corrects: findingId,
      followUpId,
      topic: command.topic ?? null,
      change: command.change ?? null,
      sealed: sealed(matter, command),
    })
    const stands = (await keepWithPolice(ctx, tx, followUpId)) ?? written
    return { reply: replyOf(command.id, followUpId, stands), changed: written.changed }
  })
}

function findingOf(ctx: Context, id: string, command: EnterFinding): Finding {
  const { kind, urgency, source, placeId, at } = command
  const own = source.kind === 'visit' || source.kind === 'message'
  const reporterId = command.reporterId === undefined && own ? ctx.actor.memberId : (command.reporterId ?? null)
  return {
    id,
    kind,
    urgency,
    source,
    placeId,
    at: toldTime(ctx, at).at.getTime(),
    receivedAt: ctx.now().getTime(),
    reporterId,
    enteredBy: ctx.actor.memberId,
    corrects: null,
  }
}

function requireTopic(kind: FindingKind, topic: Topic | undefined): void {
  if (topic && !isTopicOf(kind, topic)) fail('finding/topic-unknown', { kind, topic })
}

/** What somebody said, and who asked, under the matter's key. */
function sealed(matter: Matter, { words, asker }: Pick<EnterFinding, 'words' | 'asker'>): Buffer | null {
  if (words === undefined && asker === undefined) return null
  return matter.seal(JSON.stringify({ words: words ?? null, asker: asker ?? null }))
}

const replyOf = (id: string, followUpId: string, { followUp: { version, state, ownerId } }: Written) => ({
  id,
  followUpId,
  version,
  state,
  ownerId,
})
