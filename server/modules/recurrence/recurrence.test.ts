import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '../../platform/context.ts'
import { createMatter, eraseMatter, newStationKey } from '../../platform/secrets/index.ts'
import { openWorld, type World } from '../accounts/world.fixture.ts'
import { probe, remember } from './index.ts'

let world: World
let here: Context
let village: string
beforeEach(async () => {
  world = await openWorld()
  here = await contextOf(world.stationId)
  village = await place(here, 'village')
})
afterEach(() => world.close())

async function contextOf(stationId: string): Promise<Context> {
  const memberId = randomUUIDv7()
  await sql`insert into member (station_id, id, name, role, joined_on)
    values (${stationId}, ${memberId}, '王试', 'officer', '2024-01-01')`.execute(world.db)
  return {
    actor: { memberId, name: '王试', role: 'officer', villageIds: [], lineIds: [], leadsShift: false, standsInFor: [] },
    station: { id: stationId, name: '所', timeZone: 'Asia/Shanghai', demo: false },
    scope: 'station',
    permission: 'incident.read',
    db: world.db,
    keys: world.parts.keys,
    now: world.parts.now,
    newId: () => randomUUIDv7(),
    requestId: randomUUIDv7(),
    address: '127.0.0.1',
  }
}

async function place(ctx: Context, kind: string): Promise<string> {
  const id = randomUUIDv7()
  await sql`insert into place (station_id, id, kind, name, search_grams, facts, created_at, created_by)
    values (${ctx.station.id}, ${id}, ${kind}, '试', '{}', '{}', now(), ${ctx.actor.memberId})`.execute(world.db)
  return id
}

let opened = 0
async function dispute(
  ctx: Context,
  at: { villageId?: string; placeId?: string },
  ...names: string[]
): Promise<string> {
  const id = randomUUIDv7()
  const { villageId = village, placeId = villageId } = at
  await createMatter(world.db, ctx, id)
  const openedAt = new Date(Date.parse('2025-01-01T00:00:00Z') + ++opened * 60_000)
  await sql`insert into follow_up (station_id, id, standing, version, subject, urgency, place_id, village_id, state,
      owner_id, opened_at, changed_at, due_at)
    values (${ctx.station.id}, ${id}, '{}', 1, 'dispute', 'ordinary', ${placeId}, ${villageId}, 'working',
      ${ctx.actor.memberId}, ${openedAt}, ${openedAt}, ${openedAt})`.execute(world.db)
  await world.db.transaction().execute((tx) => remember(ctx, tx, id, villageId, names))
  return id
}
const ask = (ctx: Context, id: string, hostId: string | null = null) =>
  world.db.transaction().execute((tx) => probe(ctx, tx, id, { hostId, purpose: 'handle' }))

test('these two again: in whatever order and writing, the latest first, and only what was before', async () => {
  const first = await dispute(here, {}, '张三', '李四')
  const second = await dispute(here, {}, '李 四', '张　三', '王五')
  await dispute(here, {}, '张三', '王五')
  const third = await dispute(here, {}, '李四', '张三')
  expect(await ask(here, third)).toEqual({ samePair: [second, first], samePlace: [] })
  expect(await ask(here, second)).toEqual({ samePair: [first], samePlace: [] })
  expect(await ask(here, first)).toEqual({ samePair: [], samePlace: [] })
})

test('not in another village, nor at another station', async () => {
  const elsewhere = await place(here, 'village')
  await dispute(here, { villageId: elsewhere }, '张三', '李四')
  const stationId = randomUUIDv7()
  await sql`insert into station (station_id, name, wrapped_key, created_at)
    values (${stationId}, '别所', ${newStationKey(here.keys, stationId)}, now())`.execute(world.db)
  const there = await contextOf(stationId)
  await sql`insert into place (station_id, id, kind, name, search_grams, facts, created_at, created_by)
    values (${stationId}, ${village}, 'village', '试', '{}', '{}', now(), ${there.actor.memberId})`.execute(world.db)
  await dispute(there, {}, '张三', '李四')
  const id = await dispute(here, {}, '张三', '李四')
  expect((await ask(here, id)).samePair).toEqual([])
  const { rows } = await sql<{ n: number }>`select count(distinct hash)::int as n from party_pair`.execute(world.db)
  expect(rows).toEqual([{ n: 3 }])
})

test('this place again, but a village is no such place', async () => {
  const shop = await place(here, 'shop')
  const first = await dispute(here, { placeId: shop })
  const id = await dispute(here, { placeId: shop }, '张三', '李四')
  expect(await ask(here, id)).toEqual({ samePair: [], samePlace: [first] })
  const inVillage = await dispute(here, {})
  await dispute(here, {})
  expect((await ask(here, inVillage)).samePlace).toEqual([])
})

test('only the one who has it and whoever hosts it are told, and each probe is on record without a name', async () => {
  const first = await dispute(here, {}, '张三', '李四')
  const id = await dispute(here, {}, '张三', '李四')
  const other = { ...here, actor: { ...here.actor, memberId: randomUUIDv7(), role: 'chief' as const } }
  await expect(ask(other, id)).rejects.toMatchObject({ code: 'account/not-allowed' })
  await expect(ask(here, randomUUIDv7())).rejects.toMatchObject({ code: 'request/not-found' })
  expect((await ask(here, id)).samePair).toEqual([first])
  expect((await ask(other, id, other.actor.memberId)).samePair).toEqual([first])
  const { rows } = await sql`
    select entity_id, purpose, details from audit where action = 'dispute.probed'`.execute(world.db)
  const logged = { entityId: id, purpose: 'handle', details: { samePair: 1, samePlace: 0 } }
  expect(rows).toEqual([logged, logged])
})

test('corrected names take the place of those before', async () => {
  const first = await dispute(here, {}, '张三', '李四')
  const id = await dispute(here, {}, '张三', '李五')
  expect((await ask(here, id)).samePair).toEqual([])
  await world.db.transaction().execute((tx) => remember(here, tx, id, village, ['李四', '张三']))
  expect((await ask(here, id)).samePair).toEqual([first])
  await world.db.transaction().execute((tx) => remember(here, tx, id, village, []))
  expect((await ask(here, id)).samePair).toEqual([])
})

test('after a matter’s erasure nothing is remembered of it', async () => {
  const first = await dispute(here, {}, '张三', '李四')
  const id = await dispute(here, {}, '张三', '李四')
  await world.db.transaction().execute((tx) => eraseMatter(tx, here, first, 'retention-over'))
  expect((await ask(here, id)).samePair).toEqual([])
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from party_pair where matter_id = ${first}`.execute(world.db)
  expect(rows).toEqual([{ n: 0 }])
})
