import {
  clockEntriesUntil,
  type FollowUp,
  type FollowUpEntry,
  type FollowUpSubject,
  firstOwner,
  followUpOf,
  isClosed,
  mayOwn,
} from '@sifang/domain/follow-ups'
import type { Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { recording } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { knownAt } from './append.ts'
import { insertingEntries } from './entries.ts'
import { followUpChange, type Written } from './open.ts'
import { clockRulesFor } from './rules.ts'
import { lockFollowUp, updatingFollowUp } from './standing.ts'

/** Whether a member owns any follow-up that is not closed. */
export async function ownsOpenFollowUps(ctx: Context, connection: Connection, memberId: string): Promise<boolean> {
  const { rows } = await sql`
    select from follow_up where station_id = ${ctx.station.id} and owner_id = ${memberId} and closed_at is null limit 1`.execute(
    connection,
  )
  return rows.length > 0
}

/**
 * Hands all that a member who leaves has open to `successorId`, an entry each, at this moment: who decides that somebody
 * leaves decides it, whatever they may do with each. Dates beside the clocks go along; without a successor they go to whoever
 * owns the follow-up. Answers what the feed is told.
 */
export async function handOverFollowUps(
  ctx: Context,
  tx: Tx,
  { memberId, successorId }: { readonly memberId: string; readonly successorId: string | null },
): Promise<readonly Change[]> {
  const changed: Change[] = []
  if (successorId !== null) {
    const { rows } = await sql<{ id: string }>`
      select id from follow_up where station_id = ${ctx.station.id} and owner_id = ${memberId} and closed_at is null order by id`.execute(
      tx,
    )
    for (const { id } of rows) changed.push(...(await handOver(ctx, tx, id, successorId)).changed)
  }
  const { rows: dated } = await sql<{ id: string; villageId: string | null }>`
    update follow_up_date d set owner_id = coalesce(${successorId}::uuid, f.owner_id)
    from follow_up f
    where d.station_id = ${ctx.station.id} and d.owner_id = ${memberId} and f.station_id = d.station_id and f.id = d.follow_up_id
    returning f.id, f.village_id`.execute(tx)
  const told = new Set(changed.map(({ id }) => id))
  const others = new Map(dated.filter(({ id }) => !told.has(id)).map(({ id, villageId }) => [id, villageId]))
  return [...changed, ...[...others].map(([id, villageId]) => followUpChange(id, villageId))]
}

/** Whether a member has in hand what nobody of this role can have (`mayOwn` of the rules). */
export async function ownsUnfit(ctx: Context, connection: Connection, memberId: string, role: Role): Promise<boolean> {
  const { rows } = await sql<{ subject: FollowUpSubject }>`
    select distinct subject from follow_up
    where station_id = ${ctx.station.id} and owner_id = ${memberId} and closed_at is null`.execute(connection)
  return rows.some(({ subject }) => !mayOwn(role, subject))
}

/**
 * A matter that a correction made a tip stays with the police: whoever else had it in hand has it no longer. It goes to whom
 * it would have gone, had it been entered so. null: it is with somebody who may have it. Errors: follow-up/no-owner.
 */
export async function keepWithPolice(ctx: Context, tx: Tx, id: string): Promise<Written | null> {
  const { followUp, villageId } = await lockFollowUp(tx, ctx.station.id, id)
  const { rows } = await sql<{ role: Role; placeOwnerId: string | null }>`
    select m.role, p.owner_id as place_owner_id from member m
    join place p on p.station_id = m.station_id and p.id = ${followUp.placeId}
    where m.station_id = ${ctx.station.id} and m.id = ${followUp.ownerId}`.execute(tx)
  const [owner] = rows
  if (!owner || mayOwn(owner.role, followUp.subject)) return null
  const now = ctx.now().getTime()
  const { holdersAt } = await clockRulesFor(ctx, tx, villageId, now)
  const ownerId = firstOwner(followUp.urgency, owner.placeOwnerId, holdersAt(now)) ?? fail('follow-up/no-owner')
  return handOver(ctx, tx, id, ownerId)
}

async function handOver(
  ctx: Context,
  tx: Tx,
  id: string,
  ownerId: string,
): Promise<{ readonly followUp: FollowUp; readonly changed: readonly [Change] }> {
  const { followUp, villageId } = await lockFollowUp(tx, ctx.station.id, id)
  const now = knownAt(ctx, { followUp })
  const rules = await clockRulesFor(ctx, tx, villageId, followUp.changedAt)
  const brought = clockEntriesUntil(followUp, rules, now)
  const standing = followUpOf(brought, followUp)
  // a clock that ran out before has handed it on, or ended it
  const goesOn = !isClosed(standing) && standing.ownerId !== ownerId
  const transferred = { kind: 'transferred', by: ctx.actor.memberId, at: now, receivedAt: now, ownerId } as const
  const entries: readonly FollowUpEntry[] = goesOn ? [...brought, transferred] : brought
  const written = entries.map((entry) => ({ id: ctx.newId(), entry, sealed: null }))
  const handedOver = followUpOf(entries, followUp)
  const details = { version: followUp.version + entries.length }
  await writeTogether(tx, [
    ...insertingEntries(ctx.station.id, { id, placeId: followUp.placeId, version: followUp.version + 1 }, written),
    ...updatingFollowUp(tx, ctx.station.id, id, handedOver, rules),
    recording(ctx, { action: 'follow-up.transferred', entity: 'follow-up', entityId: id, details }),
  ])
  return { followUp: handedOver, changed: [followUpChange(id, villageId)] }
}
