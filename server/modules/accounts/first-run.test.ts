import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { createMatter, open, seal } from '../../platform/secrets/index.ts'
import { newFirstRunCode } from './index.ts'
import { openWorld, type World } from './world.fixture.ts'

const opened: World[] = []
async function emptyWorld(firstRunCode: string) {
  const world = await openWorld({ firstRunCode })
  opened.push(world)
  return world
}
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close()
})

function given(code: string) {
  return {
    code,
    stationName: '牛庄派出所',
    divisionCode: '370502102',
    chiefName: '李所',
    userName: 'Li.Suo',
    password: 'Kestrel-2026',
  }
}

test('the first run makes the station, its key, its counter and its chief, who then signs in', async () => {
  const code = newFirstRunCode()
  const world = await emptyWorld(code)
  expect((await world.get('/first-run')).body).toEqual({ needed: true })
  expect((await world.post('/sign-in', { userName: 'li.suo', password: 'Kestrel-2026' })).status).toBe(401)

  expect((await world.post('/first-run', given(` ${code.toUpperCase()} `))).status).toBe(200)
  expect((await world.get('/first-run')).body).toEqual({ needed: false })
  const signedIn = await world.post('/sign-in', { userName: 'li.suo', password: 'Kestrel-2026' })
  expect(signedIn.body).toMatchObject({
    member: { name: '李所', role: 'chief', userName: 'li.suo' },
    station: { name: '牛庄派出所', timeZone: 'Asia/Shanghai', demo: false },
    passwordToChange: false,
  })

  const { rows } = await sql<{ id: string; seq: number; joinedOn: string }>`
    select station.station_id as id, seq, joined_on from station join change_counter using (station_id)
    join member using (station_id)`.execute(world.db)
  const [row] = rows
  if (!row) throw new Error('no station')
  expect(row).toMatchObject({ seq: 0, joinedOn: '2025-02-05' })
  const station = { id: row.id, name: '', timeZone: '', demo: false }
  const ctx = { ...world.parts, station }
  await createMatter(world.db, ctx, row.id)
  expect((await open(ctx, world.db, row.id, await seal(ctx, world.db, row.id, '联系人'))).toString()).toBe('联系人')
})

test('it happens once, also when two ask at the same time', async () => {
  const code = newFirstRunCode()
  const world = await emptyWorld(code)
  const answers = await Promise.all([
    world.post('/first-run', given(code)),
    world.post('/first-run', { ...given(code), userName: 'other', stationName: '另一派出所' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { rows } =
    await sql`select (select count(*) from station) as stations, (select count(*) from member) as members,
    (select count(*) from auth."user") as accounts`.execute(world.db)
  expect(rows).toEqual([{ stations: 1, members: 1, accounts: 1 }])
  expect((await world.post('/first-run', given(code))).body.code).toBe('account/first-run-over')
})

test('wrong codes are refused, and after five nobody may try for a quarter of an hour', async () => {
  const code = newFirstRunCode()
  const world = await emptyWorld(code)
  for (const _ of [1, 2, 3, 4, 5]) {
    expect((await world.post('/first-run', given('aaaa-bbbb-cccc-dddd'))).body.code).toBe('account/first-run-code')
  }
  expect((await world.post('/first-run', given(code))).body.code).toBe('account/first-run-paused')
  world.wait(15)
  expect((await world.post('/first-run', given(code))).status).toBe(200)
})

test('a start that printed no code makes no station', async () => {
  const world = await openWorld()
  opened.push(world)
  expect((await world.post('/first-run', given('undefined'))).body.code).toBe('account/first-run-code')
})

test('a weak password and a user name of strange characters are refused with their field', async () => {
  const code = newFirstRunCode()
  const world = await emptyWorld(code)
  const weak = await world.post('/first-run', { ...given(code), password: 'li.suo1A' })
  expect(weak.body).toMatchObject({ code: 'account/password-weak', fields: [{ path: 'body.password' }] })
  const strange = await world.post('/first-run', { ...given(code), userName: 'a b<script>' })
  expect(strange.body).toMatchObject({ code: 'request/invalid', fields: [{ path: 'body.userName' }] })
})
