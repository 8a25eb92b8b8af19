import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Caller } from '../../platform/context.ts'
import { openDatabase } from '../../platform/db/connection.ts'
import { route } from '../../platform/http/route.ts'
import { createServer } from '../../platform/http/server.ts'
import { createLog } from '../../platform/log/index.ts'
import { meetDevices, withDevices } from './authenticator.ts'
import { deliver } from './delivery.ts'

// no statement is sent: whoever delivers has read who it is
const { db, close } = openDatabase('postgres://127.0.0.1/none')
const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
const now = () => new Date('2025-02-05T10:00:00+08:00')

const from: Caller = {
  actor: {
    memberId: 'm',
    name: '王',
    role: 'volunteer',
    villageIds: ['v'],
    lineIds: [],
    leadsShift: false,
    standsInFor: [],
  },
  station: { id: 's', name: '所', timeZone: 'Asia/Shanghai', demo: false },
  deviceId: 'd',
  phoneClock: { wall: new Date(1000), contact: null, wentBack: true, sentWall: new Date(2000) },
}

let seen: unknown[] = []
/** What came of sending a request again with its secret while it was under way. */
let again = 0
const seeing = {
  method: 'PUT' as const,
  permission: 'visit.record' as const,
  summary: '',
  body: z.object({ words: z.string() }),
  reply: z.object({ done: z.boolean() }),
}
let app: FastifyInstance
beforeAll(async () => {
  app = await createServer(
    { db, keys, now, log: createLog({ level: 'silent' }), authenticate: withDevices({ db, now }, async () => null) },
    [
      route({
        ...seeing,
        url: '/carried',
        byPhone: true,
        handle: async (ctx, { body, request }) => {
          seen.push({ ...ctx, body })
          const { authorization = '' } = request.headers
          const sent = { method: 'PUT', url: '/api/v1/carried', headers: { authorization }, payload: body } as const
          again = (await app.inject(sent)).statusCode
          return { done: true }
        },
      }),
      route({ ...seeing, url: '/other', handle: async () => ({ done: true }) }),
      route({
        ...seeing,
        url: '/refused',
        byPhone: true,
        permission: 'policy.write',
        handle: async () => ({ done: true }),
      }),
    ],
    (bare) => meetDevices(bare, { now }),
  )
})
afterAll(async () => {
  await app.close()
  await close()
})

const put = (path: string, body: unknown = { words: '在' }) =>
  deliver(app, from, { method: 'PUT', path, body }, '10.1.2.3')

test('what comes out of an envelope is its author’s, from their phone, with what its clock said', async () => {
  seen = []
  const { status, body } = await put('/carried')
  expect([status, body.toString()]).toEqual([200, '{"done":true}'])
  expect(seen).toMatchObject([{ ...from, scope: 'village', address: '10.1.2.3', body: { words: '在' } }])
})

test('its secret opens once, while it is under way too', async () => {
  await put('/carried')
  expect(again).toBe(401)
})

test('it meets the route’s own schema and permission, and only routes that let it in', async () => {
  const codeIn = async (answer: ReturnType<typeof put>): Promise<unknown> =>
    JSON.parse((await answer).body.toString()).code
  expect(await codeIn(put('/carried', { words: 1 }))).toBe('request/invalid')
  expect(await codeIn(put('/refused'))).toBe('account/not-allowed')
  expect(await codeIn(put('/other'))).toBe('envelope/route')
  expect((await put('/nowhere')).status).toBeGreaterThanOrEqual(400)
})
