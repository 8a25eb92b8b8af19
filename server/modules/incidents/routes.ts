import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { findIncidents, getIncident } from './queries.ts'
import {
  closeRed,
  incidentDetail,
  incidentPage,
  incidentQuery,
  incidentReply,
  incidentSummary,
  reportIncident,
  reviewIncident,
  summaryPurpose,
} from './schema.ts'
import { closeRedTier, readSummary, report, review } from './service.ts'

export const incidentRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/incidents/:id',
    permission: 'incident.report',
    summary: 'Report an incident; it waits for a review by somebody else',
    params: idParams,
    body: reportIncident,
    reply: incidentReply,
    handle: (ctx, { params, body }) => report(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/incidents/:id/reviews',
    permission: 'incident.review',
    summary: 'Verify or reject an incident that somebody else reported',
    params: idParams,
    body: reviewIncident,
    reply: incidentReply,
    handle: (ctx, { params, body }) => review(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/incidents',
    permission: 'incident.read',
    summary: 'Incidents, the latest first',
    query: incidentQuery,
    reply: incidentPage,
    handle: (ctx, { query }) => findIncidents(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/incidents/:id',
    permission: 'incident.read',
    summary: 'One incident with its reviews, without its words',
    params: idParams,
    reply: incidentDetail,
    handle: (ctx, { params }) => getIncident(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/incidents/:id/summary',
    permission: 'incident.read',
    summary: 'What happened, in words, for a purpose; the reading is logged',
    params: idParams,
    query: summaryPurpose,
    reply: incidentSummary,
    handle: (ctx, { params, query }) => readSummary(ctx, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/places/:id/red-reviews',
    permission: 'incident.review',
    summary: 'Close the incidents that keep a place red',
    params: idParams,
    body: closeRed,
    reply: z.object({ id: z.uuid(), tier: z.string() }),
    handle: (ctx, { params, body }) => closeRedTier(ctx, params.id, body),
  }),
]
