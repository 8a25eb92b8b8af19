import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
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
]
