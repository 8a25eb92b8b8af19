import { mayEnrol } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { codeHash, codeMinutes, codeOf } from './codes.ts'
import { findDeviceRows, findMember, insertEnrolment, isCodeAbout, lockDevice, markRevoked } from './queries.ts'

/** What the desk does about phones. None of it is done on a phone: a stolen one would make itself another. */
export function requireDesk(ctx: Context): void {
  if (ctx.deviceId) fail('device/desk-only')
}

/**
 * A code with which a member enrols a phone. Sent again it is the same one, as long as it lasts; another one for the
 * member ends it. Errors: member/not-found, member/left, account/standing, device/whose, device/desk-only.
 */
export function giveEnrolmentCode(ctx: Context, memberId: string, enrolmentId: string) {
  return giveCode(ctx, enrolmentId, { purpose: 'enrol', target: memberId }, async (tx) => {
    const member = (await findMember(ctx, tx, memberId)) ?? fail('member/not-found')
    if (member.hasLeft) fail('member/left')
    return { memberId, role: member.role, deviceId: null }
  })
}

/**
 * A code with which a phone takes another PIN; what waits on it stays. Errors: device/not-found, device/revoked,
 * account/standing, device/whose, device/desk-only.
 */
export function giveResetCode(ctx: Context, deviceId: string, resetId: string) {
  return giveCode(ctx, resetId, { purpose: 'pin', target: deviceId }, async (tx) => {
    const device = (await lockDevice(ctx, tx, deviceId)) ?? fail('device/not-found')
    if (device.revokedAt) fail('device/revoked')
    return { memberId: device.memberId, role: device.memberRole, deviceId }
  })
}

type ForWhom = {
  readonly memberId: string
  readonly role: Context['actor']['role']
  readonly deviceId: string | null
}

async function giveCode(
  ctx: Context,
  id: string,
  { purpose, target }: { readonly purpose: 'enrol' | 'pin'; readonly target: string },
  find: (tx: Tx) => Promise<ForWhom>,
) {
  requireDesk(ctx)
  const code = codeOf(ctx.keys, ctx.station.id, id)
  const { expiresAt } = await once(ctx, { id, target, body: { purpose } }, async (tx) => {
    const { memberId, role, deviceId } = await find(tx)
    const refusal = mayEnrol(ctx.actor, { memberId, role })
    if (refusal) fail(refusal)
    const hash = codeHash(ctx.keys, code)
    // once in millions; another id gives another code
    if (await isCodeAbout(tx, hash, ctx.now())) fail('command/conflict')
    const expiresAt = new Date(ctx.now().getTime() + codeMinutes * 60_000)
    await insertEnrolment(ctx, tx, { id, purpose, memberId, deviceId, codeHash: hash, expiresAt })
    await record(ctx, tx, {
      action: purpose === 'enrol' ? 'device.code-given' : 'device.pin-code-given',
      entity: 'member',
      entityId: memberId,
      details: { enrolmentId: id, ...(deviceId ? { deviceId } : {}) },
    })
    return { reply: { id, expiresAt: expiresAt.toISOString() }, changed: [] }
  })
  return { id, code, expiresAt }
}

/** Enrolled phones, those in use first; of members it says no more than whose they are. */
export async function listDevices(ctx: Context, memberId: string | null) {
  const rows = await findDeviceRows(ctx, memberId)
  return {
    rows: rows.map(({ memberName, memberRole, ...row }) => ({
      id: row.id,
      name: row.name,
      ageFriendly: row.ageFriendly,
      member: { id: row.memberId, name: memberName },
      enrolledAt: row.enrolledAt.toISOString(),
      lastContactOn: row.lastContactOn,
      pinResetAt: row.pinResetAt?.toISOString() ?? null,
      revokedAt: row.revokedAt?.toISOString() ?? null,
      mayEnrol: !row.revokedAt && mayEnrol(ctx.actor, { memberId: row.memberId, role: memberRole }) === null,
    })),
  }
}

/** From its next request on the phone reads and enters nothing. Errors: device/not-found, device/desk-only. */
export function revokeDevice(ctx: Context, deviceId: string, id: string) {
  requireDesk(ctx)
  return once(ctx, { id, target: deviceId, body: {} }, async (tx) => {
    const device = (await lockDevice(ctx, tx, deviceId)) ?? fail('device/not-found')
    await markRevoked(ctx, tx, deviceId)
    await record(ctx, tx, {
      action: 'device.revoked',
      entity: 'device',
      entityId: deviceId,
      details: { memberId: device.memberId },
    })
    return { reply: { id: deviceId }, changed: [{ op: 'put', entity: 'device', id: deviceId }] }
  })
}
