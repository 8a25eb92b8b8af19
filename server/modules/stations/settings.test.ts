import { randomUUIDv7 } from 'node:crypto'
import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../accounts/world.fixture.ts'
import { readSettings } from './index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function put(cookie: string, body: unknown) {
  const answer = await fetch(`${world.address}/api/v1/station/settings`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

test('every setting has its default, and an unknown key is dropped', () => {
  expect(readSettings({ idleMinutes: 15, surprise: 1 })).toMatchObject({
    shiftStart: '08:30',
    secondFactorFor: [],
    idleMinutes: 15,
    lockOut: { failures: 5, minutes: 15 },
    tileSource: null,
  })
  expect(readSettings({})).not.toHaveProperty('surprise')
})

test('a change stands on the version that was read, goes into the feed and the audit, and counts once', async () => {
  const cookie = await world.cookieOf((await world.member('chief')).userName)
  const { body } = await world.get('/station/settings', cookie)
  expect(body).toMatchObject({ version: 1, settings: { idleMinutes: 30 } })
  const command = { id: randomUUIDv7(), basedOn: 1, settings: { ...body.settings, idleMinutes: 20 } }
  expect(await put(cookie, command)).toEqual({ status: 200, body: { version: 2 } })
  expect(await put(cookie, command)).toEqual({ status: 200, body: { version: 2 } })
  const late = await put(cookie, { ...command, id: randomUUIDv7() })
  expect(late).toMatchObject({ status: 409, body: { code: 'record/changed', details: { version: 2 } } })
  expect((await world.get('/station/settings', cookie)).body).toMatchObject({
    version: 2,
    settings: { idleMinutes: 20 },
  })
  const { rows } = await sql`select (select count(*) from change where entity = 'station') as changes,
    (select count(*) from audit where action = 'station.configured') as entries`.execute(world.db)
  expect(rows).toEqual([{ changes: 1, entries: 1 }])
})

test('an officer may read and not change, and a wrong setting names its field', async () => {
  const officer = await world.cookieOf((await world.member('officer')).userName)
  const { body } = await world.get('/station/settings', officer)
  const command = { id: randomUUIDv7(), basedOn: body.version, settings: body.settings }
  expect((await put(officer, command)).status).toBe(403)
  const chief = await world.cookieOf((await world.member('chief')).userName)
  const wrong = await put(chief, { ...command, settings: { ...body.settings, idleMinutes: 1 } })
  expect(wrong).toMatchObject({ status: 400, body: { fields: [{ path: 'body.settings.idleMinutes' }] } })
})

test('clocks and thresholds are changed from today on: what held before stays as it was', async () => {
  const cookie = await world.cookieOf((await world.member('chief')).userName)
  const { body } = await world.get('/station/settings', cookie)
  const today = dayOf(new Date(), 'Asia/Shanghai')
  const ladder = (effectiveFrom: string, timesAtPlace: number) => ({
    effectiveFrom,
    timesAtPlace,
    withinDays: 90,
    afterCheckDays: 15,
  })
  const set = async (basedOn: number, entries: readonly unknown[]) =>
    put(cookie, { id: randomUUIDv7(), basedOn, settings: { ...body.settings, ladder: entries } })

  const past = await set(body.version, [ladder('2020-01-01', 4)])
  expect(past).toMatchObject({ status: 422, body: { code: 'station/dated-in-the-past' } })
  const twice = await set(body.version, [ladder(today, 4), ladder(today, 5)])
  expect(twice).toMatchObject({ status: 422, body: { code: 'station/dated-twice' } })
  expect(await set(body.version, [ladder(today, 4)])).toMatchObject({ status: 200 })

  await sql`update station set settings = jsonb_set(settings, '{ladder,0,effectiveFrom}', '"2020-01-01"')`.execute(
    world.db,
  )
  const altered = await set(body.version + 1, [ladder('2020-01-01', 9)])
  expect(altered).toMatchObject({ status: 422, body: { code: 'station/dated-in-the-past' } })
  const removed = await set(body.version + 1, [])
  expect(removed).toMatchObject({ status: 422, body: { code: 'station/dated-in-the-past' } })
  expect(await set(body.version + 1, [ladder(today, 2), ladder('2020-01-01', 4)])).toMatchObject({ status: 200 })
})
