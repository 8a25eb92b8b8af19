import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { announceDigging, listDiggings, withdrawDigging } from './diggings.ts'
import { changePost } from './posts.ts'
import * as shape from './schema.ts'
import { changeSegment, createSegment } from './segments.ts'
import { changeLine, createLine, getLine, lineMap, listLines } from './service.ts'

const entryParams = z.object({ id: z.uuid(), entryId: z.uuid() })

export const lineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/lines',
    permission: 'division.read',
    summary: 'Lines with their posts and segments',
    reply: shape.lineList,
    handle: (ctx) => listLines(ctx),
  }),
  route({
    method: 'GET',
    url: '/lines/:id',
    permission: 'division.read',
    summary: 'A line with its posts and segments',
    params: idParams,
    reply: shape.lineRow,
    handle: (ctx, { params }) => getLine(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/map/lines',
    permission: 'place.read',
    summary: 'Lines, segments and posts as GeoJSON',
    reply: shape.lineFeatures,
    handle: (ctx) => lineMap(ctx),
  }),
  route({
    method: 'PUT',
    url: '/lines/:id',
    permission: 'line.write',
    summary: 'Enter a line with its posts',
    params: idParams,
    body: shape.createLine,
    bodyLimit: 512 * 1024,
    reply: shape.lineReply,
    handle: (ctx, { params, body }) => createLine(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/lines/:id/changes/:entryId',
    permission: 'line.write',
    summary: 'Change a line or its posts, on top of the version that was read',
    params: entryParams,
    body: shape.changeLine,
    bodyLimit: 512 * 1024,
    reply: shape.lineReply,
    handle: (ctx, { params, body }) => changeLine(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/lines/:id/posts/:entryId',
    permission: 'line.write',
    summary: 'Add, move or remove one kilometre post, on top of the version that was read',
    params: entryParams,
    body: shape.changePost,
    reply: shape.lineReply,
    handle: (ctx, { params, body }) => changePost(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/segments/:id',
    permission: 'line.write',
    summary: 'Enter a segment of a line',
    params: idParams,
    body: shape.createSegment,
    reply: shape.lineReply,
    handle: (ctx, { params, body }) => createSegment(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/segments/:id/changes/:entryId',
    permission: 'line.write',
    summary: 'Change from where to where a segment goes, on top of the version that was read',
    params: entryParams,
    body: shape.changeSegment,
    reply: shape.lineReply,
    handle: (ctx, { params, body }) => changeSegment(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'GET',
    url: '/lines/:id/diggings',
    permission: 'division.read',
    summary: 'Digging that is announced on a line and not over yet, or that was on a day',
    params: idParams,
    query: shape.diggingQuery,
    reply: shape.diggingList,
    handle: (ctx, { params, query }) => listDiggings(ctx, params.id, query),
  }),
  route({
    method: 'PUT',
    url: '/diggings/:id',
    permission: 'digging.announce',
    summary: 'Announce digging on a line, before it begins',
    params: idParams,
    body: shape.announceDigging,
    reply: shape.diggingReply,
    handle: (ctx, { params, body }) => announceDigging(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/diggings/:id/withdrawals',
    permission: 'digging.announce',
    summary: 'Take an announcement back, with a reason',
    params: idParams,
    body: shape.withdrawDigging,
    reply: shape.diggingReply,
    handle: (ctx, { params, body }) => withdrawDigging(ctx, params.id, body),
  }),
]
