import { idParams, type Route, route, sendBrotli } from '../../platform/http/route.ts'
import { readChanges } from './changes.ts'
import { villagePartCompressed } from './kept-parts.ts'
import { readOwnPart } from './own-part.ts'
import { ownPart, partChanges, partChangesQuery, villagePart } from './schema.ts'
import { zipped } from './zipped.ts'

export const fieldRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/field/own',
    permission: 'field.read',
    summary:
      'What a member carries beside the villages: who they are, what they have in hand, their reports, the rules',
    reply: ownPart,
    handle: async (ctx, { request, reply }) => sendBrotli(request, reply, await zipped(await readOwnPart(ctx))),
  }),
  route({
    method: 'GET',
    url: '/field/villages/:id',
    permission: 'field.read',
    summary: 'A village as the members of one role carry it: its open places, their duties and open follow-ups',
    params: idParams,
    reply: villagePart,
    handle: async (ctx, { params, request, reply }) =>
      sendBrotli(request, reply, await villagePartCompressed(ctx, params.id)),
  }),
  route({
    method: 'GET',
    url: '/field/changes',
    permission: 'field.read',
    summary: 'What became of the part that a member carries since a sequence number',
    query: partChangesQuery,
    reply: partChanges,
    handle: async (ctx, { query, request, reply }) =>
      sendBrotli(request, reply, await zipped(await readChanges(ctx, query))),
  }),
]
