import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { Actor, Caller, StationInfo } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Station } from '../stations/index.ts'
import { signingOf, tokenOf } from './cookie.ts'
import { type AccountParts, realNowOf } from './parts.ts'
import { findSessions, type StoredSession, touchSession } from './queries.ts'
import { requireSameOrigin } from './same-origin.ts'
import { readSession } from './session-reader.ts'
import { whoOf } from './who.ts'

/** `to-enrol`: the station asks this role for a second factor that the member has not set up yet. */
export type SecondFactor = 'on' | 'off' | 'to-enrol'

export type Session = {
  readonly parts: AccountParts
  readonly token: string
  readonly userId: string
  readonly userName: string
  readonly secondFactor: SecondFactor
  /** Somebody else gave the present password: it is replaced before anything else. */
  readonly passwordToChange: boolean
  readonly actor: Actor
  readonly station: StationInfo
  readonly feedSeq: number
}

export type Authenticate = (request: FastifyRequest) => Promise<Caller | null>

const sessions = new WeakMap<FastifyRequest, Session>()

/** The session of a request that was authenticated. Errors: account/sign-in-needed. */
export function sessionOf(request: FastifyRequest): Session {
  return sessions.get(request) ?? fail('account/sign-in-needed')
}

/** What a page asks by itself does not keep a session alive: it says so, and the live stream always is such. */
const isByHand = (request: FastifyRequest): boolean =>
  request.headers['sifang-background'] === undefined && !request.url.startsWith('/api/v1/live')

/**
 * Answers who a request's session belongs to. One statement, shared by those who ask at once, and every answer is of
 * now: sign-out, another role, leaving and a new password end a session at its next request.
 * Errors: account/foreign-origin, account/password-to-change, account/second-factor-to-enrol.
 */
export function authenticator(parts: AccountParts): Authenticate {
  const signing = signingOf(parts.keys.session)
  return async (request) => {
    const token = tokenOf(signing, request.headers.cookie)
    if (!token) return null
    requireSameOrigin(request)
    const session = await openSession(parts, token, isByHand(request))
    if (!session) return null
    if (!isOfOwnAccount(request)) {
      if (session.passwordToChange) fail('account/password-to-change')
      if (session.secondFactor === 'to-enrol') fail('account/second-factor-to-enrol')
    }
    sessions.set(request, session)
    return { actor: session.actor, station: session.station, feedSeq: session.feedSeq }
  }
}

const seenEveryMs = 60_000

/** The session with this token, unless it is over. `counts`: its member did something; a page's own polling does not. */
export async function openSession(parts: AccountParts, token: string, counts = false): Promise<Session | null> {
  const stored = await readSession(parts, token)
  if (!stored) return null
  const realNow = realNowOf(parts)
  if (isIdle(stored, realNow)) return null
  if (counts && idleMs(stored, realNow) >= seenEveryMs) await touchSession(parts.db, stored.sessionId, realNow)
  return asSession(parts, stored)
}

/**
 * Those of these sessions of one server that a request would find as they are: not over, and of a member who still
 * reaches as far. One statement for all; nothing of it keeps a session alive.
 */
export async function unchanged(sessions: readonly Session[]): Promise<ReadonlySet<Session>> {
  const parts = sessions[0]?.parts
  if (!parts) return new Set()
  const realNow = realNowOf(parts)
  const tokens = [...new Set(sessions.map(({ token }) => token))]
  const stored = await findSessions(parts.db, tokens, parts.now(), realNow)
  const standing = stored.filter((one) => !isIdle(one, realNow)).map((one) => asSession(parts, one))
  const byToken = new Map(standing.map((session) => [session.token, session]))
  return new Set(sessions.filter((session) => isSame(session, byToken.get(session.token))))
}

/** Apart from how far the feed has come since. */
const isSame = (one: Session, other: Session | undefined): boolean =>
  isDeepStrictEqual({ ...one, feedSeq: 0 }, { ...other, feedSeq: 0 })

const idleMs = ({ lastSeenAt }: StoredSession, realNow: Date): number => realNow.getTime() - lastSeenAt.getTime()
const isIdle = (stored: StoredSession, realNow: Date): boolean => idleMs(stored, realNow) > stored.idleMinutes * 60_000

function asSession(parts: AccountParts, stored: StoredSession): Session {
  const { token, userId, userName } = stored
  return {
    parts,
    token,
    userId,
    userName,
    secondFactor: stored.secondFactor ? 'on' : stored.secondFactorDue ? 'to-enrol' : 'off',
    passwordToChange: stored.passwordToChange,
    ...whoOf(stored),
  }
}

/** When a session made at `at` ends in any case. */
export function sessionEnd({ settings }: Station, at: Date): Date {
  return new Date(at.getTime() + settings.sessionHours * 3_600_000)
}

function isOfOwnAccount(request: FastifyRequest): boolean {
  const { config } = request.routeOptions
  return 'permission' in config && config.permission === 'account.self'
}
