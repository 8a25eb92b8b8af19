import { idParams, type Route, route } from '../../platform/http/route.ts'
import { readContent } from './content.ts'
import { countAnswers, countFollowUps } from './counts.ts'
import { readDetail } from './detail.ts'
import { findFollowUps } from './list.ts'
import {
  appendBody,
  contentQuery,
  contentReply,
  followUpAnswers,
  followUpCounts,
  followUpDetail,
  followUpPage,
  followUpQuery,
  mergeBody,
  openOrder as orderBody,
  writtenReply,
} from './schema.ts'
import { append, mergeInto, openOrder } from './service.ts'

export const followUpRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/follow-ups/:id',
    permission: 'follow-up.order',
    summary: 'An order of the chief, or a promise, with its owner and date',
    params: idParams,
    body: orderBody,
    reply: writtenReply,
    handle: (ctx, { params, body }) => openOrder(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/follow-ups/:id/entries',
    permission: 'follow-up.write',
    byPhone: true,
    summary: 'Append an entry, based on the version that was seen; a refusal says what stands and what is allowed',
    params: idParams,
    body: appendBody,
    reply: writtenReply,
    handle: (ctx, { params, body }) => append(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/follow-ups/:id/merges',
    permission: 'follow-up.write',
    summary: 'Merge a follow-up into another one that goes on for both',
    params: idParams,
    body: mergeBody,
    reply: writtenReply,
    handle: (ctx, { params, body }) => mergeInto(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/follow-ups',
    permission: 'follow-up.read',
    summary: 'Follow-ups by their next date, without words',
    query: followUpQuery,
    reply: followUpPage,
    handle: (ctx, { query }) => findFollowUps(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/follow-ups/counts',
    permission: 'follow-up.read',
    summary: 'How many follow-ups wait in each stage, and how many are overdue',
    reply: followUpCounts,
    handle: (ctx) => countFollowUps(ctx),
  }),
  route({
    method: 'GET',
    url: '/follow-ups/answers',
    permission: 'briefing.read',
    summary: 'How those who asked answered when they were told, in the last 90 days, of the whole station',
    reply: followUpAnswers,
    handle: (ctx) => countAnswers(ctx),
  }),
  route({
    method: 'GET',
    url: '/follow-ups/:id',
    permission: 'follow-up.read',
    summary: 'One follow-up: its entries, clocks, place on the ladder, and what may be done now',
    params: idParams,
    reply: followUpDetail,
    handle: (ctx, { params }) => readDetail(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/follow-ups/:id/content',
    permission: 'follow-up.read',
    summary: 'What was said in it, for a purpose; the reading is on record',
    params: idParams,
    query: contentQuery,
    reply: contentReply,
    handle: (ctx, { params, query }) => readContent(ctx, params.id, query),
  }),
]
