import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, password, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function entries(action: string) {
  const { rows } = await sql<{ memberId: string | null; address: string; details: Record<string, unknown> }>`
    select member_id, address, details from audit where action = ${action} order by at, id`.execute(world.db)
  return rows
}

describe('signing in', () => {
  test('a right password opens a session that knows member, station, permissions and clock', async () => {
    const { id, userName } = await world.member('officer')
    const answer = await world.post('/sign-in', { userName: ` ${userName.toUpperCase()} `, password })
    expect(answer.status).toBe(200)
    expect(answer.setCookie).toMatch(/^sifang_session=[^;]+; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/)
    expect(answer.body).toMatchObject({
      member: { id, name: '王试', role: 'officer', userName, villageIds: [], lineIds: [], leadsShift: false },
      station: { id: world.stationId, name: '试验派出所' },
      permissions: { 'visit.record': 'station', 'account.self': 'own' },
      secondFactor: 'off',
      clock: { now: '2025-02-05T02:00:00.000Z', isSet: true },
    })
    expect(answer.body.permissions).not.toHaveProperty('policy.write')
    expect((await world.get('/me', answer.cookie)).body).toEqual(answer.body)
    expect((await entries('account.signed-in')).at(-1)).toMatchObject({ memberId: id, address: '127.0.0.1' })
  })

  test('a wrong password and an unknown user get the same answer', async () => {
    const { id, userName } = await world.member('officer')
    const wrong = await world.post('/sign-in', { userName, password: 'not-this-1A' })
    const unknown = await world.post('/sign-in', { userName: 'nobody.here', password: 'not-this-1A' })
    expect(wrong.status).toBe(401)
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
    expect(wrong.body.code).toBe('account/wrong-password')
    const [known, stranger] = (await entries('account.sign-in-failed')).slice(-2)
    expect(known).toMatchObject({ memberId: id, address: '127.0.0.1', details: { reason: 'wrong-password' } })
    expect(stranger?.memberId).toBeNull()
    expect(JSON.stringify(stranger)).not.toContain('nobody')
    expect(stranger?.details.nameHash).toMatch(/^[0-9a-f]{16}$/)
  })

  test('a wrong password and an unknown user take the same time', async () => {
    const timeOf = async (name: string) => {
      const began = performance.now()
      await world.post('/sign-in', { userName: name, password: 'not-this-1A' })
      return performance.now() - began
    }
    const closed = (await world.member('officer')).userName
    for (const _ of [1, 2, 3, 4, 5]) await timeOf(closed)

    // a busy machine only ever makes an answer later: the fastest of many, asked in turn, is what the work itself takes
    const fastest = { wrong: Infinity, unknown: Infinity, withoutHash: Infinity }
    for (let round = 0; round < 5; round++) {
      const { userName } = await world.member('officer')
      for (const n of [1, 2, 3, 4]) {
        fastest.wrong = Math.min(fastest.wrong, await timeOf(userName))
        fastest.unknown = Math.min(fastest.unknown, await timeOf(`stranger${round}${n}`))
        fastest.withoutHash = Math.min(fastest.withoutHash, await timeOf(closed))
      }
    }
    // one argon2 hash takes about 20 ms; the bound tells an answer without it, such as a closed name's, from one with it
    expect(fastest.withoutHash / fastest.wrong).toBeLessThan(0.5)
    expect(fastest.unknown / fastest.wrong).toBeGreaterThan(0.5)
    expect(fastest.unknown / fastest.wrong).toBeLessThan(2)
  })

  test('who has left is unknown', async () => {
    const { id, userName } = await world.member('officer')
    const cookie = await world.cookieOf(userName)
    await sql`update member set left_on = '2025-02-05' where id = ${id}`.execute(world.db)
    expect((await world.get('/me', cookie)).status).toBe(401)
    expect((await world.post('/sign-in', { userName, password })).body.code).toBe('account/wrong-password')
  })

  test('passwords are stored as argon2id and never appear in the audit', async () => {
    const { rows } = await sql<{ password: string }>`select password from auth.account`.execute(world.db)
    expect(rows.every((row) => row.password.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true)
    const audit = await sql`select * from audit`.execute(world.db)
    expect(JSON.stringify(audit.rows)).not.toContain('not-this')
    expect(JSON.stringify(audit.rows)).not.toContain(password)
  })
})

describe('lock-out', () => {
  test('five wrong passwords close the name for 15 minutes, wherever they come from, and then it opens again', async () => {
    const { userName } = await world.member('officer')
    for (const _ of [1, 2, 3, 4, 5]) {
      expect((await world.post('/sign-in', { userName, password: 'wrong-Pass1' })).status).toBe(401)
    }
    const locked = await world.post('/sign-in', { userName, password })
    expect(locked.status).toBe(429)
    expect(locked.body).toMatchObject({ code: 'account/locked', details: { retryAfterS: 900 } })
    world.wait(14)
    expect((await world.post('/sign-in', { userName, password })).body.details.retryAfterS).toBe(60)
    world.wait(2)
    expect((await world.post('/sign-in', { userName, password })).status).toBe(200)
  })

  test('others behind the same address are not closed out', async () => {
    const { userName } = await world.member('officer')
    const other = await world.member('officer')
    for (const _ of [1, 2, 3, 4, 5, 6]) await world.post('/sign-in', { userName, password: 'wrong-Pass1' })
    expect((await world.post('/sign-in', { userName: other.userName, password })).status).toBe(200)
  })

  test('a name that does not exist is closed as well', async () => {
    const codes = []
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      codes.push((await world.post('/sign-in', { userName: 'ghost', password: 'wrong-Pass1' })).status)
    }
    expect(codes).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('a success forgives what came before it', async () => {
    const { userName } = await world.member('officer')
    for (const _ of [1, 2, 3, 4]) await world.post('/sign-in', { userName, password: 'wrong-Pass1' })
    await world.cookieOf(userName)
    expect((await world.post('/sign-in', { userName, password: 'wrong-Pass1' })).status).toBe(401)
    await world.cookieOf(userName)
  })

  test('guesses sent at once get no more tries than guesses one by one', async () => {
    const { userName } = await world.member('officer')
    const guesses = Array.from({ length: 12 }, () => world.post('/sign-in', { userName, password: 'wrong-Pass1' }))
    const statuses = (await Promise.all(guesses)).map((answer) => answer.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  })
})

describe('cross-site requests', () => {
  test.each([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('%j is refused with and without a session', async (headers) => {
    const { userName } = await world.member('officer')
    const cookie = await world.cookieOf(userName)
    const body = { currentPassword: password, newPassword: 'Another-2026' }
    const refused = await world.post('/me/password', body, { cookie, headers })
    expect(refused.body.code).toBe('account/foreign-origin')
    expect((await world.post('/sign-in', { userName, password }, { headers })).status).toBe(403)
    expect((await world.post('/sign-out', {}, { cookie, headers })).status).toBe(403)
    expect((await world.get('/me', cookie, headers)).status).toBe(200)
  })

  test('a page of our own may', async () => {
    const { userName } = await world.member('officer')
    const own = { origin: world.address, 'sec-fetch-site': 'same-origin' }
    expect((await world.post('/sign-in', { userName, password }, { headers: own })).status).toBe(200)
    expect((await world.post('/sign-in', { userName, password }, { headers: { origin: world.address } })).status).toBe(
      200,
    )
  })
})

test('every route is on the OpenAPI page, those without a session too', async () => {
  await world.app.ready()
  const document = JSON.stringify(world.app.swagger())
  for (const path of ['/sign-in', '/sign-out', '/first-run', '/me', '/me/password', '/me/second-factor/confirm']) {
    expect(document).toContain(`"/api/v1${path}"`)
  }
})
