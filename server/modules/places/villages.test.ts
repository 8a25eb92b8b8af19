import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const putInto = async (villageId: string, communityId: string | null, by = world.chief) =>
  world.put(
    `/villages/${villageId}/community-changes/${newId()}`,
    { basedOn: await versionOf(villageId), communityId },
    by,
  )
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

describe('what a village or community is called, and whether there is one,', () => {
  const divisions = async () => ({ village: await world.village('权限村'), community: await community('权限社区') })
  type Way = readonly [string, (under: string, id: string, by: string) => Promise<{ status: number; body: unknown }>]
  const ways: readonly Way[] = [
    [
      'corrections',
      async (under, id, by) =>
        world.put(`/${under}/${id}/corrections/${newId()}`, { basedOn: await versionOf(id), name: '新名' }, by),
    ],
    ['closings', (under, id, by) => world.put(`/${under}/${id}/closings/${newId()}`, { reason: '撤并' }, by)],
    ['reopenings', (under, id, by) => world.put(`/${under}/${id}/reopenings/${newId()}`, { reason: '恢复' }, by)],
  ]
  const refused = { status: 403, body: { code: 'account/not-allowed' } }

  test.each(['officer', 'auxiliary'] as const)('is not an %s’s to change, by any route', async (role) => {
    const member = await world.join(role)
    for (const id of Object.values(await divisions())) {
      for (const [, send] of ways) {
        expect(await send('places', id, member)).toMatchObject(refused)
        expect(await send('divisions', id, member)).toMatchObject(refused)
      }
      expect(await putInto(id, null, member)).toMatchObject(refused)
      expect((await world.get<Division>(`/places/${id}`)).body).toMatchObject({ closedAt: null, version: 1 })
    }
  })

  test.each(['deputy', 'administrator'] as const)('is a %s’s to change', async (role) => {
    const member = await world.join(role)
    for (const id of Object.values(await divisions())) {
      for (const [, send] of ways) expect((await send('divisions', id, member)).status).toBe(200)
    }
  })

  test('is changed by no way through which an administrator could change a place', async () => {
    const administrator = await world.join('administrator')
    const place = await world.place(await world.village('场所村'), '小店')
    for (const [, send] of ways) expect(await send('divisions', place, administrator)).toMatchObject(refused)
  })
})

test('an administrator reads the villages, communities and lines that they make, and no place or what happens there', async () => {
  const administrator = await world.join('administrator')
  const village = await world.village('管理村')
  const place = await world.place(village, '小店')
  for (const path of ['/villages', `/villages/${village}`, '/communities', '/lines'])
    expect((await world.get(path, administrator)).status, path).toBe(200)
  const page = await world.get(`/places/${village}`, administrator)
  expect(page).toMatchObject({ status: 200, body: { name: '管理村', duties: [], contact: null } })
  expect((await world.get(`/places/${place}`, administrator)).body).toMatchObject({ code: 'place/not-found' })
  for (const path of ['/places', `/places/${village}/timeline`, '/map/places'])
    expect((await world.get(path, administrator)).body, path).toMatchObject({ code: 'account/not-allowed' })
})
