import { type Asker, askerMeant } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { once } from '../../platform/records/commands.ts'
import { appendEntry, type Merging, mergeFollowUps, type Step } from './append.ts'
import { entryTime } from './entries.ts'
import { requireReadable } from './list.ts'
import { openFollowUp, type Written } from './open.ts'
import { clockRulesFor } from './rules.ts'
import type { AppendBody, OpenOrder } from './schema.ts'
import { lockFollowUp } from './standing.ts'

/** 交办, or a promise made without a finding before it. Errors: those of `openFollowUp`. */
export function openOrder(ctx: Context, id: string, command: OpenOrder) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { ownerId, settleBy, topic, ...rest } = command
    const written = await openFollowUp(ctx, tx, {
      id,
      ...rest,
      topic: topic ?? null,
      at: ctx.now(),
      source: null,
      findingId: null,
      reporterId: null,
      residentAsked: false,
      ownerId: ownerId ?? null,
      settleBy: settleBy ?? null,
    })
    return replyOf(id, written)
  })
}

/** Appends an entry by hand. Errors: those of `appendEntry`; 409 says what stands now and what is allowed. */
export function append(ctx: Context, followUpId: string, command: AppendBody) {
  return once(ctx, { id: command.id, target: followUpId, body: command }, async (tx) => {
    await requireReadable(ctx, tx, followUpId)
    const written = await appendEntry(ctx, tx, followUpId, {
      id: command.id,
      basedOn: command.basedOn,
      ...(command.at ? { at: await entryTime(ctx, tx, followUpId, command.at) } : {}),
      step: await stepOf(ctx, tx, followUpId, command),
      words: command.words,
    })
    return replyOf(followUpId, written)
  })
}

/** Closes a follow-up into another one that goes on for both. Errors: those of `mergeFollowUps`. */
export function mergeInto(ctx: Context, followUpId: string, command: Merging) {
  return once(ctx, { id: command.id, target: followUpId, body: command }, async (tx) => {
    for (const id of [followUpId, command.intoId]) await requireReadable(ctx, tx, id)
    return replyOf(followUpId, await mergeFollowUps(ctx, tx, followUpId, command))
  })
}

const replyOf = (id: string, { followUp: { version, state, ownerId }, changed }: Written) => ({
  reply: { id, version, state, ownerId },
  changed,
})

/** What came by the route, as the rules read it: whoever holds a post, and whether a reason was given. */
async function stepOf(ctx: Context, tx: Tx, followUpId: string, { step, words }: AppendBody): Promise<Step> {
  switch (step.kind) {
    case 'escalated': {
      const { villageId, followUp } = await lockFollowUp(tx, ctx.station.id, followUpId)
      const { holdersAt } = await clockRulesFor(ctx, tx, villageId, followUp.changedAt)
      const ownerId = holdersAt(ctx.now().getTime())[step.post] ?? fail('follow-up/post-vacant')
      return { ...step, clock: null, ownerId }
    }
    case 'worked':
      // a dispute's steps come by its own door
      return { ...step, dispute: null }
    case 'told':
      return { ...step, to: await meant(ctx, tx, followUpId, step.to) }
    case 'confirmed':
      return { ...step, from: await meant(ctx, tx, followUpId, step.from) }
    case 'unhappy':
      return { ...step, from: await meant(ctx, tx, followUpId, step.from), withReason: words !== undefined }
    case 'reopened':
      return { ...step, withReason: words !== undefined }
    default:
      return step
  }
}

/** Who it is, put in by the station where the member knows of them only that they reported. Errors: follow-up/not-asked. */
async function meant(ctx: Context, tx: Tx, followUpId: string, said: Asker): Promise<Asker> {
  const { followUp } = await lockFollowUp(tx, ctx.station.id, followUpId)
  return askerMeant(followUp, said, ctx.actor) ?? fail('follow-up/not-asked')
}
