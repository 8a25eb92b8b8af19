import { download, idParams, type Route, route } from '../../platform/http/route.ts'
import { completeCheck } from './complete.ts'
import { readPlaceContent } from './content.ts'
import { getCheck, getPlace } from './detail.ts'
import { saveAnswers } from './fill-in.ts'
import { findChecks } from './list.ts'
import { checkPaper } from './paper.ts'
import { planCheck } from './plan.ts'
import { recheckHazard } from './recheck.ts'
import {
  checkDetail,
  checkPage,
  checkQuery,
  checkReply,
  completeCheck as completeBody,
  completeReply,
  contentQuery,
  hazardParams,
  placeContent,
  placeDetail,
  placeParams,
  placeReply,
  planCheck as planBody,
  recheck as recheckBody,
  recheckReply,
  saveAnswers as saveBody,
} from './schema.ts'

export const checkRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/checks/:id',
    permission: 'check.plan',
    summary: 'Plan a targeted check of a place or of a theme’s places',
    params: idParams,
    body: planBody,
    reply: checkReply,
    handle: (ctx, { params, body }) => planCheck(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/checks',
    permission: 'check.read',
    summary: 'Targeted checks, the latest day first',
    query: checkQuery,
    reply: checkPage,
    handle: (ctx, { query }) => findChecks(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/checks/:id',
    permission: 'check.read',
    summary: 'One check with its places and how far they are',
    params: idParams,
    reply: checkDetail,
    handle: (ctx, { params }) => getCheck(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/checks/:id/places/:placeId',
    permission: 'check.read',
    summary: 'One place of a check: its questions, clear answers and hazards',
    params: placeParams,
    reply: placeDetail,
    handle: (ctx, { params }) => getPlace(ctx, params.id, params.placeId),
  }),
  route({
    method: 'GET',
    url: '/checks/:id/places/:placeId/content',
    permission: 'check.read',
    summary: 'What is sealed of one place’s check, for a purpose; the reading is logged',
    params: placeParams,
    query: contentQuery,
    reply: placeContent,
    handle: (ctx, { params, query }) => readPlaceContent(ctx, params.id, params.placeId, query),
  }),
  route({
    method: 'POST',
    url: '/checks/:id/places/:placeId/answers',
    permission: 'check.fill',
    summary: 'Keep what was answered so far',
    params: placeParams,
    body: saveBody,
    bodyLimit: 1_048_576,
    reply: placeReply,
    handle: (ctx, { params, body }) => saveAnswers(ctx, params.id, params.placeId, body),
  }),
  route({
    method: 'POST',
    url: '/checks/:id/places/:placeId/completions',
    permission: 'check.fill',
    summary: 'Complete one place’s check: a visit, its hazards and signatures in one',
    params: placeParams,
    body: completeBody,
    bodyLimit: 4_194_304,
    reply: completeReply,
    handle: (ctx, { params, body }) => completeCheck(ctx, params.id, params.placeId, body),
  }),
  route({
    method: 'POST',
    url: '/checks/:id/hazards/:hazardId/rechecks',
    permission: 'check.fill',
    summary: 'Look at a hazard again: rectified, or not',
    params: hazardParams,
    body: recheckBody,
    reply: recheckReply,
    handle: (ctx, { params, body }) => recheckHazard(ctx, params.id, params.hazardId, body),
  }),
  route({
    method: 'GET',
    url: '/checks/:id/places/:placeId/paper',
    permission: 'check.read',
    summary: 'The signed record as .docx, a draft until it is complete; the reading is logged',
    params: placeParams,
    query: contentQuery,
    reply: download,
    handle: (ctx, { params, query }) => checkPaper(ctx, params.id, params.placeId, query),
  }),
]
