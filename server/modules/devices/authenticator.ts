import type { FastifyInstance } from 'fastify'
import type { Authenticate } from '../accounts/index.ts'
import { credentialOf, recognise } from './credential.ts'
import { isDelivery, requireCarried, senderOf } from './delivery.ts'
import type { DeviceParts } from './parts.ts'

/**
 * Answers whom a request comes from: a phone that was unlocked, an envelope that was opened here, or else a session.
 * Errors: device/unknown, device/locked, device/revoked, and as of sessions.
 */
export function withDevices(parts: Pick<DeviceParts, 'db' | 'now'>, ofSession: Authenticate): Authenticate {
  return async (request) => {
    if (isDelivery(request)) return senderOf(request)
    if (!credentialOf(request)) return ofSession(request)
    return (await recognise(parts, request, 'read')).caller
  }
}

/** What holds for every request of phones. Call before routes are added: hooks do not reach back. */
export function meetDevices(app: FastifyInstance, { now }: Pick<DeviceParts, 'now'>): void {
  app.addHook('onRequest', async (request) => requireCarried(request))
  app.addHook('onSend', async (request, reply) => {
    // the phone's clock is measured against this at each contact
    if (request.headers.authorization?.startsWith('Device ')) reply.header('sifang-time', now().toISOString())
  })
}
