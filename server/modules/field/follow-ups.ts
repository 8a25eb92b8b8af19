import { allowedSteps, type Dispute } from '@sifang/domain/disputes'
import { hasInHand } from '@sifang/domain/follow-ups'
import { reach } from '@sifang/domain/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { readable, readByRole } from '../follow-ups/index.ts'
import type { carriedFollowUp } from './schema.ts'

export type FollowUp = z.input<typeof carriedFollowUp>

type Stored = Omit<FollowUp, 'openedAt' | 'dueAt' | 'overdueFrom' | 'dispute'> & {
  readonly ownerId: string
  readonly openedAt: Date
  readonly dueAt: Date | null
  readonly overdueFrom: Date | null
  readonly disputed: Dispute | null
}

/** Of a village: what each member of this role reads. Rides on follow_up_of_village. */
export async function findVillageFollowUps(ctx: Context, which: RawBuilder<unknown>): Promise<FollowUp[]> {
  const { where, named } = readByRole(ctx.actor.role)
  const stored = await findStored(ctx, sql`${where} and ${which}`)
  const takesSteps = ctx.scope === 'station'
  return stored.map((row) => carried(ctx, row, { named, takesSteps }))
}

/**
 * What a member has in hand, and no part of a village says as much of: of police what lies in none of their villages; of
 * others all that they own, and the disputes of their villages that they host; of a partner also what stands on their lines.
 * Rides on follow_up_of_owner, and follow_up_of_village for those who host.
 */
export async function findOwnFollowUps(ctx: Context, villageIds: readonly string[]): Promise<FollowUp[]> {
  const { memberId, standsInFor } = ctx.actor
  const owned = sql`f.owner_id = any(${[memberId, ...standsInFor]}::uuid[])`
  const inVillages = sql`f.village_id = any(${[...villageIds]}::uuid[])`
  const hosted = sql`(${inVillages} and f.subject = 'dispute' and exists (select from dispute d
    where d.station_id = f.station_id and d.id = f.id and d.standing -> 'host' ->> 'memberId' = ${memberId}))`
  const onLines = sql`(f.place_id in (select p.id from place p where p.station_id = f.station_id
    and p.line_id = any(${[...ctx.actor.lineIds]}::uuid[])) and ${inVillages} is not true and ${readByRole(ctx.actor.role).where})`
  const which =
    ctx.scope === 'station' ? sql`${owned} and ${inVillages} is not true` : sql`(${owned} or ${hosted} or ${onLines})`
  const stored = await findStored(ctx, sql`${readable(ctx)} and ${which}`)
  return stored.map((row) => {
    const named = ctx.scope === 'station' || hasInHand(ctx.actor, row.ownerId)
    return carried(ctx, row, { named, takesSteps: named || row.disputed?.host?.memberId === memberId })
  })
}

async function findStored(ctx: Context, where: RawBuilder<unknown>): Promise<readonly Stored[]> {
  const { rows } = await sql<Stored>`
    select f.id, f.version, f.subject, f.urgency, f.topic, f.place_id, f.village_id, f.state, f.owner_id, f.opened_at,
      f.clock, f.due_at, f.overdue_from, d.standing as disputed
    from follow_up f left join dispute d on d.station_id = f.station_id and d.id = f.id
    where f.station_id = ${ctx.station.id} and f.closed_at is null and ${where} order by f.due_at, f.id`.execute(ctx.db)
  return rows
}

type Shown = { readonly named: boolean; readonly takesSteps: boolean }

/** `dispute.read` says whether a role sees how a dispute stands; its steps are for whom they are allowed. */
function carried(ctx: Context, stored: Stored, { named, takesSteps }: Shown): FollowUp {
  const { disputed, openedAt, dueAt, overdueFrom, ownerId, ...row } = stored
  const seesDispute = disputed !== null && reach('dispute.read', ctx.actor.role) !== null
  return {
    ...row,
    ownerId: named ? ownerId : null,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    overdueFrom: overdueFrom?.toISOString() ?? null,
    dispute: seesDispute ? { state: disputed.state, allowed: takesSteps ? [...allowedSteps(disputed)] : [] } : null,
  }
}
