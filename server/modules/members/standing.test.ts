import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

let world: World
let administrator: string
beforeAll(async () => {
  world = await openWorld()
  administrator = await world.join('administrator')
})
afterAll(() => world.close())

const refused = { status: 403, body: { code: 'member/standing' } }
const make = (role: string, by: string) => world.put(`/members/${newId()}`, { name: '某人', role }, by)
const change = (id: string, role: string, by: string, basedOn = 1) =>
  world.put(`/members/${id}/changes/${newId()}`, { basedOn, role }, by)
const open = (id: string, by: string) =>
  world.put(`/members/${id}/account`, { id: newId(), userName: `u${id.slice(-8)}`, password: 'Kestrel-2026' }, by)
const leave = (id: string, by: string, leftOn = '2025-02-05') =>
  world.put(`/members/${id}/leavings/${newId()}`, { leftOn, successorId: null }, by)

async function roleOf(id: string): Promise<string | undefined> {
  const { rows } = await sql<{ role: string }>`select role from member where id = ${id}`.execute(world.db)
  return rows[0]?.role
}

describe('an administrator', () => {
  test.each(['chief', 'instructor', 'deputy', 'auditor'] as const)(
    'makes no %s, takes no such role away and opens no account for one',
    async (role) => {
      const member = await world.join(role)
      const officer = await world.join('officer')
      expect(await make(role, administrator)).toMatchObject(refused)
      expect(await change(officer, role, administrator)).toMatchObject(refused)
      expect(await change(member, 'officer', administrator)).toMatchObject(refused)
      expect(await leave(member, administrator)).toMatchObject(refused)
      expect(await open(member, administrator)).toMatchObject({ status: 403, body: { code: 'account/standing' } })
      expect([await roleOf(member), await roleOf(officer)]).toEqual([role, 'officer'])
    },
  )

  test('makes other members, changes their roles, opens their accounts and lets them leave', async () => {
    expect((await make('officer', administrator)).status).toBe(200)
    const member = await world.join('volunteer')
    expect((await change(member, 'auxiliary', administrator)).status).toBe(200)
    expect((await open(member, administrator)).status).toBe(200)
    expect((await leave(member, administrator)).status).toBe(200)
  })

  test('corrects the name of a leader, whose role stays', async () => {
    const deputy = await world.join('deputy')
    const body = { basedOn: 1, name: '改名副所', role: 'deputy' }
    expect((await world.put(`/members/${deputy}/changes/${newId()}`, body, administrator)).status).toBe(200)
  })
})

describe('a station keeps a chief who can sign in', () => {
  let first: string
  let second: string
  beforeAll(async () => {
    first = world.chief
    await sql`update member set left_on = '2025-01-01' where role = 'chief' and id <> ${first}`.execute(world.db)
    second = await world.join('chief')
    // accounts are opened for others: the first chief's is the first run's
    await sql`update member set account_id = 'first', user_name = 'first' where id = ${first}`.execute(world.db)
  })

  test('a successor without an account is none yet', async () => {
    expect((await leave(first, first)).body).toMatchObject({ code: 'member/only-chief' })
    expect((await change(first, 'deputy', first)).body).toMatchObject({ code: 'member/only-chief' })
  })

  test('nor is one who is to leave as well', async () => {
    expect((await open(second, first)).status).toBe(200)
    expect((await leave(second, first, '2025-03-01')).status).toBe(200)
    expect((await leave(first, second, '2025-04-01')).body).toMatchObject({ code: 'member/only-chief' })
  })

  test('of two chiefs who go at once one stays', async () => {
    const third = await world.join('chief')
    expect((await open(third, first)).status).toBe(200)
    const answers = await Promise.all([change(first, 'deputy', first), change(third, 'deputy', third)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
