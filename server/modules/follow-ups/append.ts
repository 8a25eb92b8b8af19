import {
  type Appended,
  append,
  type ClockRules,
  type MemberEntry,
  type MergedPair,
  merge,
} from '@sifang/domain/follow-ups'
import type { ProblemCode } from '@sifang/domain/problems'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { recording } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { insertingEntries, readEntries } from './entries.ts'
import { followUpChange, type Written } from './open.ts'
import { requireOwner } from './owner.ts'
import { clockRulesFor } from './rules.ts'
import { lockFollowUp, type Standing, updatingFollowUp } from './standing.ts'
import { stands } from './stands.ts'

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** What a member appends, without who and when. */
export type Step = Without<MemberEntry, 'by' | 'at' | 'receivedAt'>

export type NewStep = {
  /** The entry's id. */
  readonly id: string
  /** The version that the member saw; left out: what stands. */
  readonly basedOn?: number
  /** When it happened; left out: now. */
  readonly at?: Date
  readonly step: Step
  /** What was said or done, in words; sealed under the matter's key. */
  readonly words?: string | undefined
}

/**
 * Appends one entry, after what the clocks brought until now, inside the caller's transaction. A refusal says what stands
 * and what is allowed. Errors: follow-up/not-found, those of `requireOwner` and of `append` of the rules.
 */
export async function appendEntry(ctx: Context, tx: Tx, followUpId: string, made: NewStep): Promise<Written> {
  const standing = await lockFollowUp(tx, ctx.station.id, followUpId)
  const { step } = made
  const ownerId = step.kind === 'accepted' ? ctx.actor.memberId : 'ownerId' in step ? step.ownerId : null
  if (ownerId !== null) await requireOwner(ctx, tx, ownerId, standing.followUp.subject)
  const receivedAt = knownAt(ctx, standing)
  const rules = await clockRulesFor(ctx, tx, standing.villageId, standing.followUp.changedAt)
  const entries = await readEntries(tx, ctx.station.id, followUpId)
  const entry: MemberEntry = { ...step, by: ctx.actor.memberId, at: made.at?.getTime() ?? receivedAt, receivedAt }
  const appended = append(entries, entry, made.basedOn ?? entries.length, ctx.actor, rules)
  if (appended.refusal) refuse(appended.refusal.code, appended)
  await write(ctx, tx, standing, appended, rules, made)
  return { followUp: appended.followUp, changed: [followUpChange(followUpId, standing.villageId)] }
}

/**
 * When the station knows of what is done now: never before what it knew last, also when the clock was set back, or that of
 * another server on the same database goes ahead of this one's.
 */
export const knownAt = (ctx: Pick<Context, 'now'>, { followUp }: Pick<Standing, 'followUp'>): number =>
  Math.max(ctx.now().getTime(), followUp.changedAt)

export type Merging = {
  readonly id: string
  readonly basedOn: number
  readonly intoId: string
  readonly intoBasedOn: number
}

/** Merges one follow-up into another: both are written, or neither. Errors: those of `merge` of the rules. */
export async function mergeFollowUps(ctx: Context, tx: Tx, fromId: string, merging: Merging): Promise<Written> {
  // always in the same order, so that two who merge crosswise do not wait for each other
  const [first, second] = [fromId, merging.intoId].toSorted()
  const one = await lockFollowUp(tx, ctx.station.id, first ?? fromId)
  const other = second === first ? one : await lockFollowUp(tx, ctx.station.id, second ?? fromId)
  const [from, into] = one.id === fromId ? [one, other] : [other, one]
  const rules = await clockRulesFor(ctx, tx, into.villageId, Math.min(from.followUp.changedAt, into.followUp.changedAt))
  const seen = async ({ id }: Standing, basedOn: number) => ({
    id,
    entries: await readEntries(tx, ctx.station.id, id),
    basedOn,
  })
  const pair: MergedPair = merge(
    await seen(from, merging.basedOn),
    await seen(into, merging.intoBasedOn),
    Math.max(knownAt(ctx, from), knownAt(ctx, into)),
    ctx.actor,
    rules,
  )
  if (pair.kind === 'refused' && pair.code === 'account/not-allowed') return fail(pair.code)
  if (pair.kind === 'refused') return fail(pair.code, { stands: stands(pair.stands) })
  await write(ctx, tx, from, pair.from, rules, { id: merging.id })
  await write(ctx, tx, into, pair.into, rules, { id: ctx.newId() })
  return {
    followUp: pair.from.followUp,
    changed: [followUpChange(from.id, from.villageId), followUpChange(into.id, into.villageId)],
  }
}

async function write(
  ctx: Context,
  tx: Tx,
  standing: Standing,
  { entries, followUp }: Appended,
  rules: ClockRules,
  { id, words }: Pick<NewStep, 'id' | 'words'>,
): Promise<void> {
  const sealed = words ? (await getMatter(tx, ctx, standing.id)).seal(words) : null
  const written = entries.map((entry, index) =>
    index === entries.length - 1 ? { id, entry, sealed } : { id: ctx.newId(), entry, sealed: null },
  )
  const at = { id: standing.id, placeId: followUp.placeId, version: standing.followUp.version + 1 }
  const details = { version: followUp.version }
  const action = `follow-up.${entries.at(-1)?.kind}`
  await writeTogether(tx, [
    ...insertingEntries(ctx.station.id, at, written),
    ...updatingFollowUp(tx, ctx.station.id, standing.id, followUp, rules),
    recording(ctx, { action, entity: 'follow-up', entityId: standing.id, details }),
  ])
}

/** What stands is said to those who may do something about it: whoever reads it in brief is not told who has it. */
function refuse(code: ProblemCode, { followUp, refusal }: Appended): never {
  if (code === 'account/not-allowed') return fail(code)
  return fail(code, { stands: stands(followUp), allowed: refusal?.allowed ?? [] })
}
