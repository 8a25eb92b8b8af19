import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

let world: World
let village: string
beforeAll(async () => {
  world = await openWorld()
  village = await world.village('李屋村')
})
afterAll(() => world.close())

const posts = [
  { km: 0, latitude: 37, longitude: 118 },
  { km: 10, latitude: 37.1, longitude: 118 },
]

async function line(name: string): Promise<string> {
  const id = newId()
  await world.put(`/lines/${id}`, { name, lengthKm: 10, posts })
  return id
}

const make = (lineId: string, fromKm: number, toKm: number, id = newId()) =>
  world.put(`/segments/${id}`, { lineId, fromKm, toKm, villageId: village })

async function segment(lineId: string, fromKm: number, toKm: number): Promise<string> {
  const id = newId()
  expect((await make(lineId, fromKm, toKm, id)).status).toBe(200)
  return id
}

const change = (id: string, basedOn: number, fromKm: number, toKm: number, as?: string) =>
  world.put(`/segments/${id}/changes/${newId()}`, { basedOn, fromKm, toKm }, as)

const close = (id: string) => world.put(`/places/${id}/closings/${newId()}`, { reason: '改线' })
const reopen = (id: string) => world.put(`/places/${id}/reopenings/${newId()}`, { reason: '改回来' })

test('a segment may touch its neighbour; one that overlaps is refused by name and kilometres', async () => {
  const lineId = await line('重叠线')
  const first = await segment(lineId, 0, 4)
  await segment(lineId, 4, 6)
  expect(await make(lineId, 3, 5)).toMatchObject({
    status: 409,
    body: {
      code: 'line/segment-overlap',
      details: { segmentIds: [first, expect.any(String)] },
      fields: [
        { path: 'body.fromKm', zh: '“重叠线 K0+000—K4+000”已占 0–4 公里' },
        { path: 'body.fromKm', zh: '“重叠线 K4+000—K6+000”已占 4–6 公里' },
      ],
    },
  })
})

test('a kilometre beyond the line, or an end before the start, is refused with the length of the line', async () => {
  const lineId = await line('短线')
  for (const [fromKm, toKm] of [
    [9, 10.001],
    [5, 5],
    [6, 5],
  ] as const) {
    expect(await make(lineId, fromKm, toKm)).toMatchObject({
      status: 422,
      body: { code: 'line/segment-span', fields: [{ zh: '管线从 0 到 10 公里' }] },
    })
  }
})

test('of two that overlap and are made at once, one stands', async () => {
  const lineId = await line('同时线')
  const answers = await Promise.all([make(lineId, 0, 6), make(lineId, 5, 10)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a segment goes from another kilometre to another one: its own name and its position follow, its duties stay', async () => {
  const lineId = await line('改段线')
  const id = await segment(lineId, 0, 2)
  await segment(lineId, 6, 8)
  const { body: before } = await world.get<{ duties: unknown }>(`/places/${id}`)
  expect((await change(id, 1, 0, 7)).body).toMatchObject({ code: 'line/segment-overlap' })
  expect((await change(id, 1, 1, 6)).body).toEqual({ id, version: 2 })
  expect((await world.get(`/places/${id}`)).body).toMatchObject({
    name: '改段线 K1+000—K6+000',
    latitude: 37.035,
    line: { fromKm: 1, toKm: 6 },
    duties: before.duties,
  })
  expect(await change(id, 1, 2, 6)).toMatchObject({
    status: 409,
    body: { code: 'record/changed', details: { version: 2, fromKm: 1, toKm: 6 } },
  })
  const { rows } = await sql`
    select kind, details from place_event where place_id = ${id} and kind = 'corrected'`.execute(world.db)
  expect(rows).toEqual([
    { kind: 'corrected', details: { field: 'stretch', value: 'K1+000—K6+000', before: 'K0+000—K2+000' } },
  ])
})

test('a name of its own stays when the kilometres change', async () => {
  const id = await segment(await line('有名线'), 0, 2)
  await world.put(`/places/${id}/corrections/${newId()}`, { basedOn: 1, name: '小清河穿越段' })
  expect((await change(id, 2, 0, 3)).status).toBe(200)
  expect((await world.get(`/places/${id}`)).body).toMatchObject({ name: '小清河穿越段', line: { toKm: 3 } })
})

test('a closed segment leaves its kilometres to others, and reopens only while they are free', async () => {
  const lineId = await line('停用线')
  const first = await segment(lineId, 0, 5)
  await close(first)
  expect((await change(first, 2, 0, 4)).body).toMatchObject({ code: 'place/closed' })
  const second = await segment(lineId, 4, 8)
  expect((await reopen(first)).body).toMatchObject({ code: 'line/segment-overlap' })
  await close(second)
  expect((await reopen(first)).status).toBe(200)
  await world.put(`/lines/${lineId}/changes/${newId()}`, { basedOn: 1, lengthKm: 7, posts: [] })
  expect((await reopen(second)).body).toMatchObject({ code: 'line/segment-span' })
})

test('what is no segment, and who may not, is refused', async () => {
  const shop = await world.place(village, '桥头超市')
  expect(await change(shop, 1, 0, 1)).toMatchObject({ status: 404, body: { code: 'line/segment-unknown' } })
  const id = await segment(await line('权限线'), 0, 2)
  expect((await change(id, 1, 0, 3, await world.join('officer'))).status).toBe(403)
})
