import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { dueList, enterPlace, enterVillage, t, visit } from '../journeys/harness-verbs.ts'

let station: TestStation
let chief: Person
let officer: Person
let village: string

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  chief = station.chief
  officer = await station.join('officer')
  village = await enterVillage(chief, '东营村')
})
afterAll(() => station.stop())

const at = () => station.clock.now().toISOString()

const makeResponsible = (place: string, memberId: string) =>
  chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: place, entryId: newId() },
    body: { memberId, fromDay: '2025-02-05' },
  })

/** A shop that the officer is responsible for; its village stays the chief's. */
async function enterOwn(name: string): Promise<string> {
  const id = await enterPlace(chief, village, name)
  await makeResponsible(id, officer.id)
  return id
}

describe('a list that is kept and asked for again', () => {
  test('says that there is no more when the only duty behind its page was fulfilled', async () => {
    const places = [await enterOwn('甲店'), await enterOwn('乙店')]
    const first = () => officer.api.get('/duties', { query: { ownerId: officer.id, limit: 1 } })
    await first()
    // now it is kept, and the feed is read from here on
    const { rows, next } = await first()
    expect(next).not.toBeNull()
    const behind = places.find((id) => id !== rows[0]?.placeId) ?? ''
    await visit(officer, behind, { at: at() })
    expect(await first()).toMatchObject({ rows, next: null })
  })

  test('by community has the places of a village that has come into it', async () => {
    const place = await enterOwn('丙店')
    const community = newId()
    await chief.api.put('/communities/{id}', { path: { id: community }, body: { name: '北社区' } })
    const ofCommunity = async () => {
      const query = { ownerId: officer.id, communityId: community }
      return (await officer.api.get('/duties', { query })).rows.map(({ placeId }) => placeId)
    }
    expect(await ofCommunity()).toEqual([])
    await chief.api.put('/villages/{id}/community-changes/{entryId}', {
      path: { id: village, entryId: newId() },
      body: { communityId: community, basedOn: 1 },
    })
    expect(await ofCommunity()).toContain(place)
  })
})

describe('a duty that opens again after its place has another owner is the new owner’s', () => {
  const owners = async (place: string) =>
    (await dueList(chief)).filter(({ placeId }) => placeId === place).map(({ ownerId }) => ownerId)

  test('when the visit that had fulfilled it is made void', async () => {
    const place = await enterOwn('丁店')
    const id = newId()
    await visit(officer, place, { id, at: at() })
    await makeResponsible(place, chief.id)
    expect(await owners(place)).toEqual([])
    await chief.api.post('/visits/{id}/voidings', { path: { id }, body: { id: newId(), reason: '走错了地方' } })
    expect(await owners(place)).toEqual([chief.id])
  })
})

describe('sent again when its last moment has passed, a command is answered as the first time:', () => {
  test('a proposal, and a new policy', async () => {
    const place = await enterOwn('戊店')
    const line = newId()
    const id = newId()
    const policy = () =>
      chief.send('PUT', `/policies/${line}`, {
        name: '旅馆每周',
        placeKind: 'hotel',
        effectiveFrom: '2025-02-06',
        period: 'week',
        visits: 1,
        visitKinds: [],
        presentRoles: [],
      })
    const proposal = () =>
      officer.send('PUT', `/tier-proposals/${id}`, {
        placeId: place,
        tier: 'yellow',
        reason: '夜间有车',
        lastDay: '2025-02-05',
      })
    const first = [await proposal(), await policy()]
    expect(first.map(({ status }) => status)).toEqual([200, 200])
    station.clock.set(t('2025-02-06 00:01'))
    const again = [await proposal(), await policy()]
    expect(again.map(({ status }) => status)).toEqual([200, 200])
    for (const [index, answer] of again.entries()) expect(await answer.json()).toEqual(await first[index]?.json())
  })
})
