import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findingRoutes } from '../findings/index.ts'
import { followUpRoutes } from '../follow-ups/index.ts'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

type Body = { readonly requestId?: string; readonly code?: string; readonly rows?: readonly { readonly id: string }[] }

let world: World
let village: string
let elsewhere: string
let place: string
let officer: string
let volunteer: string
let followUp: string
let visit: string

beforeAll(async () => {
  world = await openWorld([...followUpRoutes, ...findingRoutes])
  village = await world.village('西隋村')
  elsewhere = await world.village('王营村')
  place = await world.place(village, '小宋五金店')
  officer = await world.join('officer')
  volunteer = await world.join('volunteer', { villageIds: [village] })
  followUp = newId()
  const at = world.now().toISOString()
  const finding = { kind: 'tip', words: '夜里有车', source: { kind: 'call' }, placeId: place, at, reporterId: null }
  expect(await world.put(`/findings/${followUp}`, finding, officer)).toMatchObject({ status: 200 })
  visit = newId()
  const seen = {
    placeId: place,
    kind: 'patrol',
    at: world.now().toISOString(),
    outcome: 'met',
    participants: [officer],
  }
  expect((await world.put(`/visits/${visit}`, seen, officer)).status).toBe(200)
})
afterAll(() => world.close())

const report = async (more: Readonly<Record<string, unknown>> = {}, as = officer) => {
  const id = newId()
  const answer = await world.put<Body>(
    `/incidents/${id}`,
    {
      category: 'theft',
      occurredAt: world.now().toISOString(),
      where: { kind: 'village', villageId: village },
      source: 'visit',
      ...more,
    },
    as,
  )
  return { id, answer }
}
const link = (id: string, of: Readonly<Record<string, unknown>>, as = officer) =>
  world.post<Body>(`/incidents/${id}/links`, { id: newId(), ...of }, as)
const linkedWith = async (query: string, as = officer) =>
  (await world.get<Body>(`/incidents?${query}`, as)).body.rows?.map(({ id }) => id)

describe('an incident and what it came from', () => {
  test('are shown on both sides, linked when it is reported', async () => {
    const { id, answer } = await report({ visitId: visit, followUpId: followUp })
    expect(answer.status).toBe(200)
    expect((await world.get(`/incidents/${id}`, officer)).body).toMatchObject({ visitId: visit, followUpId: followUp })
    expect(await linkedWith(`visitId=${visit}`)).toContain(id)
    expect(await linkedWith(`followUpId=${followUp}`)).toContain(id)
    const other = await report()
    expect(await linkedWith(`followUpId=${followUp}`)).not.toContain(other.id)
  })

  test('are linked later, once', async () => {
    const { id } = await report()
    expect((await link(id, { followUpId: followUp })).status).toBe(200)
    expect((await link(id, { visitId: visit })).status).toBe(200)
    expect((await world.get(`/incidents/${id}`, officer)).body).toMatchObject({ visitId: visit, followUpId: followUp })
    expect(await link(id, { followUpId: followUp })).toMatchObject({
      status: 409,
      body: { code: 'incident/linked-already' },
    })
    expect((await link(id, {})).status).toBe(400)
  })

  test('what is not there and what is not read are refused in the same way', async () => {
    const refused = async (of: Readonly<Record<string, unknown>>) => {
      const { answer } = await report(of, volunteer)
      const { requestId: _, ...body } = answer.body
      return { status: answer.status, body }
    }
    const [unread, unknown] = [await refused({ followUpId: followUp }), await refused({ followUpId: newId() })]
    expect(unread).toMatchObject({ status: 404, body: { code: 'follow-up/not-found' } })
    expect(unread).toEqual(unknown)
    const [others, none] = [await refused({ visitId: visit }), await refused({ visitId: newId() })]
    expect(others).toMatchObject({ status: 404, body: { code: 'visit/not-found' } })
    expect(others).toEqual(none)
    expect((await link(newId(), { followUpId: followUp })).body).toMatchObject({ code: 'incident/not-found' })
    const { id } = await report()
    expect((await link(id, { followUpId: newId() })).body).toMatchObject({ code: 'follow-up/not-found' })
    expect((await link(id, { followUpId: followUp }, volunteer)).status).toBe(403)
  })

  test('one’s own is linked by a volunteer as well', async () => {
    const own = newId()
    const seen = {
      placeId: place,
      kind: 'canvass',
      at: world.now().toISOString(),
      outcome: 'met',
      participants: [volunteer],
    }
    expect((await world.put(`/visits/${own}`, seen, volunteer)).status).toBe(200)
    expect((await report({ visitId: own }, volunteer)).answer.status).toBe(200)
    const foreign = await report({ visitId: own, where: { kind: 'village', villageId: elsewhere } }, volunteer)
    expect(foreign.answer.body).toMatchObject({ code: 'place/not-found' })
  })
})
