import { randomUUIDv7 } from 'node:crypto'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, password, type World } from '../accounts/world.fixture.ts'
import { memberRoutes } from './index.ts'

let world: World
let chief: { readonly id: string; readonly cookie: string }
beforeAll(async () => {
  world = await openWorld({ routes: memberRoutes })
  chief = await signedIn('chief')
})
afterAll(() => world.close())

const given = 'k7fm-2xqp-hv9d-w4ea'
const own = 'Harrier-2027'

async function signedIn(role: Parameters<World['member']>[0]) {
  const { id, userName } = await world.member(role)
  return { id, userName, cookie: await world.cookieOf(userName) }
}

const signIn = (userName: string, typed: string) => world.post('/sign-in', { userName, password: typed })
const give = (memberId: string, cookie = chief.cookie, entryId = randomUUIDv7()) =>
  world.put(`/members/${memberId}/given-passwords/${entryId}`, { password: given }, cookie)
const account = async (memberId: string) => (await world.get(`/members/${memberId}/account`, chief.cookie)).body

describe('a new password from the chief', () => {
  test('ends what the member had open, and reaches no further than the own account until it is replaced', async () => {
    const member = await signedIn('officer')
    expect(await give(member.id)).toMatchObject({ status: 200, body: { id: member.id } })
    expect((await world.get('/me', member.cookie)).status).toBe(401)
    expect((await signIn(member.userName, password)).status).toBe(401)

    const { body, cookie } = await signIn(member.userName, given)
    expect(body).toMatchObject({ passwordToChange: true, permissions: { 'account.self': 'own' } })
    expect(Object.keys(body.permissions)).toEqual(['account.self'])
    expect(await world.get('/members', cookie)).toMatchObject({
      status: 403,
      body: { code: 'account/password-to-change' },
    })
    expect(await account(member.id)).toMatchObject({ passwordToChange: true })

    const change = (newPassword: string) =>
      world.post('/me/password', { currentPassword: given, newPassword }, { cookie })
    expect((await change(given)).body).toMatchObject({
      code: 'account/password-weak',
      fields: [{ zh: '新密码不能与当前密码相同' }],
    })
    const changed = await change(own)
    expect((await world.get('/members', changed.cookie)).status).toBe(200)
    expect((await signIn(member.userName, own)).body).toMatchObject({ passwordToChange: false })
    expect((await signIn(member.userName, given)).status).toBe(401)
  })

  test('sent again it changes nothing more', async () => {
    const member = await signedIn('volunteer')
    const entryId = randomUUIDv7()
    await give(member.id, chief.cookie, entryId)
    const { cookie } = await signIn(member.userName, given)
    await world.post('/me/password', { currentPassword: given, newPassword: own }, { cookie })
    expect((await give(member.id, chief.cookie, entryId)).status).toBe(200)
    expect((await signIn(member.userName, own)).status).toBe(200)
  })

  test('is on record with who gave it, and the password is nowhere', async () => {
    const member = await signedIn('auxiliary')
    await give(member.id)
    const { rows } = await sql`
      select member_id, details from audit where action = 'account.password-reset' and entity_id = ${member.id}`.execute(
      world.db,
    )
    expect(rows).toEqual([{ memberId: chief.id, details: {} }])
    const { rows: found } = await sql`
      select id from command where reply::text like ${`%${given}%`}
      union all select id from audit where details::text like ${`%${given}%`}`.execute(world.db)
    expect(found).toEqual([])
  })

  test('keeps the rule of passwords', async () => {
    const member = await signedIn('officer')
    const weak = await world.put(
      `/members/${member.id}/given-passwords/${randomUUIDv7()}`,
      { password: 'a' },
      chief.cookie,
    )
    expect(weak.body).toMatchObject({ code: 'account/password-weak' })
    expect((await world.get('/me', member.cookie)).status).toBe(200)
  })
})

test('the password of an account that was opened by hand is replaced before anything else', async () => {
  const member = randomUUIDv7()
  await sql`insert into member (station_id, id, name, role, joined_on)
    values (${world.stationId}, ${member}, '王新', 'officer', '2024-01-01')`.execute(world.db)
  const userName = 'opened-by-hand'
  const opening = { id: randomUUIDv7(), userName, password: given }
  expect((await world.put(`/members/${member}/account`, opening, chief.cookie)).status).toBe(200)
  expect(await account(member)).toMatchObject({ passwordToChange: true })

  const { body, cookie } = await signIn(userName, given)
  expect(body).toMatchObject({ passwordToChange: true, permissions: { 'account.self': 'own' } })
  expect((await world.get('/members', cookie)).body).toMatchObject({ code: 'account/password-to-change' })
  const changed = await world.post('/me/password', { currentPassword: given, newPassword: own }, { cookie })
  expect((await world.get('/members', changed.cookie)).status).toBe(200)
})

