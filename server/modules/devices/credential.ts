import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { whoOf } from '../accounts/index.ts'
import type { DeviceParts } from './parts.ts'
import { findDevices, type StoredDevice, touchDevice } from './queries.ts'

/** 32 random bytes, base64url. */
export const deviceToken = z.string().regex(/^[\w-]{43}$/)

const credential = z.object({ deviceId: z.uuid(), token: deviceToken })
type Credential = z.output<typeof credential>

/** A phone that a credential proved, with its member as of now. */
export type Recognised = { readonly device: StoredDevice; readonly caller: Caller }

/** `Device <id>.<token>` of a request, or null when it says nothing of the kind. Errors: device/unknown. */
export function credentialOf({ headers: { authorization } }: FastifyRequest): Credential | null {
  if (!authorization?.startsWith('Device ')) return null
  const [deviceId, token, ...rest] = authorization.slice('Device '.length).split('.')
  const given = credential.safeParse({ deviceId, token })
  return given.success && rest.length === 0 ? given.data : fail('device/unknown')
}

/** Random bytes need no slow hash. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

export const isToken = (hash: Buffer, token: string): boolean => timingSafeEqual(hash, tokenHash(token))

const contactEveryMs = 3_600_000

/**
 * The phone that a request comes from. `send` proves that it may hand in, `read` that somebody unlocked it.
 * Errors: device/unknown, device/locked, device/revoked (also of a member who left).
 */
export async function recognise(
  parts: Pick<DeviceParts, 'db' | 'now'>,
  request: FastifyRequest,
  wanted: 'send' | 'read',
): Promise<Recognised> {
  const { device, by, ...recognised } = await prove(parts, request)
  if (device.revokedAt || device.hasLeft) fail('device/revoked')
  if (by !== wanted) fail(wanted === 'read' ? 'device/locked' : 'device/unknown')
  const now = parts.now()
  if (!device.lastContactAt || now.getTime() - device.lastContactAt.getTime() >= contactEveryMs)
    await touchDevice(parts.db, device, now)
  return { device, ...recognised }
}

/** The same for what a revoked phone still may: hand over what it has. Errors: device/unknown. */
export async function recogniseRevoked(
  parts: Pick<DeviceParts, 'db' | 'now'>,
  request: FastifyRequest,
): Promise<Recognised> {
  const { by, ...recognised } = await prove(parts, request)
  return by === 'send' ? recognised : fail('device/unknown')
}

async function prove(
  parts: Pick<DeviceParts, 'db' | 'now'>,
  request: FastifyRequest,
): Promise<Recognised & { readonly by: 'send' | 'read' }> {
  const { deviceId, token } = credentialOf(request) ?? fail('device/unknown')
  // of a phone's id alone nothing says that only one station knows it
  for (const device of await findDevices(parts.db, deviceId, parts.now())) {
    const bySend = isToken(device.sendHash, token)
    const byRead = isToken(device.readHash, token)
    if (bySend || byRead) return { device, caller: callerOf(device), by: bySend ? 'send' : 'read' }
  }
  return fail('device/unknown')
}

/** Its member, as a request of the phone is given them. */
export const callerOf = (device: StoredDevice): Caller => ({ ...whoOf(device), deviceId: device.deviceId })
