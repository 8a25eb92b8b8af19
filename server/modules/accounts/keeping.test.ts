import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccounts, passwordRule, randomPassword, resetPassword } from './index.ts'
import { openWorld, password, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a reset answers a new password, ends all sessions, opens a closed name, and is on record', async () => {
  const { id, userName } = await world.member('officer')
  const cookie = await world.cookieOf(userName)
  for (const _ of [1, 2, 3, 4, 5, 6]) await world.post('/sign-in', { userName, password: 'Not-mine-9' })
  const fresh = await resetPassword(world.parts, userName.toUpperCase())
  expect((await world.get('/me', cookie)).status).toBe(401)
  expect((await world.post('/sign-in', { userName, password })).status).toBe(401)
  expect((await world.post('/sign-in', { userName, password: fresh })).status).toBe(200)
  const { rows } = await sql`select entity_id, address from audit where action = 'account.password-reset'`.execute(
    world.db,
  )
  expect(rows).toEqual([{ entityId: id, address: 'local' }])
  await expect(resetPassword(world.parts, 'nobody')).rejects.toMatchObject({ code: 'account/unknown' })
})

test('a user name is taken once for all stations, whatever its case', async () => {
  const { userName } = await world.member('officer')
  const { id } = await world.member('officer')
  const again = { stationId: randomUUIDv7(), memberId: id, userName: userName.toUpperCase(), password }
  await expect(createAccounts(world.db, [again])).rejects.toMatchObject({ code: 'account/user-name-taken' })
})

test('a member knows the account', async () => {
  const { id, userName } = await world.member('officer')
  const { rows } = await sql`select user_name, account_id from member where id = ${id}`.execute(world.db)
  expect(rows).toEqual([{ userName, accountId: `${world.stationId}/${id}` }])
})

test('a hundred accounts are made in seconds', async () => {
  const accounts = Array.from({ length: 100 }, (_, n) => ({
    stationId: world.stationId,
    memberId: randomUUIDv7(),
    userName: `bulk${n}`,
    password: randomPassword(),
  }))
  const began = performance.now()
  await createAccounts(world.db, accounts)
  expect(performance.now() - began).toBeLessThan(15_000)
  const { rows } = await sql`select count(*) as made from auth.account where id in (
    select id from auth."user" where username like 'bulk%')`.execute(world.db)
  expect(rows).toEqual([{ made: 100 }])
})

test.each([
  ['Aa1aaaaa', 'wang', []],
  ['aaaa-1111', 'wang', []],
  ['走访走访走访Aa1', 'wang', []],
  ['Aa1aaaa', 'wang', ['at least 8 characters']],
  ['aaaaaaaa1', 'wang', ['three of: capital letters, small letters, digits, other characters']],
  ['Wang-1234', 'wang', ['not the user name, nor containing it']],
  [`Aa1${'a'.repeat(130)}`, 'wang', ['at most 128 characters']],
])('of the password %s', (typed, userName, broken) => {
  expect(passwordRule(typed, userName).map(({ en }) => en)).toEqual(broken)
})

test('random passwords keep the rule, are readable, and differ', () => {
  const made = Array.from({ length: 200 }, () => randomPassword())
  expect(new Set(made).size).toBe(200)
  for (const one of made) {
    expect(one).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
    expect(passwordRule(one, 'wang')).toEqual([])
  }
})
