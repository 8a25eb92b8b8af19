import type { CivilDate } from '@sifang/domain/calendar'
import type { FindingSource, Topic, Urgency } from '@sifang/domain/findings'
import {
  type FollowUp,
  type FollowUpSubject,
  firstOwner,
  followUpOf,
  type Opened,
  openingRefusal,
} from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { recording } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { keepingKey, type Matter, matterMaker } from '../../platform/secrets/index.ts'
import { isWithinReach } from '../places/index.ts'
import { insertingEntries } from './entries.ts'
import { requireOwner, takingOn } from './owner.ts'
import { clockRulesFor } from './rules.ts'
import { insertingFollowUp } from './standing.ts'

/** What a command wrote: what stands now, and what the feed is told. */
export type Written = { readonly followUp: FollowUp; readonly changed: readonly Change[] }

export type Opening = {
  /** UUIDv7: its first finding's, or its own. */
  readonly id: string
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  readonly topic: Topic | null
  readonly placeId: string
  readonly at: Date
  readonly source: FindingSource['kind'] | null
  readonly findingId: string | null
  readonly reporterId: string | null
  readonly residentAsked: boolean
  /** null: the rules choose (DOMAIN.md §2 “Owner”, §5). */
  readonly ownerId: string | null
  readonly settleBy: CivilDate | null
  /** What was said; sealed under the matter's key. */
  readonly words?: string | undefined
}

export type PlaceOfMatter = {
  readonly id: string
  readonly kind: string
  readonly villageId: string | null
  readonly lineId: string | null
  readonly ownerId: string | null
}

/** The place that a matter lies at, within the reach of who acts. Errors: place/not-found. */
export async function placeOfMatter(ctx: Context, connection: Connection, placeId: string): Promise<PlaceOfMatter> {
  const { rows } = await sql<PlaceOfMatter>`
    select id, kind, case when kind = 'village' then id else village_id end as village_id, line_id, owner_id
    from place where station_id = ${ctx.station.id} and id = ${placeId}`.execute(connection)
  const place = rows[0]
  return place && isWithinReach(ctx, place) ? place : fail('place/not-found')
}

/**
 * Opens a follow-up with its matter, inside the caller's transaction. Its owner is the duty officer when it is urgent,
 * else the place's, else the chief, unless one is named.
 * Errors: place/not-found, follow-up/no-owner, those of `requireOwner` and `openingRefusal`.
 */
export async function openFollowUp(
  ctx: Context,
  tx: Tx,
  opening: Opening,
): Promise<Written & { readonly matter: Matter }> {
  const place = await placeOfMatter(ctx, tx, opening.placeId)
  const receivedAt = ctx.now().getTime()
  const rules = await clockRulesFor(ctx, tx, place.villageId, receivedAt)
  if (opening.ownerId) await requireOwner(ctx, tx, opening.ownerId, opening.subject)
  const holders = rules.holdersAt(receivedAt)
  const chosen = firstOwner(opening.urgency, place.ownerId, holders) ?? fail('follow-up/no-owner')
  const ownerId = opening.ownerId ?? ((await takingOn(ctx, tx, chosen)) ? chosen : (holders.chief ?? chosen))

  const { id, at, words, ...rest } = opening
  const entry: Opened = { kind: 'opened', by: ctx.actor.memberId, receivedAt, ...rest, at: at.getTime(), ownerId }
  const refusal = openingRefusal(ctx.actor, entry, rules)
  if (refusal) fail(refusal)

  const followUp = followUpOf([entry])
  const matter = (await matterMaker(tx, ctx))(id)
  const sealed = words ? matter.seal(words) : null
  const details = { subject: opening.subject, urgency: opening.urgency, placeId: place.id }
  await writeTogether(tx, [
    keepingKey(ctx, matter),
    ...insertingFollowUp(tx, ctx.station.id, { id, villageId: place.villageId }, followUp, rules),
    ...insertingEntries(ctx.station.id, { id, placeId: place.id, version: 1 }, [{ id: ctx.newId(), entry, sealed }]),
    recording(ctx, { action: 'follow-up.opened', entity: 'follow-up', entityId: id, details }),
  ])
  return { followUp, matter, changed: [followUpChange(id, place.villageId)] }
}

export const followUpChange = (id: string, villageId: string | null): Change => ({
  op: 'put',
  entity: 'follow-up',
  id,
  villagesAfter: villageId ? [villageId] : [],
})
