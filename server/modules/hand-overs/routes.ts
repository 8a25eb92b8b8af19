import { idParams, type Route, route } from '../../platform/http/route.ts'
import { findHandOvers, readHandOver, readHandOverNow } from './queries.ts'
import {
  giveShift as giveBody,
  handOverDetail,
  handOverNow,
  handOverPage,
  handOverQuery,
  handOverReply,
  takeShift as takeBody,
} from './schema.ts'
import { giveShift, takeShift } from './service.ts'

export const handOverRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/hand-overs/now',
    permission: 'hand-over.read',
    summary: 'The shift to be handed over, the next one, and what stands open',
    reply: handOverNow,
    handle: (ctx) => readHandOverNow(ctx),
  }),
  route({
    method: 'GET',
    url: '/hand-overs',
    permission: 'hand-over.read',
    summary: 'Hand-overs, the latest first',
    query: handOverQuery,
    reply: handOverPage,
    handle: (ctx, { query }) => findHandOvers(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/hand-overs/:id',
    permission: 'hand-over.read',
    summary: 'One hand-over with its note; reading a note is logged',
    params: idParams,
    reply: handOverDetail,
    handle: (ctx, { params }) => readHandOver(ctx, params.id),
  }),
  route({
    method: 'PUT',
    url: '/hand-overs/:id',
    permission: 'hand-over.sign',
    summary: 'Give the shift to the next one, with what stands open',
    params: idParams,
    body: giveBody,
    reply: handOverReply,
    handle: (ctx, { params, body }) => giveShift(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/hand-overs/:id/signatures',
    permission: 'hand-over.sign',
    summary: 'Take the shift: the second signature',
    params: idParams,
    body: takeBody,
    reply: handOverReply,
    handle: (ctx, { params, body }) => takeShift(ctx, params.id, body),
  }),
]
