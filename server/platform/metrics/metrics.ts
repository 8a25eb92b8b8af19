import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { jobCounts } from '../jobs/state.ts'
import { routeOf } from '../log/request-log.ts'

/** What Prometheus reads. Labels are route templates and codes: never an id or a name. */
export function createMetrics(pool: pg.Pool): { registry: Registry; observe(app: FastifyInstance): void } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'sifang_request_duration_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  registerPool(registry, pool)
  registerJobs(registry, pool)
  return {
    registry,
    observe: (app) => {
      app.addHook('onResponse', async (request, reply) => {
        const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) }
        requests.observe(labels, reply.elapsedTime / 1000)
      })
    },
  }
}

function registerPool(registry: Registry, pool: pg.Pool): void {
  new Gauge({
    name: 'sifang_database_connections',
    help: 'Connections of this process, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waited-for' }, pool.waitingCount)
    },
  })
}

function registerJobs(registry: Registry, pool: pg.Pool): void {
  new Gauge({
    name: 'sifang_jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await jobCounts(pool).catch(() => null)
      for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count)
    },
  })
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** On this machine itself, or with the token. Behind a proxy on this machine everybody seems to be here: token only. */
export function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  if (loopback.has(request.socket.remoteAddress ?? '') && forwarded === undefined) return true
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token || given === undefined) return false
  const [one, other] = [Buffer.from(given), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}
