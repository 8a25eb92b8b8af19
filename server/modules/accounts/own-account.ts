import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { getStation } from '../stations/index.ts'
import { beginAttempt } from './lock-out.ts'
import { authOf, realNowOf } from './parts.ts'
import { checkPassword } from './password-rule.ts'
import { beginSecondFactor, headersOf, isFirstUse, isRefusal, tokenFrom } from './proof.ts'
import { completeSession, deleteSessions, markPasswordToChange } from './queries.ts'
import type { ChangePassword } from './schema.ts'
import { type Session, sessionEnd } from './sessions.ts'

/** Every story here proves the password or a code anew and answers the token of the session that goes on. */

/** Errors: account/current-password-wrong, account/password-weak, account/locked. */
export async function changePassword(ctx: Context, session: Session, command: ChangePassword): Promise<string> {
  const path = 'body.newPassword'
  checkPassword(command.newPassword, session.userName, path)
  if (command.newPassword === command.currentPassword)
    fail('account/password-weak', {}, [{ path, zh: '新密码不能与当前密码相同', en: 'not the present password again' }])
  const auth = await authOf(session.parts)
  const token = await withPassword(ctx, session, async () => {
    const answer = await auth.api.changePassword({
      body: { ...command, revokeOtherSessions: true },
      headers: headersOf(session.parts, session.token),
      asResponse: true,
    })
    return isRefusal(answer) ? null : tokenFrom(session.parts, answer)
  })
  return goOn(ctx, session, token, 'account.password-changed', (tx) => markPasswordToChange(tx, session.userId, false))
}

/** Makes a secret that waits for its first code. Errors: account/second-factor-on, account/current-password-wrong. */
export async function enrolSecondFactor(ctx: Context, session: Session, password: string) {
  if (session.secondFactor === 'on') return fail('account/second-factor-on')
  const auth = await authOf(session.parts)
  const headers = headersOf(session.parts, session.token)
  const { secret, recoveryCodes } = await withPassword(ctx, session, () => beginSecondFactor(auth, headers, password))
  return { secret, uri: otpauth(session, secret), recoveryCodes: [...recoveryCodes] }
}

/** The first right code switches the second factor on. Errors: account/wrong-code, account/second-factor-off. */
export async function confirmSecondFactor(ctx: Context, session: Session, code: string): Promise<string> {
  if (session.secondFactor === 'on') return fail('account/second-factor-on')
  const auth = await authOf(session.parts)
  const headers = headersOf(session.parts, session.token)
  const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true })
  if (answer.status === 400) return fail('account/second-factor-off')
  const token = isRefusal(answer) ? null : tokenFrom(session.parts, answer)
  // from here on it would sign in too
  if (token) await isFirstUse(session.parts, session.userId, code)
  return goOn(ctx, session, token ?? fail('account/wrong-code'), 'account.second-factor-on')
}

/** Errors: account/second-factor-required when the station asks it of this role, account/current-password-wrong. */
export async function removeSecondFactor(ctx: Context, session: Session, password: string): Promise<string> {
  if (session.secondFactor !== 'on') return fail('account/second-factor-off')
  const { settings } = await getStation(ctx.db, ctx.station.id)
  if (settings.secondFactorFor.includes(ctx.actor.role)) return fail('account/second-factor-required')
  const auth = await authOf(session.parts)
  const token = await withPassword(ctx, session, async () => {
    const headers = headersOf(session.parts, session.token)
    const answer = await auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true })
    return isRefusal(answer) ? null : tokenFrom(session.parts, answer)
  })
  return goOn(ctx, session, token, 'account.second-factor-off')
}

/** A password asked for again counts like one at the sign-in: who found a screen open does not get to guess. */
async function withPassword<T>(ctx: Context, session: Session, ask: () => Promise<T | null>): Promise<T> {
  const { settings } = await getStation(ctx.db, ctx.station.id)
  const attempt = await beginAttempt(session.parts, session.userName, settings.lockOut)
  const answer = await ask()
  if (answer !== null) {
    await attempt.succeeded()
    return answer
  }
  const locked = await attempt.failed()
  await record(ctx, ctx.db, {
    action: 'account.password-refused',
    entity: 'member',
    entityId: ctx.actor.memberId,
    details: { locked },
  })
  return fail('account/current-password-wrong')
}

/** Goes on in a new session, ends the member's others, and puts on record why. */
async function goOn(
  ctx: Context,
  session: Session,
  token: string,
  action: string,
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<string> {
  const station = await getStation(ctx.db, ctx.station.id)
  const at = realNowOf(session.parts)
  await ctx.db.transaction().execute(async (tx) => {
    await also(tx)
    await completeSession(tx, token, {
      role: ctx.actor.role,
      address: ctx.address,
      at,
      expiresAt: sessionEnd(station, at),
    })
    await deleteSessions(tx, { stationId: station.id, memberId: ctx.actor.memberId }, token)
    await record(ctx, tx, { action, entity: 'member', entityId: ctx.actor.memberId })
  })
  return token
}

function otpauth({ station, userName }: Session, secret: string): string {
  const issuer = `四访 ${station.name}`
  const query = new URLSearchParams({ secret, issuer, digits: '6', period: '30' })
  return `otpauth://totp/${encodeURIComponent(`${issuer}:${userName}`)}?${query.toString().replaceAll('+', '%20')}`
}
