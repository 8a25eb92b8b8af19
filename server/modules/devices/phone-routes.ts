import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { append, receivedBytes } from '../../platform/arriving/index.ts'
import { idParams } from '../../platform/http/route.ts'
import { countAttempts } from './attempts.ts'
import { recognise, recogniseRevoked } from './credential.ts'
import { describe, redeemEnrolment, redeemReset } from './enrolling.ts'
import { sendEnvelope, showEnvelope } from './envelopes.ts'
import type { DeviceParts } from './parts.ts'
import { handIn } from './quarantine.ts'
import { findOutcome } from './queries.ts'
import * as shape from './schema.ts'

/** The largest body of a route that an envelope may name, sealed and in base64. */
const envelopeLimit = 6 * 1024 * 1024

/** A hand-over comes in parts of this size. */
const handInLimit = 16 * 1024 * 1024

/** Adds the routes that a phone uses with its send credential, or before it has one. */
export async function registerDeviceRoutes(fastify: FastifyInstance, parts: DeviceParts): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  const attempts = countAttempts()

  app.route({
    method: 'POST',
    url: '/api/v1/enrolments/redemptions',
    schema: { summary: 'Enrol a phone by a code', body: shape.redeemBody, response: { 200: shape.enrolled } },
    handler: async (request, reply) => {
      keepNowhere(reply)
      return redeemEnrolment(parts, attempts, askedBy(request), request.body)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/v1/pin-resets/redemptions',
    schema: { summary: 'Give a phone another PIN by a code', body: shape.resetBody, response: { 200: shape.enrolled } },
    handler: async (request, reply) => {
      keepNowhere(reply)
      return redeemReset(parts, attempts, askedBy(request), await recognise(parts, request, 'send'), request.body)
    },
  })

  app.route({
    method: 'GET',
    url: '/api/v1/device',
    schema: { summary: 'How a phone stands', response: { 200: shape.standing } },
    handler: async (request, reply) => {
      keepNowhere(reply)
      const { device } = await recognise(parts, request, 'send')
      return { standing: 'enrolled' as const, memberId: device.memberId, ...(await describe(parts, device)) }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/v1/envelopes',
    bodyLimit: envelopeLimit,
    schema: { summary: 'One sealed request; answers as its route does', body: shape.envelope },
    handler: async (request, reply) => {
      const sentWall = shape.wallHeader.parse(request.headers['sifang-wall'])
      const from = await recognise(parts, request, 'send')
      const given = { address: request.ip, sentWall }
      const { status, type, body } = await sendEnvelope(parts, fastify, from, request.body, given)
      return keepNowhere(reply).status(status).type(type).send(body)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/v1/envelopes/openings',
    bodyLimit: envelopeLimit,
    schema: {
      summary: 'What a member sealed on this phone, after a forgotten PIN',
      body: shape.envelope,
      response: { 200: shape.opening },
    },
    handler: async (request, reply) => {
      keepNowhere(reply)
      const from = await recognise(parts, request, 'read')
      return shape.opening.parse(await showEnvelope(parts, from, request.body, askedBy(request)))
    },
  })

  app.route({
    method: 'GET',
    url: '/api/v1/outcomes/:id',
    schema: { summary: 'What became of an own command', params: idParams, response: { 200: shape.outcome } },
    handler: async (request, reply) => {
      keepNowhere(reply)
      const { device } = await recognise(parts, request, 'send')
      const answered = await findOutcome(parts.db, device, request.params.id)
      return shape.outcome.parse(answered ? { known: true, reply: answered } : { known: false })
    },
  })

  app.route({
    method: 'POST',
    url: '/api/v1/quarantine',
    bodyLimit: handInLimit,
    schema: {
      summary: 'Hand over what a revoked phone had not sent',
      body: shape.handInBody,
      response: { 200: shape.handInReply },
    },
    handler: async (request) => handIn(parts, await recogniseRevoked(parts, request), askedBy(request), request.body),
  })

  await app.register(async (octets) => registerUploads(octets, parts))
}

/** Ciphertext of attachments, a part at a time; a revoked phone finishes its own for whoever lets them in. */
function registerUploads(fastify: FastifyInstance, parts: DeviceParts): void {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  // it is read as it comes, by whoever writes it down
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null))
  const uploadOf = async (request: FastifyRequest, id: string) => {
    const { device } = await recogniseRevoked(parts, request)
    return { dataDir: parts.dataDir, stationId: device.stationId, deviceId: device.deviceId, id }
  }

  app.route({
    method: 'GET',
    url: '/api/v1/uploads/:id',
    schema: { summary: 'How much of an upload has arrived', params: idParams, response: { 200: shape.uploadReply } },
    handler: async (request, reply) => {
      keepNowhere(reply)
      return { received: await receivedBytes(await uploadOf(request, request.params.id)) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/api/v1/uploads/:id',
    schema: {
      summary: 'Go on with an upload where it arrived (application/octet-stream)',
      params: idParams,
      querystring: shape.uploadQuery,
      response: { 200: shape.uploadReply },
    },
    handler: async (request) => {
      const announced = Number(request.headers['content-length'] ?? 0)
      const upload = await uploadOf(request, request.params.id)
      return { received: await append(upload, request.query.offset, request.raw, announced) }
    },
  })
}

const askedBy = (request: FastifyRequest) => ({ address: request.ip, requestId: request.id })

const keepNowhere = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store')
