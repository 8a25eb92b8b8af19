import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, openWorld, type World } from './world.fixture.ts'

let world: World
let village: string
let other: string
beforeAll(async () => {
  world = await openWorld()
  village = await world.village('解家村')
  other = await world.village('西范村')
})
afterAll(() => world.close())

type Detail = {
  readonly version: number
  readonly tier: string | null
  readonly name: string
  readonly villageId: string
  readonly ownerId: string | null
  readonly closedAt: string | null
  readonly facts: readonly { key: string; value: unknown; confirmedOn: string }[]
  readonly duties: readonly { lineName: string; state: string; until: string; ownerName: string | null }[]
  readonly tierHistory: readonly { tier: string }[]
  readonly mergedFrom: readonly { id: string }[]
}
const detail = async (id: string) => (await world.get<Detail>(`/places/${id}`)).body

test('a new place has a tier, an owner and its duties, and entering it again changes nothing', async () => {
  const id = newId()
  const body = {
    kind: 'vacant-courtyard',
    name: '东头旧院',
    villageId: village,
    vacant: true,
    largeVehicleAccess: true,
  }
  const first = await world.put(`/places/${id}`, body)
  expect(first).toMatchObject({ status: 200, body: { id } })
  expect((await world.put(`/places/${id}`, body)).body).toEqual(first.body)
  expect((await world.put(`/places/${id}`, { ...body, name: '另一处' })).body).toMatchObject({
    code: 'command/conflict',
  })
  expect(await detail(id)).toMatchObject({
    tier: 'yellow',
    ownerId: world.chief,
    facts: expect.arrayContaining([{ key: 'vacant', value: true, confirmedOn: '2025-02-05' }]),
    duties: [{ state: 'open', ownerName: '周所长' }],
  })
})

test('a dwelling that people live in is refused, with the reason', async () => {
  const refused = await world.put(`/places/${newId()}`, { kind: 'other', name: '张建国家', villageId: village })
  expect(refused).toMatchObject({ status: 422, body: { code: 'place/dwelling', fields: [{ path: 'body.name' }] } })
  const id = await world.place(village, '张家饭店', { kind: 'restaurant' })
  const renamed = await world.put(`/places/${id}/corrections/${newId()}`, { basedOn: 1, name: '老李家' })
  expect(renamed.body).toMatchObject({ code: 'place/dwelling' })
})

