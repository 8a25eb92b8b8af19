import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endSessions } from './index.ts'
import { openWorld, password, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ settings: { idleMinutes: 30, sessionHours: 12 } })
})
afterAll(() => world.close())

async function statusOf(cookie: string, headers?: Record<string, string>) {
  return (await world.get('/me', cookie, headers)).status
}

describe('the end of a session', () => {
  test('comes after half an hour without a request', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    world.wait(29)
    expect(await statusOf(cookie)).toBe(200)
    world.wait(29)
    expect(await statusOf(cookie)).toBe(200)
    world.wait(31)
    expect(await statusOf(cookie)).toBe(401)
  })

  test('is not put off by a page that polls by itself', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    for (const _ of [1, 2, 3]) {
      world.wait(10)
      expect(await statusOf(cookie, { 'sifang-background': '1' })).toBe(200)
    }
    world.wait(1)
    expect(await statusOf(cookie)).toBe(401)
  })

  test('comes after twelve hours, however busy', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    for (let minutes = 20; minutes < 720; minutes += 20) {
      world.wait(20)
      expect(await statusOf(cookie)).toBe(200)
    }
    world.wait(20)
    expect(await statusOf(cookie)).toBe(401)
  })

  test('comes at once with signing out, which takes the cookie away and is on record', async () => {
    const { id, userName } = await world.member('officer')
    const [cookie, other] = [await world.cookieOf(userName), await world.cookieOf(userName)]
    const out = await world.post('/sign-out', {}, { cookie })
    expect(out.status).toBe(200)
    expect(out.setCookie).toContain('Max-Age=0')
    expect(await statusOf(cookie)).toBe(401)
    expect(await statusOf(other)).toBe(200)
    const { rows } = await sql`select member_id from audit where action = 'account.signed-out'`.execute(world.db)
    expect(rows).toEqual([{ memberId: id }])
  })

  test('comes with another role', async () => {
    const { id, userName } = await world.member('officer')
    const cookie = await world.cookieOf(userName)
    await sql`update member set role = 'deputy' where id = ${id}`.execute(world.db)
    expect(await statusOf(cookie)).toBe(401)
    const again = await world.cookieOf(userName)
    expect((await world.get('/me', again)).body.member).toMatchObject({ role: 'deputy' })
  })

  test('comes when all sessions of a member are ended', async () => {
    const { id, userName } = await world.member('officer')
    const [cookie, untouched] = [
      await world.cookieOf(userName),
      await world.cookieOf((await world.member('officer')).userName),
    ]
    await endSessions(world.db, { stationId: world.stationId, memberId: id })
    expect(await statusOf(cookie)).toBe(401)
    expect(await statusOf(untouched)).toBe(200)
  })

  test('is seen among many who ask at once, and each of them is answered as themselves', async () => {
    const members = await Promise.all(Array.from({ length: 20 }, () => world.member('officer')))
    const cookies = await Promise.all(members.map(({ userName }) => world.cookieOf(userName)))
    const answers = () => Promise.all(cookies.map((cookie) => world.get('/me', cookie)))
    expect((await answers()).map(({ body }) => body.member)).toMatchObject(members.map(({ id }) => ({ id })))

    const [gone] = members
    await endSessions(world.db, { stationId: world.stationId, memberId: gone?.id ?? '' })
    expect((await answers()).map(({ status }) => status)).toEqual([401, ...Array(19).fill(200)])
  })

  test('what is over is cleared away at the next sign-in', async () => {
    const before = await world.cookieOf((await world.member('officer')).userName)
    world.wait(13 * 60)
    await world.cookieOf((await world.member('officer')).userName)
    const { rows } = await sql<{ token: string }>`select token from auth.session`.execute(world.db)
    expect(rows.some(({ token }) => before.includes(token))).toBe(false)
  })
})

describe('a cookie', () => {
  test.each([
    ['another token', (cookie: string) => cookie.replace(/=(.)/, (_, first) => `=${first === 'A' ? 'B' : 'A'}`)],
    ['another signature', (cookie: string) => cookie.replace(/\.(.)/, (_, first) => `.${first === 'A' ? 'B' : 'A'}`)],
    ['no signature', (cookie: string) => cookie.replace(/\..*$/, '')],
    ['half a signature', (cookie: string) => cookie.slice(0, -20)],
    ['broken encoding', () => 'sifang_session=%E0%A4%A'],
    ['nothing', () => 'sifang_session='],
    ['another name', (cookie: string) => cookie.replace('sifang_', 'x_sifang_')],
  ])('with %s opens nothing', async (_, tamper) => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    expect(await statusOf(tamper(cookie))).toBe(401)
    expect(await statusOf(`theme=dark; ${cookie}; lang=zh`)).toBe(200)
  })

  test('of a password that was proved, with its second factor still to come, opens nothing', async () => {
    const { userName } = await world.member('officer')
    const cookie = await world.cookieOf(userName)
    await sql`update auth.session set role = null`.execute(world.db)
    expect(await statusOf(cookie)).toBe(401)
  })
})

