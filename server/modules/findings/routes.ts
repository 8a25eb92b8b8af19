import { idParams, type Route, route } from '../../platform/http/route.ts'
import { decide } from './base-data-decisions.ts'
import { findWaiting } from './base-data-list.ts'
import { baseDataPage, baseDataQuery, decideBaseData, decisionReply } from './base-data-schema.ts'
import { correctFinding, enterFinding, findingReply } from './schema.ts'
import { correct, enter } from './service.ts'

export const findingRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/findings/:id',
    permission: 'finding.enter',
    byPhone: true,
    summary: 'What was seen or said, on a visit or without one; its follow-up opens with it, under the same id',
    params: idParams,
    body: enterFinding,
    reply: findingReply,
    handle: (ctx, { params, body }) => enter(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/findings/:id/corrections',
    permission: 'finding.enter',
    byPhone: true,
    summary: 'Correct a finding by a further one; what was seen first stays',
    params: idParams,
    body: correctFinding,
    reply: findingReply,
    handle: (ctx, { params, body }) => correct(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/base-data-changes',
    permission: 'follow-up.read',
    summary: 'Changes of base data that wait for an officer, at a place or in a village, each beside what stands',
    query: baseDataQuery,
    reply: baseDataPage,
    handle: (ctx, { query }) => findWaiting(ctx, query),
  }),
  route({
    method: 'POST',
    url: '/base-data-changes/:id/decisions',
    permission: 'base-data.decide',
    summary: 'Confirm a change of base data, which applies it, or reject it with a reason',
    params: idParams,
    body: decideBaseData,
    reply: decisionReply,
    handle: (ctx, { params, body }) => decide(ctx, params.id, body),
  }),
]
