import { idParams, type Route, route } from '../../platform/http/route.ts'
import { correctFinding, enterFinding, findingReply } from './schema.ts'
import { correct, enter } from './service.ts'

export const findingRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/findings/:id',
    permission: 'finding.enter',
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
    summary: 'Correct a finding by a further one; what was seen first stays',
    params: idParams,
    body: correctFinding,
    reply: findingReply,
    handle: (ctx, { params, body }) => correct(ctx, params.id, body),
  }),
]
