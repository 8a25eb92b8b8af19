import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { roles } from '@sifang/domain/members'
import { permissions, type Role, reach } from '@sifang/domain/permissions'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStation } from '../../server/modules/stations/index.ts'
import { type Database, openDatabase } from '../../server/platform/db/connection.ts'
import { testDatabase } from '../../server/platform/db/template.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { createServer } from '../../server/platform/http/server.ts'
import { createLog } from '../../server/platform/log/index.ts'
import { routesOf } from '../../server/routes.ts'

const routes = routesOf({ uploads: '/nonexistent', dataDir: '/nonexistent' })
const named = (route: Route): string => `${route.method} ${route.url}`

let app: FastifyInstance
let db: Database
let address: string
let close: () => Promise<void>

beforeAll(async () => {
  const opened = openDatabase((await testDatabase()).url)
  db = opened.db
  close = opened.close
  const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
  const now = () => new Date('2025-02-05T10:00:00+08:00')
  const station = { id: randomUUIDv7(), name: '权限试验所', timeZone: 'Asia/Shanghai', demo: false }
  await db
    .transaction()
    .execute((tx) =>
      createStation(tx, keys, { ...station, divisionCode: null, createdAt: now(), epoch: randomUUIDv7() }),
    )
  const parts = { db, keys, now, log: createLog({ level: 'silent' }) }
  app = await createServer(
    {
      ...parts,
      authenticate: async (request) => {
        const role = roles.find((known) => known === request.headers['x-role'])
        if (!role) return null
        return {
          actor: {
            memberId: randomUUIDv7(),
            name: '试',
            role,
            villageIds: [],
            lineIds: [],
            leadsShift: false,
            standsInFor: [],
          },
          station,
        }
      },
    },
    routes,
  )
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await close()
})

/** 'refused' when the role may not use the route at all, whatever else is wrong with what was asked. */
async function ask(route: Route, role: Role | null): Promise<'refused' | 'let in' | 'not signed in'> {
  const path = route.url.replaceAll(/:\w+/g, () => randomUUIDv7())
  const writes = route.method !== 'GET'
  const leave = new AbortController()
  const answer = await fetch(`${address}/api/v1${path}`, {
    method: route.method,
    signal: leave.signal,
    headers: { ...(role ? { 'x-role': role } : {}), ...(writes ? { 'content-type': 'application/json' } : {}) },
    ...(writes ? { body: '{"planted":true}' } : {}),
  })
  const body: unknown = answer.ok ? {} : await answer.json()
  // a live stream has no end
  leave.abort()
  if (answer.status === 401 && hasCode(body, 'account/sign-in-needed') && role === null) return 'not signed in'
  return answer.status === 403 && hasCode(body, 'account/not-allowed') ? 'refused' : 'let in'
}

const hasCode = (body: unknown, code: string): boolean =>
  typeof body === 'object' && body !== null && 'code' in body && body.code === code

test('every route declares a permission of the table, once', () => {
  expect(routes.filter(({ permission }) => !(permission in permissions)).map(named)).toEqual([])
  const names = routes.map(named)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('every permission of the table is asked for by a route', () => {
  const asked = new Set<string>(routes.map(({ permission }) => permission))
  expect(Object.keys(permissions).filter((permission) => !asked.has(permission))).toEqual([])
})

test('the server does not start with a route that declares none', async () => {
  const bare = { ...routes[0], permission: undefined }
  const parts = {
    db,
    keys: { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) },
  }
  const starting = createServer(
    { ...parts, now: () => new Date(), log: createLog({ level: 'silent' }), authenticate: async () => null },
    // @ts-expect-error that is the point
    [bare],
  )
  await expect(starting).rejects.toThrow('route without a permission')
})

describe('role × route:', () => {
  test.each(routes.map((route) => [named(route), route.permission, route] as const))(
    '%s (%s)',
    async (_name, permission, route) => {
      const answers = await Promise.all(roles.map((role) => ask(route, role)))
      const needed = [permission, ...(route.alsoNeeds ? [route.alsoNeeds] : [])]
      const mayUse = (role: Role) => needed.every((each) => reach(each, role) !== null)
      const expected = roles.map((role) => [role, mayUse(role) ? 'let in' : 'refused'])
      expect(Object.fromEntries(roles.map((role, at) => [role, answers[at]]))).toEqual(Object.fromEntries(expected))
      expect(await ask(route, null)).toBe('not signed in')
    },
  )
})
