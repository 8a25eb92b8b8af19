import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Role } from '@sifang/domain/permissions'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pino from 'pino'
import { type Database, openDatabase } from '../../platform/db/connection.ts'
import { testDatabase } from '../../platform/db/template.ts'
import type { Route } from '../../platform/http/route.ts'
import { createServer } from '../../platform/http/server.ts'
import { createStation, stationRoutes } from '../stations/index.ts'
import { type AccountRouteParts, accountRoutes, authenticator, createAccounts, registerAccountRoutes } from './index.ts'

export const password = 'Kestrel-2026'

export type World = {
  readonly db: Database
  readonly parts: AccountRouteParts
  readonly app: FastifyInstance
  readonly address: string
  readonly stationId: string
  /** Puts real time forward. */
  wait(minutes: number): void
  /** A member with an account; a user name of its own. */
  member(role: Role, options?: { userName?: string }): Promise<{ id: string; userName: string }>
  post(url: string, body: unknown, options?: { cookie?: string; headers?: Record<string, string> }): Promise<Answer>
  put(url: string, body: unknown, cookie: string): Promise<Answer>
  get(url: string, cookie?: string, headers?: Record<string, string>): Promise<Answer>
  /** Signs in and answers the cookie. */
  cookieOf(userName: string): Promise<string>
  close(): Promise<void>
}

/** The fields of any answer that the tests read. */
type Body = {
  readonly code: string
  readonly details: { readonly retryAfterS: number }
  readonly fields: readonly { readonly path: string; readonly zh: string; readonly en: string }[]
  readonly permissions: Readonly<Record<string, string>>
  readonly member: { readonly villageIds: readonly string[]; readonly lineIds: readonly string[] }
  readonly secret: string
  readonly uri: string
  readonly recoveryCodes: readonly string[]
  readonly version: number
  readonly settings: Readonly<Record<string, unknown>>
}

export type Answer = {
  readonly status: number
  readonly body: Body
  readonly cookie: string
  readonly setCookie: string
}

/** A server with one station on a database of its own; without a station for a first run. */
export async function openWorld(
  options: { firstRunCode?: string; settings?: Record<string, unknown>; routes?: readonly Route[] } = {},
): Promise<World> {
  const { url } = await testDatabase()
  const { db, close } = openDatabase(url)
  const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
  let realNow = Date.now()
  const now = () => new Date('2025-02-05T10:00:00+08:00')
  const parts: AccountRouteParts = {
    db,
    keys,
    now,
    newId: () => randomUUIDv7(),
    realNow: () => new Date(realNow),
    clock: { isSet: true },
    ...(options.firstRunCode ? { firstRunCode: options.firstRunCode } : {}),
  }
  const stationId = randomUUIDv7()
  if (!options.firstRunCode) {
    const station = { id: stationId, name: '试验派出所', divisionCode: null, createdAt: now(), epoch: randomUUIDv7() }
    const { settings = {} } = options
    await db.transaction().execute((tx) => createStation(tx, keys, { ...station, settings }))
  }
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const declared = [...accountRoutes, ...stationRoutes, ...(options.routes ?? [])]
  const app = await createServer({ db, keys, log, now, authenticate: authenticator(parts) }, declared)
  await registerAccountRoutes(app, parts)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })

  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answer> => {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const setCookie = answer.headers.get('set-cookie') ?? ''
    const text = await answer.text()
    return {
      status: answer.status,
      body: text ? JSON.parse(text) : null,
      cookie: setCookie.split(';', 1)[0] ?? '',
      setCookie,
    }
  }
  const world: World = {
    db,
    parts,
    app,
    address,
    stationId,
    wait: (minutes) => {
      realNow += minutes * 60_000
    },
    member: async (role, { userName = `${role}-${randomBytes(3).toString('hex')}` } = {}) => {
      const id = randomUUIDv7()
      await sql`insert into member (station_id, id, name, role, joined_on)
        values (${stationId}, ${id}, '王试', ${role}, '2024-01-01')`.execute(db)
      await createAccounts(db, [{ stationId, memberId: id, userName, password }])
      return { id, userName }
    },
    post: (path, body, { cookie, headers = {} } = {}) =>
      send('POST', path, { ...headers, ...(cookie ? { cookie } : {}) }, body ?? {}),
    put: (path, body, cookie) => send('PUT', path, { cookie }, body),
    get: (path, cookie, headers = {}) => send('GET', path, { ...headers, ...(cookie ? { cookie } : {}) }),
    cookieOf: async (userName) => {
      const answer = await world.post('/sign-in', { userName, password })
      if (answer.status !== 200) throw new Error(`sign-in of ${userName}: ${JSON.stringify(answer.body)}`)
      return answer.cookie
    },
    close: async () => {
      await app.close()
      await close()
    },
  }
  return world
}
