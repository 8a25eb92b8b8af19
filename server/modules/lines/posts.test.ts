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

const ends = [
  { km: 0, latitude: 37, longitude: 118 },
  { km: 10, latitude: 37.1, longitude: 118 },
]

async function line(name: string, posts: readonly object[] = ends): Promise<string> {
  const id = newId()
  expect((await world.put(`/lines/${id}`, { name, lengthKm: 10, posts })).status).toBe(200)
  return id
}

const change = (lineId: string, body: object, as?: string, id = newId()) =>
  world.put<{ version: number }>(`/lines/${lineId}/posts/${id}`, { basedOn: 1, ...body }, as)
const posts = async (lineId: string) =>
  (await world.get<{ posts: readonly { km: number; label: string; latitude: number }[] }>(`/lines/${lineId}`)).body
    .posts

test('a post that is added stands in its place along the line, with its number on it', async () => {
  const lineId = await line('加桩线')
  const entry = newId()
  const added = await change(lineId, { kind: 'add', km: 4.2, latitude: 37.05, longitude: 118 }, undefined, entry)
  expect(added).toMatchObject({ status: 200, body: { id: lineId, version: 2 } })
  expect((await posts(lineId)).map(({ label }) => label)).toEqual(['K0+000', 'K4+200', 'K10+000'])
  // sent again it changes nothing
  const again = await change(lineId, { kind: 'add', km: 4.2, latitude: 37.05, longitude: 118 }, undefined, entry)
  expect(again.body).toEqual(added.body)
  expect(await posts(lineId)).toHaveLength(3)
})

test('a post that is moved takes the segments beside it along; those elsewhere stay where they are', async () => {
  const lineId = await line('移桩线', [
    ...ends.slice(0, 1),
    { km: 4, latitude: 37.04, longitude: 118 },
    ...ends.slice(1),
  ])
  const [near, far] = [newId(), newId()]
  await world.put(`/segments/${near}`, { lineId, fromKm: 0, toKm: 4, villageId: village })
  await world.put(`/segments/${far}`, { lineId, fromKm: 8, toKm: 10, villageId: village })
  const read = async (id: string) => (await world.get<{ version: number; latitude: number }>(`/places/${id}`)).body
  const before = await read(far)
  const to = { km: 5, latitude: 37.06, longitude: 118 }
  expect((await change(lineId, { kind: 'move', km: 4, to })).status).toBe(200)
  expect((await posts(lineId)).map(({ km }) => km)).toEqual([0, 5, 10])
  expect((await read(near)).latitude).toBe(37.024)
  const after = await read(far)
  // between the moved post and the last one its middle moved as well
  expect(after.latitude).toBeGreaterThan(before.latitude)

  await change(lineId, { basedOn: 2, kind: 'move', km: 0, to: { km: 0, latitude: 37.01, longitude: 118 } })
  expect(await read(far)).toEqual(after)
})

test('a post that is removed is gone, and its segments lie by the others', async () => {
  const lineId = await line('拔桩线', [
    ...ends.slice(0, 1),
    { km: 4, latitude: 37.09, longitude: 118 },
    ...ends.slice(1),
  ])
  const id = newId()
  await world.put(`/segments/${id}`, { lineId, fromKm: 3, toKm: 5, villageId: village })
  expect((await change(lineId, { kind: 'remove', km: 4 })).body).toMatchObject({ version: 2 })
  expect(await posts(lineId)).toHaveLength(2)
  expect((await world.get(`/places/${id}`)).body).toMatchObject({ latitude: 37.04 })
})

test('a number that is taken, lies beyond the line or is not there is refused in words', async () => {
  const lineId = await line('拒桩线')
  const at = { latitude: 37.05, longitude: 118 }
  expect(await change(lineId, { kind: 'add', km: 10, ...at })).toMatchObject({
    status: 409,
    body: { code: 'line/post-taken', fields: [{ path: 'body.km', zh: 'K10+000 已有桩' }] },
  })
  expect(await change(lineId, { kind: 'move', km: 0, to: { km: 10, ...at } })).toMatchObject({
    status: 409,
    body: { code: 'line/post-taken', fields: [{ path: 'body.to.km' }] },
  })
  expect(await change(lineId, { kind: 'add', km: 10.001, ...at })).toMatchObject({
    status: 422,
    body: { code: 'line/post-beyond', fields: [{ zh: '管线从 0 到 10 公里' }] },
  })
  expect(await change(lineId, { kind: 'remove', km: 7 })).toMatchObject({
    status: 404,
    body: { code: 'line/post-unknown' },
  })
  expect((await change(lineId, { kind: 'add', km: 5, latitude: 118, longitude: 37 })).status).toBe(400)
  expect(await posts(lineId)).toHaveLength(2)
})

test('of two who read the same line, the second is told what stands now', async () => {
  const lineId = await line('同改线')
  const add = (km: number) => change(lineId, { kind: 'add', km, latitude: 37.05, longitude: 118 })
  const answers = await Promise.all([add(3), add(6)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'record/changed',
    details: { version: 2 },
  })
})

test('is for those who write lines, and stands in the audit', async () => {
  const lineId = await line('权桩线')
  for (const role of ['officer', 'auxiliary', 'partner', 'auditor'] as const) {
    const as = await world.join(role)
    expect((await change(lineId, { kind: 'remove', km: 0 }, as)).status).toBe(403)
  }
  await change(lineId, { kind: 'remove', km: 0 })
  const { rows } = await sql`
    select details from audit where entity_id = ${lineId} and action = 'line.post-changed'`.execute(world.db)
  expect(rows).toEqual([{ details: { change: 'remove', km: 0 } }])
})
