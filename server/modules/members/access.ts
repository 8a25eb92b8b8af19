import { mayGiveAccess } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { givePassword, removeLostSecondFactor, unlock } from '../accounts/index.ts'
import { lockMember, todayOf } from './queries.ts'
import type { GivePassword } from './schema.ts'

/** Who cannot sign in any more is helped by the chief or the administrator (`mayGiveAccess`), each time on record. */

/**
 * A password that opens until its member replaces it at the next sign-in; all sessions of the member end.
 * Errors: account/own-access, account/standing, member/left, member/no-account, account/password-weak.
 */
export function giveNewPassword(ctx: Context, memberId: string, entryId: string, { password }: GivePassword) {
  return restore(ctx, memberId, entryId, 'account.password-reset', (tx, account) =>
    givePassword(ctx, tx, account, password),
  )
}

/** The password stays; all sessions of the member end. Errors as {@link giveNewPassword}. */
export function takeSecondFactorAway(ctx: Context, memberId: string, entryId: string) {
  return restore(ctx, memberId, entryId, 'account.second-factor-reset', (tx, account) =>
    removeLostSecondFactor(ctx, tx, account),
  )
}

/** Errors as {@link giveNewPassword}. */
export function unlockAccount(ctx: Context, memberId: string, entryId: string) {
  return restore(ctx, memberId, entryId, 'account.unlocked', (tx, account) => unlock(ctx, tx, account))
}

function restore(
  ctx: Context,
  memberId: string,
  entryId: string,
  action: string,
  work: (tx: Tx, account: { readonly stationId: string; readonly memberId: string }) => Promise<void>,
) {
  // a password is no part of what the command log keeps a hash of
  return once(ctx, { id: entryId, target: memberId, body: { action } }, async (tx) => {
    const member = await lockMember(ctx, tx, memberId)
    const refusal = mayGiveAccess(ctx.actor, { memberId, role: member.role })
    if (refusal) fail(refusal)
    if (member.leftOn && member.leftOn <= todayOf(ctx)) fail('member/left')
    await work(tx, { stationId: ctx.station.id, memberId })
    await record(ctx, tx, { action, entity: 'member', entityId: memberId })
    return { reply: { id: memberId }, changed: [{ op: 'put', entity: 'member', id: memberId }] }
  })
}
