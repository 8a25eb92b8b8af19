import { idParams, type Route, route } from '../../platform/http/route.ts'
import {
  promisePage,
  promiseQuery,
  publicationReply,
  publishPromise as publishBody,
  publishedPromises,
  publishedQuery,
} from './promise-schema.ts'
import { findPromises, findPublishedPromises, publishPromise, withdrawPromise } from './promises.ts'
import { endRhythm as endBody, makeRhythm as makeBody, rhythmList, rhythmReply } from './rhythm-schema.ts'
import { endRhythm, findRhythms, makeRhythm } from './rhythms.ts'
import { step } from './schema.ts'

/** Promises and what is published of them; rhythms and what they propose. */
export const promiseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/promises',
    permission: 'appointment.plan',
    summary: 'Promises of appointments by their day, with owner, revisit and what is published',
    query: promiseQuery,
    reply: promisePage,
    handle: (ctx, { query }) => findPromises(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/published-promises',
    permission: 'appointment.plan',
    summary: 'What everybody may read of promises: approved sentences, without names; the latest 50',
    query: publishedQuery,
    reply: publishedPromises,
    handle: async (ctx, { query }) => ({
      rows: [...(await findPublishedPromises(ctx, ctx.db, query.villageId ?? null))],
    }),
  }),
  route({
    method: 'POST',
    url: '/promises/:id/publications',
    permission: 'promise.publish',
    summary: 'Let everybody read a sentence about a promise, without names',
    params: idParams,
    body: publishBody,
    reply: publicationReply,
    handle: (ctx, { params, body }) => publishPromise(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/promises/:id/withdrawals',
    permission: 'promise.publish',
    summary: 'Take back what was published of a promise',
    params: idParams,
    body: step,
    reply: publicationReply,
    handle: (ctx, { params, body }) => withdrawPromise(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/appointment-rhythms',
    permission: 'appointment.plan',
    summary: 'Rhythms and the days they propose for which nothing is planned yet',
    reply: rhythmList,
    handle: (ctx) => findRhythms(ctx),
  }),
  route({
    method: 'PUT',
    url: '/appointment-rhythms/:id',
    permission: 'appointment.plan',
    summary: 'A rhythm that proposes appointments by itself',
    params: idParams,
    body: makeBody,
    reply: rhythmReply,
    handle: (ctx, { params, body }) => makeRhythm(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointment-rhythms/:id/endings',
    permission: 'appointment.plan',
    summary: 'The last day of a rhythm',
    params: idParams,
    body: endBody,
    reply: rhythmReply,
    handle: (ctx, { params, body }) => endRhythm(ctx, params.id, body),
  }),
]
