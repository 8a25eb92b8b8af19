import { type FollowUpSubject, mayOwn } from '@sifang/domain/follow-ups'
import type { Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

/** Whoever gets a follow-up takes things on and can work on it. Errors: member/left, follow-up/owner-unfit. */
export async function requireOwner(ctx: Context, tx: Tx, ownerId: string, subject: FollowUpSubject): Promise<void> {
  const role = (await takingOn(ctx, tx, ownerId)) ?? fail('member/left', { memberId: ownerId })
  if (!mayOwn(role, subject)) fail('follow-up/owner-unfit', { role, subject })
}

/**
 * The role of a member who is there and stays, or null: when somebody's leaving is decided, what they have in hand is handed
 * over at once, and nothing more comes to them. Held until the commit, so that a leaving waits for it and finds it.
 */
export async function takingOn(ctx: Context, tx: Tx, memberId: string): Promise<Role | null> {
  const { rows } = await sql<{ role: Role }>`
    select role from member where station_id = ${ctx.station.id} and id = ${memberId} and left_on is null for share`.execute(
    tx,
  )
  return rows[0]?.role ?? null
}
