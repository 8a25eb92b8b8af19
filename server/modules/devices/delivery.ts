import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'

/** The answer of the route inside an envelope, as it stands. */
export type Delivered = { readonly status: number; readonly type: string; readonly body: Buffer }

/** Requests out of envelopes on their way into a route, by a secret that only this process knows. */
const underWay = new Map<string, Caller>()
const scheme = 'Envelope '

/**
 * Sends a request on behalf of whoever sealed it into the same route that everybody uses: same schema, same permission,
 * same refusals.
 */
export async function deliver(
  app: FastifyInstance,
  from: Caller,
  { method, path, body }: { readonly method: 'PUT' | 'POST'; readonly path: string; readonly body: unknown },
  address: string,
): Promise<Delivered> {
  const secret = randomBytes(32).toString('base64url')
  underWay.set(secret, from)
  try {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: scheme + secret, 'content-type': 'application/json' },
      payload: textOf(body),
      remoteAddress: address,
    })
    const type = answer.headers['content-type'] ?? 'application/json'
    return { status: answer.statusCode, type: String(type), body: answer.rawPayload }
  } finally {
    underWay.delete(secret)
  }
}

/** Errors: envelope/unreadable, for what is nested deeper than can be written again. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch {
    return fail('envelope/unreadable')
  }
}

/** Whether a request comes, or says that it comes, out of an envelope. */
export const isDelivery = ({ headers }: FastifyRequest): boolean => headers.authorization?.startsWith(scheme) ?? false

/** On whose behalf it comes; once, and null for a secret that nobody here made. */
export function senderOf({ headers }: FastifyRequest): Caller | null {
  const secret = headers.authorization?.slice(scheme.length) ?? ''
  const from = underWay.get(secret) ?? null
  underWay.delete(secret)
  return from
}

/** Lets what comes out of envelopes into those routes only that say so. Errors: envelope/route. */
export function requireCarried(request: FastifyRequest): void {
  if (isDelivery(request) && !('byPhone' in request.routeOptions.config)) fail('envelope/route')
}
