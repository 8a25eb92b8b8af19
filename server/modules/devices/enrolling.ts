import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { append } from '../../platform/records/changes.ts'
import { envelopeKeyOf } from '../../platform/secrets/index.ts'
import type { Attempts } from './attempts.ts'
import { codeHash } from './codes.ts'
import { callerOf, isToken, type Recognised, tokenHash } from './credential.ts'
import type { DeviceParts } from './parts.ts'
import {
  findDevices,
  insertDevice,
  lockEnrolment,
  type StoredDevice,
  type StoredEnrolment,
  setReadHash,
  useEnrolment,
} from './queries.ts'
import type { Redeem } from './schema.ts'

export type Request = { readonly address: string; readonly requestId: string }

/**
 * Enrols a phone by a code. The same again, its answer having been lost, gets the same answer.
 * Errors: device/code-wrong, device/code-paused, command/conflict, device/revoked.
 */
export async function redeemEnrolment(parts: DeviceParts, attempts: Attempts, request: Request, given: Redeem) {
  const attempt = attempts.begin(request.address)
  const now = parts.now()
  const stationId = await parts.db.transaction().execute(async (tx) => {
    const made = await lockEnrolment(tx, codeHash(parts.keys, given.code), 'enrol', now)
    if (!made) return null
    // whoever has these tokens made them: they are compared below
    if (made.usedAt) return made.deviceId === given.deviceId ? made.stationId : null
    if (made.isOver) return null
    const hashes = { sendHash: tokenHash(given.sendToken), readHash: tokenHash(given.readToken) }
    const { deviceId: id, name, ageFriendly } = given
    const device = { id, memberId: made.memberId, name, ageFriendly, ...hashes, enrolledBy: made.madeBy }
    if (!(await insertDevice(tx, made.stationId, device, now))) fail('command/conflict')
    await use(parts, tx, request, made, id, 'device.enrolled')
    return made.stationId
  })
  const device = (await findDevices(parts.db, given.deviceId, now)).find((one) => one.stationId === stationId)
  if (!device || !isToken(device.sendHash, given.sendToken) || !isToken(device.readHash, given.readToken))
    return fail('device/code-wrong')
  attempt.right()
  if (device.revokedAt || device.hasLeft) fail('device/revoked')
  return describe(parts, device)
}

/** Gives an enrolled phone another read credential. Errors: device/code-wrong, device/code-paused. */
export async function redeemReset(
  parts: DeviceParts,
  attempts: Attempts,
  request: Request,
  { device }: Recognised,
  { code, readToken }: Pick<Redeem, 'code' | 'readToken'>,
) {
  const attempt = attempts.begin(request.address)
  const now = parts.now()
  const isSet = await parts.db.transaction().execute(async (tx) => {
    const made = await lockEnrolment(tx, codeHash(parts.keys, code), 'pin', now)
    if (made?.deviceId !== device.deviceId || made.stationId !== device.stationId) return false
    if (made.usedAt) return isToken(device.readHash, readToken)
    if (made.isOver) return false
    await setReadHash(tx, made.stationId, device.deviceId, tokenHash(readToken), now)
    await use(parts, tx, request, made, device.deviceId, 'device.pin-reset')
    return true
  })
  if (!isSet) return fail('device/code-wrong')
  attempt.right()
  return describe(parts, device)
}

async function use(
  parts: DeviceParts,
  tx: Tx,
  request: Request,
  made: StoredEnrolment,
  deviceId: string,
  action: string,
): Promise<void> {
  const now = parts.now()
  await useEnrolment(tx, made, deviceId, now)
  const station = { id: made.stationId, name: '', timeZone: '', demo: false }
  await record({ ...parts, ...request, station, actor: { memberId: made.memberId } }, tx, {
    action,
    entity: 'device',
    entityId: deviceId,
    details: { enrolmentId: made.id, memberId: made.memberId },
  })
  await append(tx, made.stationId, [{ op: 'put', entity: 'device', id: deviceId }], now)
}

/** What a phone keeps of its station and member. */
export async function describe(parts: DeviceParts, device: StoredDevice) {
  const { actor, station } = callerOf(device)
  const { publicKey } = await envelopeKeyOf(parts.db, { ...parts, station })
  return {
    deviceId: device.deviceId,
    member: { id: actor.memberId, name: actor.name, role: actor.role },
    station,
    stationKey: publicKey.toString('base64'),
    dutyPhone: device.dutyPhone,
    ageFriendly: device.ageFriendly,
    serverTime: parts.now().toISOString(),
  }
}
