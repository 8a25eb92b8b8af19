import type { FastifyRequest } from 'fastify'
import { fail } from '../../platform/http/problem.ts'

/**
 * Refuses a changing request that another site's page made in the member's browser. Browsers say where a request comes
 * from (Sec-Fetch-Site, and Origin on every POST); a request that says neither comes from no browser and carries no
 * cookie against its sender's will. Errors: account/foreign-origin.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  if (site !== undefined) fail('account/foreign-origin')

  const { origin, host } = request.headers
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) fail('account/foreign-origin')
}
