import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Tx } from '../../platform/db/connection.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { Station } from '../stations/index.ts'
import { setCookie, signedCookie, signingOf, tokenOf } from './cookie.ts'
import { codeCheck, makeFirstStation } from './first-run.ts'
import { changePassword, confirmSecondFactor, enrolSecondFactor, removeSecondFactor } from './own-account.ts'
import { type AccountParts, authOf } from './parts.ts'
import { noStation } from './queries.ts'
import { requireSameOrigin } from './same-origin.ts'
import {
  changePasswordBody,
  codeBody,
  done,
  enrolment,
  firstRunBody,
  firstRunState,
  me,
  passwordBody,
  signInBody,
} from './schema.ts'
import { describe, signIn, signOut } from './service.ts'
import { sessionOf } from './sessions.ts'

/** A session's cookie outlives no session: the server ends it earlier. */
const cookieAgeS = 24 * 3600

/** A member's own account. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/me',
    permission: 'account.self',
    summary: 'Who is signed in, at which station, and what they may do',
    reply: me,
    handle: async (_ctx, { request }) => describe(sessionOf(request)),
  }),
  route({
    method: 'POST',
    url: '/me/password',
    permission: 'account.self',
    summary: 'Change the password; ends all other sessions',
    body: changePasswordBody,
    reply: done,
    handle: async (ctx, { body, request, reply }) =>
      goOnWith(request, reply, await changePassword(ctx, sessionOf(request), body)),
  }),
  route({
    method: 'POST',
    url: '/me/second-factor',
    permission: 'account.self',
    summary: 'Begin to set up the one-time code',
    body: passwordBody,
    reply: enrolment,
    handle: (ctx, { body, request }) => enrolSecondFactor(ctx, sessionOf(request), body.password),
  }),
  route({
    method: 'POST',
    url: '/me/second-factor/confirm',
    permission: 'account.self',
    summary: 'Switch the one-time code on with its first code; ends all other sessions',
    body: codeBody,
    reply: done,
    handle: async (ctx, { body, request, reply }) =>
      goOnWith(request, reply, await confirmSecondFactor(ctx, sessionOf(request), body.code)),
  }),
  route({
    method: 'POST',
    url: '/me/second-factor/remove',
    permission: 'account.self',
    summary: 'Switch the one-time code off, where the station does not ask for it',
    body: passwordBody,
    reply: done,
    handle: async (ctx, { body, request, reply }) =>
      goOnWith(request, reply, await removeSecondFactor(ctx, sessionOf(request), body.password)),
  }),
]

export type AccountRouteParts = AccountParts & {
  /** What the first station of an installation has from its first moment on. */
  readonly furnish?: (tx: Tx, station: Station, chiefId: string) => Promise<void>
}

/** Adds the routes that need no session: signing in and out, and the first run. */
export async function registerAccountRoutes(fastify: FastifyInstance, parts: AccountRouteParts): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  const signing = signingOf(parts.keys.session)
  const firstRunCode = codeCheck(parts)

  app.route({
    method: 'POST',
    url: '/api/v1/sign-in',
    schema: { summary: 'Sign in; sets the session cookie', body: signInBody, response: { 200: me } },
    onRequest: async (request) => requireSameOrigin(request),
    handler: async (request, reply) => {
      const session = await signIn(parts, callerOf(request), request.body)
      setSession(request, reply, signedCookie(signing, session.token), cookieAgeS)
      return describe(session)
    },
  })

  app.route({
    method: 'POST',
    url: '/api/v1/sign-out',
    schema: { summary: 'End the session at once', response: { 200: done } },
    onRequest: async (request) => requireSameOrigin(request),
    handler: async (request, reply) => {
      const token = tokenOf(signing, request.headers.cookie)
      if (token) await signOut(parts, callerOf(request), token)
      setSession(request, reply, signedCookie(signing, ''), 0)
      return { done: true as const }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/v1/first-run',
    schema: { summary: 'Whether this installation still has no station', response: { 200: firstRunState } },
    handler: async () => ({ needed: await noStation(parts.db) }),
  })

  app.route({
    method: 'POST',
    url: '/api/v1/first-run',
    schema: { summary: 'Make the first station and its chief', body: firstRunBody, response: { 200: done } },
    onRequest: async (request) => requireSameOrigin(request),
    handler: async (request) => {
      firstRunCode.check(request.body.code)
      await makeFirstStation(parts, callerOf(request), request.body, parts.furnish ?? (async () => undefined))
      return { done: true as const }
    },
  })

  warmUp(app, parts)
}

/** Loads what the first sign-in needs, once the machine has answered whoever waited for its start. */
function warmUp(app: Pick<FastifyInstance, 'addHook'>, parts: AccountParts): void {
  app.addHook('onListen', async () => {
    setTimeout(() => void authOf(parts).catch(() => undefined), 3000).unref()
  })
}

function callerOf(request: FastifyRequest) {
  return { address: request.ip, requestId: request.id }
}

function goOnWith(request: FastifyRequest, reply: FastifyReply, token: string) {
  const signing = signingOf(sessionOf(request).parts.keys.session)
  setSession(request, reply, signedCookie(signing, token), cookieAgeS)
  return { done: true as const }
}

function setSession(request: FastifyRequest, reply: FastifyReply, cookie: string, maxAgeS: number): void {
  reply.header('set-cookie', setCookie(cookie, maxAgeS, request.protocol === 'https'))
  reply.header('cache-control', 'no-store')
}