test('of two corrections of one version the second is refused, with what stands', async () => {
  const id = await world.place(village, '南街五金店')
  const { version } = await detail(id)
  const answers = await Promise.all(
    ['南街五金门市', '南街百货店'].map((name) =>
      world.put(`/places/${id}/corrections/${newId()}`, { basedOn: version, name }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const refused = answers.find(({ status }) => status === 409)
  const now = await detail(id)
  expect(refused?.body).toMatchObject({ code: 'record/changed', details: { version: now.version, name: now.name } })
})

test('another kind closes the line of the old one and starts its own; the events say what it was', async () => {
  const id = await world.place(village, '北街小院')
  await world.put(`/places/${id}/corrections/${newId()}`, {
    basedOn: 1,
    kind: 'warehouse',
    position: { latitude: 37.36, longitude: 118.42 },
  })
  const { rows } = await sql<{ kind: string; details: unknown }>`
    select kind, details from place_event where place_id = ${id} order by recorded_at, id`.execute(world.db)
  expect(rows).toMatchObject([
    { kind: 'created' },
    { kind: 'kind-changed', details: { kind: 'warehouse', kindBefore: 'shop' } },
    { kind: 'moved', details: { latitude: 37.36, before: { latitude: null } } },
  ])
})

test('a fact decides the tier, the one recorded last stands, and none lies in the future', async () => {
  const id = await world.place(village, '粮站旧院', { kind: 'vacant-courtyard', vacant: true })
  expect((await detail(id)).tier).toBe('green')
  const fact = (value: boolean, confirmedOn?: string) =>
    world.put(`/places/${id}/facts/${newId()}`, { key: 'largeVehicleAccess', value, confirmedOn })
  expect((await fact(true)).status).toBe(200)
  expect((await detail(id)).tier).toBe('yellow')
  world.setNow('2025-02-05T10:05:00+08:00')
  await fact(false, '2025-01-20')
  expect((await detail(id)).tier).toBe('green')
  expect((await detail(id)).facts).toContainEqual({
    key: 'largeVehicleAccess',
    value: false,
    confirmedOn: '2025-01-20',
  })
  expect((await fact(true, '2025-02-06')).body).toMatchObject({ code: 'place/day-in-future' })
  expect((await world.put(`/places/${id}/facts/${newId()}`, { key: 'vacant', value: 3 })).status).toBe(400)
})

test('a place that goes into another village keeps its past; who loses it and who gains it both learn', async () => {
  const id = await world.place(village, '桥头超市')
  const visitId = newId()
  await world.put(`/visits/${visitId}`, {
    placeId: id,
    kind: 'patrol',
    at: world.now().toISOString(),
    outcome: 'met',
    participants: [world.chief],
  })
  const { version } = await detail(id)
  const moved = await world.put(`/places/${id}/village-changes/${newId()}`, { basedOn: version, villageId: other })
  expect(moved.status).toBe(200)
  expect((await detail(id)).villageId).toBe(other)
  const { rows } = await sql<{ villagesBefore: string[]; villagesAfter: string[] }>`
    select villages_before, villages_after from change where id = ${id} and entity = 'place' order by seq desc limit 1`.execute(
    world.db,
  )
  expect(rows).toEqual([{ villagesBefore: [village], villagesAfter: [other] }])
  const timeline = await world.get<{ rows: readonly { kind: string; id: string }[] }>(
    `/places/${id}/timeline?kinds=visit,record`,
  )
  expect(timeline.body.rows.map(({ kind }) => kind)).toEqual(
    ['record', 'visit', 'record'].slice(0, timeline.body.rows.length),
  )
  expect(timeline.body.rows.map(({ id }) => id)).toContain(visitId)
})

test('a closed place owes nothing, takes no facts, and starts again when it is reopened', async () => {
  const id = await world.place(village, '河边汽修')
  const close = () => world.put(`/places/${id}/closings/${newId()}`, { reason: '已搬走' })
  expect((await close()).status).toBe(200)
  expect((await close()).body).toMatchObject({ code: 'place/closed' })
  expect((await detail(id)).duties).toEqual([])
  const fact = await world.put(`/places/${id}/facts/${newId()}`, { key: 'vacant', value: true })
  expect(fact.body).toMatchObject({ code: 'place/closed' })
  expect((await world.put(`/places/${id}/reopenings/${newId()}`, { reason: '重新开业' })).status).toBe(200)
  expect((await detail(id)).duties).toMatchObject([{ state: 'open' }])
  const holds = await world.put(`/places/${village}/closings/${newId()}`, { reason: '撤村' })
  expect(holds.body).toMatchObject({ code: 'place/holds-places' })
})

test('two records of one place merge: the past of both is on one timeline, the other is found no more', async () => {
  const winner = await world.place(village, '华联超市')
  const loser = await world.place(village, '华联便民超市')
  await world.put(`/places/${loser}/contacts/${newId()}`, { name: '孙二', phone: null })
  await world.put(`/visits/${newId()}`, {
    placeId: loser,
    kind: 'patrol',
    at: world.now().toISOString(),
    outcome: 'met',
    participants: [world.chief],
  })
  expect((await world.put(`/places/${loser}/mergers/${newId()}`, { intoId: winner, reason: '重复登记' })).status).toBe(
    200,
  )
  const again = await world.put(`/places/${loser}/reopenings/${newId()}`, { reason: '误合并' })
  expect(again.body).toMatchObject({ code: 'place/merged', details: { intoId: winner } })
  const timeline = await world.get<{ rows: readonly { kind: string; formerPlaceName: string | null }[] }>(
    `/places/${winner}/timeline`,
  )
  expect(timeline.body.rows).toContainEqual(expect.objectContaining({ kind: 'merge', formerPlaceName: '华联便民超市' }))
  expect(await detail(winner)).toMatchObject({ mergedFrom: [{ id: loser }], contact: { name: '孙*' } })
  expect((await detail(loser)).duties).toEqual([])
  const found = await world.get<{ rows: readonly { id: string }[] }>(`/places?search=${encodeURIComponent('华联')}`)
  expect(found.body.rows.map(({ id }) => id)).toEqual([winner])
})

test('confirmed base data carry the day', async () => {
  const id = await world.place(village, '惠民药店')
  await sql`update place set confirmed_on = null where id = ${id}`.execute(world.db)
  expect((await world.put(`/places/${id}/confirmations/${newId()}`, { confirmedOn: '2025-02-01' })).body).toMatchObject(
    { version: 2 },
  )
  expect(await detail(id)).toMatchObject({ confirmedOn: '2025-02-01' })
  const earlier = await world.put(`/places/${id}/confirmations/${newId()}`, { confirmedOn: '2025-01-01' })
  expect(earlier.body).toMatchObject({ version: 2 })
})

test('an external id belongs to one place', async () => {
  await world.place(village, '一号店', { externalId: 'X-1' })
  const second = await world.put(`/places/${newId()}`, {
    kind: 'shop',
    name: '二号店',
    villageId: village,
    externalId: 'X-1',
  })
  expect(second).toMatchObject({ status: 409, body: { code: 'place/external-id-taken' } })
})

test('present facts, owners and closings are what the appended entries make of them', async () => {
  const { rows } = await sql<{ id: string }>`
    select p.id from place p where p.facts is distinct from (
      select coalesce(jsonb_object_agg(key, jsonb_build_object('value', value, 'confirmedOn', confirmed_on)), '{}') from (
        select distinct on (key) key, value, confirmed_on from place_fact f where f.place_id = p.id
        order by key, recorded_at desc, id desc) last)
    or (p.closed_at is not null) is distinct from coalesce((
      select e.kind in ('closed', 'merged') from place_event e
      where e.place_id = p.id and e.kind in ('closed', 'merged', 'reopened') order by e.at desc, e.recorded_at desc, e.id desc limit 1), false)`.execute(
    world.db,
  )
  expect(rows).toEqual([])
})
