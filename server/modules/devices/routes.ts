import { idParams, type Route, route } from '../../platform/http/route.ts'
import { decideQuarantined, listQuarantine, readIn } from './quarantine.ts'
import * as shape from './schema.ts'
import { giveEnrolmentCode, giveResetCode, listDevices, revokeDevice } from './service.ts'

/** The largest attachment in encrypted pieces, in base64. */
const readInLimit = 36 * 1024 * 1024

/** What the desk does about phones; unfinished uploads lie in `dataDir`. */
export const deviceRoutes = ({ dataDir }: { readonly dataDir: string }): readonly Route[] => [
  route({
    method: 'PUT',
    url: '/members/:id/enrolments/:enrolmentId',
    permission: 'device.enrol',
    summary: 'A code with which a member enrols a phone, once, within 15 minutes',
    params: shape.enrolmentParams,
    body: shape.nothingMore,
    reply: shape.codeReply,
    handle: (ctx, { params }) => giveEnrolmentCode(ctx, params.id, params.enrolmentId),
  }),
  route({
    method: 'GET',
    url: '/devices',
    permission: 'device.read',
    summary: 'Enrolled phones, those in use first',
    query: shape.deviceQuery,
    reply: shape.deviceList,
    handle: (ctx, { query }) => listDevices(ctx, query.memberId ?? null),
  }),
  route({
    method: 'POST',
    url: '/devices/:id/revocations',
    permission: 'device.revoke',
    summary: 'Revoke a phone from its next request on',
    params: idParams,
    body: shape.revokeBody,
    reply: shape.idReply,
    handle: (ctx, { params, body }) => revokeDevice(ctx, params.id, body.id),
  }),
  route({
    method: 'PUT',
    url: '/devices/:id/pin-resets/:resetId',
    permission: 'device.enrol',
    summary: 'A code with which a phone takes another PIN, once, within 15 minutes',
    params: shape.resetParams,
    body: shape.nothingMore,
    reply: shape.codeReply,
    handle: (ctx, { params }) => giveResetCode(ctx, params.id, params.resetId),
  }),
  route({
    method: 'GET',
    url: '/quarantine',
    permission: 'quarantine.decide',
    summary: 'What revoked phones handed over and nobody decided yet; none of its words',
    reply: shape.quarantineList,
    handle: (ctx) => listQuarantine(ctx),
  }),
  route({
    method: 'PUT',
    url: '/devices/:id/quarantine/:itemId',
    permission: 'quarantine.decide',
    summary: 'Read in an item of the file that a phone exported, to be decided',
    params: shape.readInParams,
    body: shape.readInBody,
    bodyLimit: readInLimit,
    reply: shape.readInReply,
    handle: (ctx, { params, body }) => readIn(ctx, dataDir, params, body),
  }),
  route({
    method: 'POST',
    url: '/quarantine/:id/decisions',
    permission: 'quarantine.decide',
    summary: 'Let such an item in as its author’s, or discard it',
    params: idParams,
    body: shape.decisionBody,
    reply: shape.decisionReply,
    handle: (ctx, { params, body, request }) => decideQuarantined(ctx, request.server, params.id, body),
  }),
]
