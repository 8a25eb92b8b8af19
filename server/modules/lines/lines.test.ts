import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, openWorld, type World } from '../places/world.fixture.ts'
import { positionAt, stretch } from './course.ts'

const posts = [
  { km: 0, latitude: 37, longitude: 118 },
  { km: 2, latitude: 37.02, longitude: 118 },
  { km: 3.5, latitude: 37.02, longitude: 118.03 },
]

describe('a course', () => {
  test('lies straight from post to post, and ends at the outer ones', () => {
    expect(positionAt(posts, 1)).toEqual({ latitude: 37.01, longitude: 118 })
    expect(positionAt(posts, 9)).toEqual({ latitude: 37.02, longitude: 118.03 })
    expect(positionAt([], 1)).toBeNull()
  })

  test('between two kilometres takes each post between them', () => {
    expect(stretch(posts, 1, 3)).toHaveLength(3)
    expect(stretch(posts, 0, 2)).toHaveLength(2)
  })
})

let world: World
let village: string
let line: string
beforeAll(async () => {
  world = await openWorld()
  village = await world.village('李屋村')
  line = newId()
  const made = await world.put(`/lines/${line}`, { name: '东线', content: 'oil', lengthKm: 3.5, posts })
  expect(made.status).toBe(200)
})
afterAll(() => world.close())

type Line = {
  readonly version: number
  readonly posts: unknown[]
  readonly segments: readonly { id: string; tier: string }[]
}
const read = async (as?: string) =>
  (await world.get<{ rows: readonly (Line & { id: string })[]; lengthKm: number }>('/lines', as)).body

test('posts that do not go up, or lie beyond the line, are refused', async () => {
  for (const wrong of [[...posts].reverse(), [{ km: 9, latitude: 37, longitude: 118 }]]) {
    const answer = await world.put(`/lines/${newId()}`, { name: '西线', lengthKm: 3.5, posts: wrong })
    expect(answer).toMatchObject({ status: 422, body: { code: 'line/posts' } })
  }
})

test('a segment is a place with a tier, duties and the position of its middle', async () => {
  const id = newId()
  expect((await world.put(`/segments/${id}`, { lineId: line, fromKm: 0, toKm: 2, villageId: village })).status).toBe(
    200,
  )
  expect((await world.get(`/places/${id}`)).body).toMatchObject({
    kind: 'segment',
    name: '东线 K0+000—K2+000',
    tier: 'green',
    latitude: 37.01,
    line: { id: line, fromKm: 0, toKm: 2 },
    duties: [{ state: 'open' }],
  })
  const beyond = await world.put(`/segments/${newId()}`, { lineId: line, fromKm: 3, toKm: 4, villageId: village })
  expect(beyond.body).toMatchObject({ code: 'line/segment-span' })
  expect((await world.put(`/places/${id}/corrections/${newId()}`, { basedOn: 1, kind: 'shop' })).body).toMatchObject({
    code: 'place/kind-fixed',
  })
})

test('a line changes on top of the version that was read, and its segments move with the posts', async () => {
  const change = (body: object) => world.put(`/lines/${line}/changes/${newId()}`, { basedOn: 1, ...body })
  expect((await change({ lengthKm: 1 })).body).toMatchObject({ code: 'line/segments-beyond' })
  const moved = posts.map((post) => ({ ...post, latitude: post.latitude + 1 }))
  expect((await change({ posts: moved })).body).toMatchObject({ version: 2 })
  expect(await change({ name: '东线二' })).toMatchObject({
    status: 409,
    body: { code: 'record/changed', details: { version: 2 } },
  })
  const [segment] = (await read()).rows[0]?.segments ?? []
  expect((await world.get(`/places/${segment?.id}`)).body).toMatchObject({ latitude: 38.01 })
})

test('the map has the line, its segments with their tiers, and its posts', async () => {
  const { body } = await world.get<{ features: readonly { properties: { kind: string; tier?: string } }[] }>(
    '/map/lines',
  )
  expect(body.features.map(({ properties }) => properties.kind)).toEqual(['line', 'segment', 'post', 'post', 'post'])
  expect(body.features[1]?.properties.tier).toBe('green')
})

test('a partner sees own lines only, with what lies on them', async () => {
  const own = await world.join('partner', { lineIds: [line] })
  const other = await world.join('partner')
  expect((await read(own)).rows.map(({ id }) => id)).toEqual([line])
  expect((await read(other)).rows).toEqual([])
  const places = await world.get<{ rows: readonly { kind: string }[] }>('/places', own)
  expect(places.body.rows.map(({ kind }) => kind)).toEqual(['segment'])
  expect((await world.put(`/lines/${newId()}`, { name: '某线', lengthKm: 1 }, own)).status).toBe(403)
})
