import { dayOf } from '@sifang/domain/calendar'
import { idParams, type Route, route, sendJson } from '../../platform/http/route.ts'
import { findExcusals } from './excusal-list.ts'
import { askExcusal, decideExcusal } from './excusals.ts'
import { getJudging } from './judging.ts'
import { dueListJson } from './kept-lists.ts'
import {
  askExcusal as askBody,
  decideExcusal as decideBody,
  duePage,
  dueQuery,
  excusalPage,
  excusalQuery,
  excusalReply,
  judgingState,
} from './schema.ts'

export const dutyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/duties',
    permission: 'duty.read',
    summary: 'What is owed today: red, yellow, green, others; 漏访 first; then days left',
    query: dueQuery,
    reply: duePage,
    handle: async (ctx, { query, reply }) =>
      sendJson(reply, await dueListJson(ctx, query, dayOf(ctx.now(), ctx.station.timeZone))),
  }),
  route({
    method: 'PUT',
    url: '/excusals/:id',
    permission: 'duty.excuse',
    byPhone: true,
    summary: 'Ask that a duty be excused',
    params: idParams,
    body: askBody,
    reply: excusalReply,
    handle: (ctx, { params, body }) => askExcusal(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/excusals/:id/decisions',
    permission: 'duty.decide',
    summary: 'Approve or reject an excusal',
    params: idParams,
    body: decideBody,
    reply: excusalReply,
    handle: (ctx, { params, body }) => decideExcusal(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/excusals',
    permission: 'duty.decide',
    summary: 'Excusals that wait for a decision, or those that were decided',
    query: excusalQuery,
    reply: excusalPage,
    handle: (ctx, { query }) => findExcusals(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/judgings/:id',
    permission: 'policy.read',
    summary: 'How far the duties have been brought to a new policy or import; finished only when they stand',
    params: idParams,
    reply: judgingState,
    handle: (ctx, { params }) => getJudging(ctx, params.id),
  }),
]
