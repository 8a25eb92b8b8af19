import { dayOf } from '@sifang/domain/calendar'
import { type FollowUpSubject, mayOwn } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { findPresent } from '../members/index.ts'

/** Whoever gets a follow-up is there today and can work on it. Errors: member/left, follow-up/owner-unfit. */
export async function requireOwner(ctx: Context, tx: Tx, ownerId: string, subject: FollowUpSubject): Promise<void> {
  const present = await findPresent(ctx, tx, [ownerId], dayOf(ctx.now(), ctx.station.timeZone))
  const role = present.get(ownerId) ?? fail('member/left', { memberId: ownerId })
  if (!mayOwn(role, subject)) fail('follow-up/owner-unfit', { role, subject })
}
