import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

/** Asked every few seconds by machines: not worth a line unless something is wrong. */
const quiet = new Set(['/api/v1/health', '/metrics'])

/** The template of the route, e.g. `/api/v1/places/:id`; never the address asked for, which may hold a name. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

/** One line a request: method, route template, status, milliseconds, request id. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  // its five fields are named below and none is forbidden: looking for those took 4 % of a request (bench/due-list)
  const line = log.child({}, { redact: [] })
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    const level = quiet.has(route) && reply.statusCode < 400 ? 'debug' : 'info'
    line[level](
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })
}
