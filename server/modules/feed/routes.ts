import { finished } from 'node:stream'
import { z } from 'zod'
import { type Route, route } from '../../platform/http/route.ts'
import { sessionOf } from '../accounts/index.ts'
import { liveFeed } from './live.ts'
import { readChanges, readHeads } from './queries.ts'
import { changesQuery, changesReply } from './schema.ts'

/** Of one server: its live streams are its own, and end with it. */
export function feedRoutes(live = liveFeed()): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: '/changes',
      permission: 'feed.read',
      summary: 'What changed after a sequence number, in commit order',
      query: changesQuery,
      reply: changesReply,
      handle: (ctx, { query }) => readChanges(ctx, query),
    }),
    route({
      method: 'GET',
      url: '/live',
      permission: 'feed.read',
      summary: 'The same as server-sent events; the Last-Event-ID header or `after` says where to go on',
      query: z.object({ after: z.coerce.number().int().min(0).optional() }),
      reply: z.custom<never>(),
      end: live.end,
      handle: async (ctx, { query, request, reply }) => {
        const lastId = Number(request.headers['last-event-id'])
        const after = Number.isInteger(lastId) && lastId > 0 ? lastId : query.after
        const from = after ?? (await readHeads(ctx.db, [ctx.station.id])).get(ctx.station.id) ?? 0
        const stream = live.listen(ctx, sessionOf(request), from)
        // a client that left before this line was reached is let go too: its closing is told afterwards as well
        finished(reply.raw, () => stream.destroy())
        reply
          .header('content-type', 'text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          // the connection ends with the stream: a server that closes need not wait until it has been idle for long
          .header('connection', 'close')
          .send(stream)
        return reply as never
      },
    }),
  ]
}