describe('who may', () => {
  test('nobody for themselves', async () => {
    expect(await give(chief.id)).toMatchObject({ status: 403, body: { code: 'account/own-access' } })
    expect((await world.get('/me', chief.cookie)).status).toBe(200)
  })

  test('the administrator for an officer, not for a leader or the auditor', async () => {
    const administrator = await signedIn('administrator')
    expect((await give((await signedIn('officer')).id, administrator.cookie)).status).toBe(200)
    for (const role of ['chief', 'deputy', 'auditor'] as const) {
      const member = await signedIn(role)
      for (const what of ['given-passwords', 'second-factor-removals', 'unlockings']) {
        const path = `/members/${member.id}/${what}/${randomUUIDv7()}`
        const answer = await world.put(path, { password: given }, administrator.cookie)
        expect(answer, `${role} ${what}`).toMatchObject({ status: 403, body: { code: 'account/standing' } })
      }
      expect((await world.get('/me', member.cookie)).status).toBe(200)
    }
  })

  test('a deputy for nobody', async () => {
    const deputy = await signedIn('deputy')
    const refused = await give((await signedIn('officer')).id, deputy.cookie)
    expect(refused).toMatchObject({ status: 403, body: { code: 'account/not-allowed' } })
  })
})

test('who has no account, has left or is of another station is told so', async () => {
  const [bare, gone] = [randomUUIDv7(), (await world.member('officer')).id]
  await sql`insert into member (station_id, id, name, role, joined_on)
    values (${world.stationId}, ${bare}, '王新', 'officer', '2024-01-01')`.execute(world.db)
  await sql`update member set left_on = '2025-02-01' where id = ${gone}`.execute(world.db)
  expect((await give(bare)).body).toMatchObject({ code: 'member/no-account' })
  expect(await account(bare)).toMatchObject({ code: 'member/no-account' })
  expect((await give(gone)).body).toMatchObject({ code: 'member/left' })
  expect((await give(randomUUIDv7())).body).toMatchObject({ code: 'member/not-found' })
})

test('a name closed after too many wrong attempts opens, and the password stays', async () => {
  const member = await signedIn('officer')
  for (const _ of [1, 2, 3, 4, 5, 6]) await signIn(member.userName, 'Not-mine-9')
  expect((await signIn(member.userName, password)).body).toMatchObject({ code: 'account/locked' })
  expect(await account(member.id)).toMatchObject({ userName: member.userName, lockedUntil: expect.any(String) })
  expect((await world.put(`/members/${member.id}/unlockings/${randomUUIDv7()}`, {}, chief.cookie)).status).toBe(200)
  expect(await account(member.id)).toMatchObject({ lockedUntil: null, passwordToChange: false })
  expect((await signIn(member.userName, password)).status).toBe(200)
})

test('a lost one-time code is taken away: the password alone opens, and what was open ends', async () => {
  const member = await signedIn('officer')
  const { body } = await world.post('/me/second-factor', { password }, { cookie: member.cookie })
  const raw = new TextDecoder().decode(base32.decode(body.secret))
  const code = await createOTP(raw, { digits: 6, period: 30 }).hotp(Math.floor(Date.now() / 30_000))
  const { cookie } = await world.post('/me/second-factor/confirm', { code }, { cookie: member.cookie })
  expect((await signIn(member.userName, password)).body).toMatchObject({ code: 'account/second-factor-needed' })
  expect(await account(member.id)).toMatchObject({ secondFactor: true })

  const removed = await world.put(`/members/${member.id}/second-factor-removals/${randomUUIDv7()}`, {}, chief.cookie)
  expect(removed.status).toBe(200)
  expect((await world.get('/me', cookie)).status).toBe(401)
  expect((await signIn(member.userName, password)).body).toMatchObject({ secondFactor: 'off', passwordToChange: false })
  expect(await account(member.id)).toMatchObject({ secondFactor: false })
})
