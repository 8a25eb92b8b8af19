import { z } from 'zod'
import { download, idParams, pageQuery, type Route, route } from '../../platform/http/route.ts'
import { giveConsent, listConsents, withdrawConsent } from './consents.ts'
import { exportTrack } from './gpx.ts'
import { findCheckIns } from './queries.ts'
import * as shape from './schema.ts'
import { recordCheckIn } from './service.ts'
import { addPoints, beginTrack, endTrack, listTracks, readTrack } from './tracks.ts'

const idReply = z.object({ id: z.uuid() })

export const checkInRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/check-ins/:id',
    permission: 'check-in.record',
    byPhone: true,
    summary: 'Check in on patrol, at a place or a kilometre of a line',
    params: idParams,
    body: shape.checkIn,
    reply: shape.checkedIn,
    handle: (ctx, { params, body }) => recordCheckIn(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/check-ins',
    permission: 'check-in.read',
    summary: 'Check-ins, the latest first; others than police read their own',
    query: shape.checkInQuery,
    reply: shape.checkInPage,
    handle: (ctx, { query }) => findCheckIns(ctx, query),
  }),
  route({
    method: 'PUT',
    url: '/track-consents/:id',
    permission: 'track.keep',
    byPhone: true,
    summary: 'Agree to a track of one’s own',
    params: idParams,
    body: shape.giveConsent,
    reply: idReply,
    handle: (ctx, { params, body }) => giveConsent(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/track-consents/:id/withdrawals',
    permission: 'track.keep',
    byPhone: true,
    summary: 'Take one’s consent back; all points are erased at once',
    params: idParams,
    body: shape.withdrawConsent,
    reply: shape.consentWithdrawn,
    handle: (ctx, { params, body }) => withdrawConsent(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/track-consents',
    permission: 'track.keep',
    summary: 'What one has agreed to, word for word',
    reply: shape.consentList,
    handle: (ctx) => listConsents(ctx),
  }),
  route({
    method: 'PUT',
    url: '/tracks/:id',
    permission: 'track.keep',
    byPhone: true,
    summary: 'Begin a track, switched on by hand',
    params: idParams,
    body: shape.beginTrack,
    reply: idReply,
    handle: (ctx, { params, body }) => beginTrack(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/tracks/:id/points',
    permission: 'track.keep',
    byPhone: true,
    summary: 'Add points to an own track',
    params: idParams,
    body: shape.trackPoints,
    reply: shape.trackReply,
    handle: (ctx, { params, body }) => addPoints(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/tracks/:id/ends',
    permission: 'track.keep',
    byPhone: true,
    summary: 'End an own track',
    params: idParams,
    body: shape.endTrack,
    reply: shape.trackReply,
    handle: (ctx, { params, body }) => endTrack(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/tracks',
    permission: 'track.keep',
    summary: 'One’s own tracks, the latest first',
    query: pageQuery,
    reply: shape.trackPage,
    handle: (ctx, { query }) => listTracks(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/tracks/:id',
    permission: 'track.keep',
    summary: 'An own track with its points and holes',
    params: idParams,
    reply: shape.trackDetail,
    handle: (ctx, { params }) => readTrack(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/tracks/:id/gpx',
    permission: 'track.keep',
    summary: 'An own track as a file',
    params: idParams,
    reply: download,
    handle: (ctx, { params }) => exportTrack(ctx, params.id),
  }),
]
