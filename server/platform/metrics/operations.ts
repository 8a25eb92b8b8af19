import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { fail } from '../http/problem.ts'
import { logRequests } from '../log/request-log.ts'
import { type HealthParts, health, healthSchema } from './health.ts'
import { createMetrics, mayReadMetrics } from './metrics.ts'

export type OperationParts = HealthParts & {
  readonly log: Logger
  /** SIFANG_METRICS_TOKEN: lets another machine read /metrics. */
  readonly metricsToken?: string | undefined
}

/** Adds the request log, GET /api/v1/health and GET /metrics. Call before other routes: hooks do not reach back. */
export function registerOperations(app: FastifyInstance, parts: OperationParts): void {
  const metrics = createMetrics(parts.pool)
  logRequests(app, parts.log)
  metrics.observe(app)
  app.get(
    '/api/v1/health',
    { schema: { summary: 'Whether the server is ready to work', response: { 200: healthSchema, 503: healthSchema } } },
    async (_request, reply) => {
      const state = await health(parts)
      return reply
        .status(state.ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(state)
    },
  )
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(request, parts.metricsToken)) return fail('request/not-found')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