describe('what a session brings with it', () => {
  const now = new Date('2025-02-05T10:00:00+08:00')

  async function village() {
    const id = randomUUIDv7()
    await sql`insert into place (station_id, id, kind, name, village_id, created_at, created_by)
      values (${world.stationId}, ${id}, 'village', '某村', ${id}, ${now}, ${id})`.execute(world.db)
    return id
  }

  async function area(memberId: string, villageId: string, fromDay: string, toDay: string | null = null) {
    await sql`insert into member_area (station_id, member_id, id, village_id, from_day, to_day)
      values (${world.stationId}, ${memberId}, ${randomUUIDv7()}, ${villageId}, ${fromDay}, ${toDay})`.execute(world.db)
  }

  test('the areas of today: its own and of those it stands in for today', async () => {
    const own = await world.member('volunteer')
    const absent = await world.member('volunteer')
    const villages = [await village(), await village(), await village(), await village()] as const
    await area(own.id, villages[0], '2024-01-01')
    await area(own.id, villages[1], '2024-01-01', '2025-02-04')
    await area(own.id, villages[2], '2025-02-06')
    await area(absent.id, villages[3], '2024-01-01')
    const cookie = await world.cookieOf(own.userName)
    const areas = async () => [...(await world.get('/me', cookie)).body.member.villageIds].sort()
    expect(await areas()).toEqual([villages[0]])

    const standIn = randomUUIDv7()
    await sql`insert into stand_in (station_id, id, member_id, stand_in_id, first_day, last_day)
      values (${world.stationId}, ${standIn}, ${absent.id}, ${own.id}, '2025-02-01', '2025-02-05')`.execute(world.db)
    expect(await areas()).toEqual([villages[0], villages[3]].sort())
    await sql`update stand_in set last_day = '2025-02-04' where id = ${standIn}`.execute(world.db)
    expect(await areas()).toEqual([villages[0]])
  })

  test.each([
    ['that runs now', '2025-02-05T08:30:00+08:00', '2025-02-06T08:30:00+08:00', true],
    ['that ends now', '2025-02-04T10:00:00+08:00', '2025-02-05T10:00:00+08:00', false],
    ['of tomorrow', '2025-02-06T08:30:00+08:00', '2025-02-07T08:30:00+08:00', false],
  ])('whether it leads a shift %s', async (_, startsAt, endsAt, leads) => {
    const { id, userName } = await world.member('officer')
    await sql`insert into shift (station_id, id, starts_at, ends_at, duty_officer_id, shift_leader_id)
      values (${world.stationId}, ${randomUUIDv7()}, ${startsAt}, ${endsAt}, ${id}, ${id})`.execute(world.db)
    const { body } = await world.get('/me', await world.cookieOf(userName))
    expect(body.member).toMatchObject({ leadsShift: leads })
  })
})

describe('changing the password', () => {
  const newPassword = 'Wagtail-2027'

  test('goes on in this session, ends the others, and the old password is gone', async () => {
    const { userName } = await world.member('officer')
    const [cookie, other] = [await world.cookieOf(userName), await world.cookieOf(userName)]
    const changed = await world.post('/me/password', { currentPassword: password, newPassword }, { cookie })
    expect(changed.status).toBe(200)
    expect(await statusOf(changed.cookie)).toBe(200)
    expect(await statusOf(cookie)).toBe(401)
    expect(await statusOf(other)).toBe(401)
    expect((await world.post('/sign-in', { userName, password })).status).toBe(401)
    expect((await world.post('/sign-in', { userName, password: newPassword })).status).toBe(200)
  })

  test('asks for the present one, and counts wrong ones like a sign-in', async () => {
    const { userName } = await world.member('officer')
    const cookie = await world.cookieOf(userName)
    const change = (currentPassword: string) => world.post('/me/password', { currentPassword, newPassword }, { cookie })
    for (const _ of [1, 2, 3, 4, 5]) {
      expect((await change('Not-mine-9')).body.code).toBe('account/current-password-wrong')
    }
    expect((await change(password)).body.code).toBe('account/locked')
    expect((await world.post('/sign-in', { userName, password })).body.code).toBe('account/locked')
    expect(await statusOf(cookie)).toBe(200)
  })

  test('refuses a weak one and says each rule it breaks', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    const weak = await world.post('/me/password', { currentPassword: password, newPassword: 'abc' }, { cookie })
    expect(weak.status).toBe(422)
    expect(weak.body.fields).toMatchObject([
      { path: 'body.newPassword', zh: '密码至少 8 个字符' },
      { path: 'body.newPassword', en: 'three of: capital letters, small letters, digits, other characters' },
    ])
  })
})
