import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

let world: World
let officer: string
let line: string
beforeAll(async () => {
  world = await openWorld()
  officer = await world.join('officer')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.setNow('2025-03-10T09:00:00+08:00')
  line = newId()
  await world.put(`/lines/${line}`, { name: `线${line.slice(-6)}`, lengthKm: 38.1, posts: [] })
})

const announce = async (more: object = {}, as = officer) => {
  const id = newId()
  const days = { firstDay: '2025-03-10', lastDay: '2025-03-12' }
  const digging = { lineId: line, fromKm: 14, toKm: 15, ...days, work: '胜大管道公司更换阀门', ...more }
  return { id, ...(await world.put(`/diggings/${id}`, digging, as)) }
}

const withdraw = (id: string) => world.post(`/diggings/${id}/withdrawals`, { id: newId(), reason: '改期' }, officer)

const listed = async (query = '', as = officer) =>
  (await world.get<{ rows: { id: string }[] }>(`/lines/${line}/diggings${query}`, as)).body.rows.map(({ id }) => id)

async function puncture(km: number, occurredAt = '2025-03-10T08:00:00+08:00', category = 'pipeline-puncture') {
  const id = newId()
  const where = { kind: 'line', lineId: line, km }
  const sent = await world.put(`/incidents/${id}`, { category, occurredAt, where, source: 'visit' }, officer)
  expect(sent.status).toBe(200)
  return id
}

const verify = (id: string, reason?: string) =>
  world.post(
    `/incidents/${id}/reviews`,
    { id: newId(), verdict: 'verified', ...(reason ? { reason } : {}) },
    world.chief,
  )

test('what is announced stands on the line until it is over, and can be looked up for a day afterwards', async () => {
  const { id, status } = await announce()
  expect(status).toBe(200)
  expect(await listed()).toEqual([id])
  world.setNow('2025-03-13T09:00:00+08:00')
  expect(await listed()).toEqual([])
  expect(await listed('?on=2025-03-11')).toEqual([id])
  expect(await listed('?on=2025-03-13')).toEqual([])
})

test('it is announced before it begins, on the line, without telephones, and by the police', async () => {
  expect(await announce({ firstDay: '2025-03-09' })).toMatchObject({ status: 422, body: { code: 'digging/begun' } })
  expect(await announce({ toKm: 39 })).toMatchObject({ status: 422, body: { code: 'digging/span' } })
  expect(await announce({ work: '联系 13800000000' })).toMatchObject({ body: { code: 'digging/personal-data' } })
  expect(await announce({ lineId: newId() })).toMatchObject({ status: 404, body: { code: 'line/not-found' } })
  const partner = await world.join('partner', { lineIds: [line] })
  expect((await announce({}, partner)).status).toBe(403)
})

test('a partner sees what is announced on own lines and on no other', async () => {
  const { id } = await announce()
  const own = await world.join('partner', { lineIds: [line] })
  const elsewhere = newId()
  await world.put(`/lines/${elsewhere}`, { name: '西线', lengthKm: 5, posts: [] })
  const other = await world.join('partner', { lineIds: [elsewhere] })
  expect(await listed('', own)).toEqual([id])
  expect((await world.get(`/lines/${line}/diggings`, other)).status).toBe(404)
})

test('a puncture within it is verified only with the reason why it was not that digging', async () => {
  const { id: diggingId } = await announce()
  const incident = await puncture(14.5)
  const { body } = await world.get<{ diggings: { id: string }[] }>(`/incidents/${incident}`, world.chief)
  expect(body.diggings.map(({ id }) => id)).toEqual([diggingId])
  expect(await verify(incident)).toMatchObject({
    status: 409,
    body: { code: 'incident/announced-digging', details: { diggings: [{ work: '胜大管道公司更换阀门' }] } },
  })
  expect((await verify(incident, '阀门以外另有一处钻孔')).status).toBe(200)
})

test('so is one on a segment that reaches into it', async () => {
  await announce()
  const village = await world.village(`村${line.slice(-6)}`)
  const segment = newId()
  await world.put(`/segments/${segment}`, { lineId: line, fromKm: 10, toKm: 14.2, villageId: village })
  const id = newId()
  const where = { kind: 'place', placeId: segment }
  const occurredAt = '2025-03-10T08:00:00+08:00'
  await world.put(`/incidents/${id}`, { category: 'pipeline-puncture', occurredAt, where, source: 'visit' }, officer)
  expect((await verify(id)).body).toMatchObject({ code: 'incident/announced-digging' })
})

test.each([
  ['outside its posts', 16, undefined, undefined],
  ['on the day before', 14.5, '2025-03-09T23:59:00+08:00', undefined],
  ['of another category', 14.5, undefined, 'pipeline-accident'],
] as const)('an incident %s is verified as any other', async (_which, km, occurredAt, category) => {
  await announce()
  expect((await verify(await puncture(km, occurredAt, category))).status).toBe(200)
})

test('taken back, it counts for nothing from that day on; a second time is refused', async () => {
  const { id } = await announce({ lastDay: '2025-03-14' })
  world.setNow('2025-03-12T09:00:00+08:00')
  expect((await withdraw(id)).status).toBe(200)
  expect(await listed()).toEqual([])
  expect(await listed('?on=2025-03-11')).toEqual([id])
  expect((await verify(await puncture(14.5, '2025-03-12T08:00:00+08:00'))).status).toBe(200)
  expect((await verify(await puncture(14.5, '2025-03-11T08:00:00+08:00'))).status).toBe(409)
  expect(await withdraw(id)).toMatchObject({ status: 409, body: { code: 'digging/over' } })
  expect(await withdraw(newId())).toMatchObject({ status: 404, body: { code: 'digging/not-found' } })
})
