import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Role } from '@sifang/domain/permissions'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pino from 'pino'
import type { Actor } from '../../platform/context.ts'
import { type Database, openDatabase } from '../../platform/db/connection.ts'
import { testDatabase } from '../../platform/db/template.ts'
import type { Route } from '../../platform/http/route.ts'
import { createServer } from '../../platform/http/server.ts'
import type { Keys } from '../../platform/secrets/index.ts'
import { incidentRoutes } from '../incidents/index.ts'
import { lineRoutes } from '../lines/index.ts'
import { memberRoutes } from '../members/index.ts'
import { createDefaultPolicy } from '../policies/index.ts'
import { createStation } from '../stations/index.ts'
import { tierRoutes } from '../tiers/index.ts'
import { visitRoutes } from '../visits/index.ts'
import { placeRoutes } from './index.ts'

export type Answer<Body = Readonly<Record<string, unknown>>> = {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

/** A station with its people on a database of its own, behind real HTTP; `as` says who asks. */
export type World = {
  readonly db: Database
  readonly keys: Keys
  readonly app: FastifyInstance
  readonly address: string
  readonly stationId: string
  readonly chief: string
  /** A member without an account. */
  join(
    role: Role,
    options?: { name?: string; villageIds?: readonly string[]; lineIds?: readonly string[] },
  ): Promise<string>
  now(): Date
  setNow(at: string): void
  get<Body = Readonly<Record<string, unknown>>>(
    path: string,
    as?: string,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>
  put<Body = Readonly<Record<string, unknown>>>(path: string, body: unknown, as?: string): Promise<Answer<Body>>
  post<Body = Readonly<Record<string, unknown>>>(path: string, body: unknown, as?: string): Promise<Answer<Body>>
  /** A village, or a place in one; answers its id. */
  village(name: string): Promise<string>
  place(villageId: string, name: string, more?: Readonly<Record<string, unknown>>): Promise<string>
  close(): Promise<void>
}

export const newId = (): string => randomUUIDv7()

export async function openWorld(more: readonly Route[] = []): Promise<World> {
  const { url } = await testDatabase()
  const { db, close } = openDatabase(url)
  const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
  let now = new Date('2025-02-05T10:00:00+08:00')
  const stationId = newId()
  const actors = new Map<string, Actor>()
  const chief = newId()
  await db.transaction().execute(async (tx) => {
    await createStation(tx, keys, {
      id: stationId,
      name: '试验派出所',
      divisionCode: null,
      createdAt: now,
      epoch: newId(),
    })
    await sql`insert into member (station_id, id, name, role, joined_on)
      values (${stationId}, ${chief}, '周所长', 'chief', '2020-01-01')`.execute(tx)
    await createDefaultPolicy(tx, { id: stationId, createdOn: '2025-01-01' }, { memberId: chief, at: now, newId })
  })
  actors.set(chief, actorOf(chief, '周所长', 'chief'))

  const station = { id: stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false }
  const app = await createServer(
    {
      db,
      keys,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      now: () => now,
      authenticate: async (request) => {
        const actor = actors.get(String(request.headers['x-member'] ?? ''))
        return actor ? { actor, station } : null
      },
    },
    [...placeRoutes, ...lineRoutes, ...memberRoutes, ...visitRoutes, ...incidentRoutes, ...tierRoutes, ...more],
  )
  const address = await app.listen({ host: '127.0.0.1', port: 0 })

  async function send<Body>(
    method: string,
    path: string,
    as: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answer<Body>> {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { ...headers, 'x-member': as, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null, headers: answer.headers }
  }
  const create = async (path: string, body: unknown): Promise<string> => {
    const id = newId()
    const answer = await send('PUT', `${path}/${id}`, chief, {}, body)
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return id
  }

  return {
    db,
    keys,
    app,
    address,
    stationId,
    chief,
    join: async (role, { name = `王${role}`, villageIds = [], lineIds = [] } = {}) => {
      const id = await create('/members', { name, role, villageIds, lineIds })
      actors.set(id, { ...actorOf(id, name, role), villageIds, lineIds })
      return id
    },
    now: () => now,
    setNow: (at) => {
      now = new Date(at)
    },
    get: (path, as = chief, headers = {}) => send('GET', path, as, headers),
    put: (path, body, as = chief) => send('PUT', path, as, {}, body),
    post: (path, body, as = chief) => send('POST', path, as, {}, body),
    village: (name) => create('/villages', { name }),
    place: (villageId, name, more = {}) => create('/places', { kind: 'shop', name, villageId, ...more }),
    close: async () => {
      await app.close()
      await close()
    },
  }
}

const actorOf = (memberId: string, name: string, role: Role): Actor => ({
  memberId,
  name,
  role,
  villageIds: [],
  lineIds: [],
  leadsShift: false,
  standsInFor: [],
})
