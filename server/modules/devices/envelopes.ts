import type { FastifyInstance } from 'fastify'
import type { StationInfo } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { type EnvelopeKey, envelopeKeyOf, openedEnvelopeKey } from '../../platform/secrets/index.ts'
import { isToken, type Recognised } from './credential.ts'
import { type Delivered, deliver } from './delivery.ts'
import type { DeviceParts } from './parts.ts'
import type { StoredDevice } from './queries.ts'
import { type Envelope, type EnvelopeContent, envelopeContent } from './schema.ts'

/**
 * Opens what a phone sealed. Null for anything but a request of its own: sealed to another station's key, for another
 * phone or under another id; with a token or an author that are not this phone's; named otherwise than its command.
 */
export async function openEnvelope(
  parts: Pick<DeviceParts, 'db' | 'keys' | 'now'>,
  { device, caller }: Recognised,
  { id, sealed }: Envelope,
): Promise<EnvelopeContent | null> {
  const opened = (await keyOf(parts, device, caller.station)).open(
    Buffer.from(sealed, 'base64'),
    `${device.stationId}/${device.deviceId}/${id}`,
  )
  const content = opened && envelopeContent.safeParse(parsed(opened.toString()))
  if (!content?.success) return null
  const { token, author, ...request } = content.data
  const isOwn = isToken(device.sendHash, token) && author === device.memberId && idOf(request) === id.toLowerCase()
  return isOwn ? content.data : null
}

/** Opens an envelope and sends the request in it into its route. Errors: envelope/unreadable, envelope/route. */
export async function sendEnvelope(
  parts: Pick<DeviceParts, 'db' | 'keys' | 'now'>,
  app: FastifyInstance,
  from: Recognised,
  envelope: Envelope,
  { address, sentWall }: { readonly address: string; readonly sentWall: Date | null },
): Promise<Delivered> {
  const content = (await openEnvelope(parts, from, envelope)) ?? fail('envelope/unreadable')
  const { clock, ...request } = content
  return deliver(app, { ...from.caller, phoneClock: { ...clock, sentWall } }, request, address)
}

/** Shows a member what they saved themselves, where their phone cannot any more. Errors: envelope/unreadable. */
export async function showEnvelope(
  parts: DeviceParts,
  from: Recognised,
  envelope: Envelope,
  request: { readonly address: string; readonly requestId: string },
) {
  const { method, path, body } = (await openEnvelope(parts, from, envelope)) ?? fail('envelope/unreadable')
  await record({ ...parts, ...from.caller, ...request }, parts.db, {
    action: 'envelope.opened',
    entity: 'device',
    entityId: from.device.deviceId,
    details: { commandId: envelope.id },
  })
  return { method, path, body }
}

/** Enrolling has made it; it was read together with the phone. */
async function keyOf(
  parts: Pick<DeviceParts, 'db' | 'keys' | 'now'>,
  { publicKey, wrappedPrivateKey, stationKey }: StoredDevice,
  station: StationInfo,
): Promise<EnvelopeKey> {
  if (!publicKey || !wrappedPrivateKey) return envelopeKeyOf(parts.db, { ...parts, station })
  return openedEnvelopeKey({ ...parts, station }, { publicKey, wrappedPrivateKey, stationKey })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A command's own id: of a PUT the last one in its path, else the body's. */
function idOf({ method, path, body }: Pick<EnvelopeContent, 'method' | 'path' | 'body'>): string | undefined {
  const id = method === 'PUT' ? path.split('/').findLast((part) => uuid.test(part)) : body.id
  return typeof id === 'string' ? id.toLowerCase() : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
