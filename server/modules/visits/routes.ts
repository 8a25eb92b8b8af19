import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { findVisits, getVisit } from './queries.ts'
import { enterRoundList, getRoundList, makeRoundList } from './round-lists.ts'
import {
  admitVisit as admitBody,
  enterRoundList as enterBody,
  makeRoundList as makeBody,
  recordVisit as recordBody,
  roundList,
  roundListEntered,
  roundListReply,
  visitPage,
  visitQuery,
  visitRecorded,
  visitRow,
  voidVisit as voidBody,
} from './schema.ts'
import { admitVisit, recordVisit, voidVisit } from './service.ts'

const numberParams = z.object({ number: z.coerce.number().int().min(1) })

export const visitRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/visits/:id',
    permission: 'visit.record',
    summary: 'Record a visit or an attempt that failed; it settles every duty it may',
    params: idParams,
    body: recordBody,
    reply: visitRecorded,
    handle: (ctx, { params, body }) => recordVisit(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/visits/:id/voidings',
    permission: 'visit.void',
    summary: 'Make a wrong visit void; its duties are judged anew',
    params: idParams,
    body: voidBody,
    reply: z.object({ id: z.uuid() }),
    handle: (ctx, { params, body }) => voidVisit(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/visits/:id/admissions',
    permission: 'visit.void',
    summary: 'Let a visit count that was reported more than 7 days late',
    params: idParams,
    body: admitBody,
    reply: z.object({ id: z.uuid() }),
    handle: (ctx, { params, body }) => admitVisit(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/visits',
    permission: 'visit.read',
    summary: 'Visits, the latest first',
    query: visitQuery,
    reply: visitPage,
    handle: (ctx, { query }) => findVisits(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/visits/:id',
    permission: 'visit.read',
    summary: 'One visit',
    params: idParams,
    reply: visitRow,
    handle: (ctx, { params }) => getVisit(ctx, params.id),
  }),
  route({
    method: 'PUT',
    url: '/round-lists/:id',
    permission: 'round-list.write',
    summary: 'Make a numbered list to print',
    params: idParams,
    body: makeBody,
    reply: roundListReply,
    handle: (ctx, { params, body }) => makeRoundList(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/round-lists/:number',
    permission: 'round-list.write',
    summary: 'A round list by its number',
    params: numberParams,
    reply: roundList,
    handle: (ctx, { params }) => getRoundList(ctx, params.number),
  }),
  route({
    method: 'POST',
    url: '/round-lists/:number/entries',
    permission: 'round-list.write',
    summary: 'Enter what was written on a paper list; all rows or none',
    params: numberParams,
    body: enterBody,
    bodyLimit: 262_144,
    reply: roundListEntered,
    handle: (ctx, { params, body }) => enterRoundList(ctx, params.number, body),
  }),
]
