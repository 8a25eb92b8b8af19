import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, openWorld, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Division = {
  readonly id: string
  readonly name: string
  readonly closedAt: string | null
  readonly version: number
}

async function community(name: string): Promise<string> {
  const id = newId()
  expect((await world.put(`/communities/${id}`, { name })).status).toBe(200)
  return id
}

const rowsOf = async (path: string) => (await world.get<{ rows: readonly Division[] }>(path)).body.rows
const versionOf = async (id: string) => (await world.get<Division>(`/places/${id}`)).body.version

const putInto = async (villageId: string, communityId: string | null) =>
  world.put(`/villages/${villageId}/community-changes/${newId()}`, { basedOn: await versionOf(villageId), communityId })
const close = (id: string) => world.put(`/places/${id}/closings/${newId()}`, { reason: '撤并' })
const reopen = (id: string) => world.put(`/places/${id}/reopenings/${newId()}`, { reason: '恢复' })

test('a village goes into a community, into another one, and out of both', async () => {
  const [first, second] = [await community('城南社区'), await community('城北社区')]
  const village = await world.village('何家村')
  const readVillage = async () => (await world.get(`/villages/${village}`)).body
  await putInto(village, first)
  expect(await readVillage()).toMatchObject({ communityName: '城南社区' })
  await putInto(village, second)
  expect(await readVillage()).toMatchObject({ communityName: '城北社区' })
  expect((await rowsOf('/communities')).find(({ id }) => id === second)).toMatchObject({ villages: 1 })
  await putInto(village, null)
  expect(await readVillage()).toMatchObject({ communityId: null })
  expect((await putInto(village, newId())).body).toMatchObject({ code: 'place/community-unknown' })
})

test('villages and communities are renamed and get their statistical code, on top of what was read', async () => {
  const [village, group] = [await world.village('新立村'), await community('新立社区')]
  for (const id of [village, group]) {
    const correct = (body: object) => world.put(`/places/${id}/corrections/${newId()}`, { basedOn: 1, ...body })
    expect((await correct({ name: '新利', divisionCode: '370502102201' })).status).toBe(200)
    expect((await world.get(`/places/${id}`)).body).toMatchObject({ name: '新利', divisionCode: '370502102201' })
    expect(await correct({ name: '别的' })).toMatchObject({ status: 409, body: { code: 'record/changed' } })
  }
})

test('a community is closed once no open village lies in it; closed ones are listed when asked for', async () => {
  const group = await community('河西社区')
  const village = await world.village('河西村')
  await putInto(village, group)
  expect((await close(group)).body).toMatchObject({ code: 'place/holds-places' })
  await putInto(village, null)
  expect((await close(group)).status).toBe(200)
  expect((await rowsOf('/communities')).map(({ id }) => id)).not.toContain(group)
  const withClosed = await rowsOf('/communities?closed=true')
  expect(withClosed.find(({ id }) => id === group)?.closedAt).toEqual(expect.any(String))
})

test('what lies in a closed village or community reopens after it, or elsewhere', async () => {
  const [group, other] = [await community('东村社区'), await community('西村社区')]
  const village = await world.village('东村')
  const place = await world.place(village, '东村超市')
  await putInto(village, group)
  for (const id of [place, village, group]) expect((await close(id)).status).toBe(200)
  expect((await reopen(place)).body).toMatchObject({ code: 'place/lies-in-closed' })
  expect((await reopen(village)).body).toMatchObject({ code: 'place/lies-in-closed' })
  await putInto(village, other)
  expect((await reopen(village)).status).toBe(200)
  expect((await reopen(place)).status).toBe(200)
})
