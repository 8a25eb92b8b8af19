import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPresent, rebuildPresent } from '../attacks/rebuild.fixture.ts'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import {
  decide,
  enterPlace,
  enterVillage,
  owedAt,
  placeOf,
  propose,
  reportTheft,
  review,
  storedDuties,
  t,
  visit,
} from './harness-verbs.ts'

let station: TestStation
let officer: Person
let auxiliary: Person
let volunteer: Person
let village: string

// 2025-02-03 is a Monday; each test begins on the clock where the one before left it
beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-04 10:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
  auxiliary = await station.join('auxiliary', { villageIds: [village] })
  volunteer = await station.join('volunteer', { villageIds: [village] })
})
afterAll(() => station.stop())

const closeRed = (by: Person, placeId: string) =>
  by.api.post('/places/{id}/red-reviews', {
    path: { id: placeId },
    body: { id: newId(), reason: '已整改，周边平稳' },
  })

test('an incident is believed only when somebody else has verified it; then its place is red and owed a visit a week', async () => {
  const { chief, clock } = station
  const shop = await enterPlace(officer, village, '小宋五金店')
  const theft = await reportTheft(officer, shop, t('2025-02-03 22:00'))
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'green' })
  expect(await codeOf(review(officer, theft, 'verified'))).toBe('account/not-allowed')

  clock.set(t('2025-02-05 10:00'))
  await review(chief, theft, 'verified')
  expect(await placeOf(officer, shop)).toMatchObject({
    tier: 'red',
    tierSince: '2025-02-05T02:00:00.000Z',
    tierReason: { rule: 'incident-verified', basisId: theft },
  })
  expect(await owedAt(officer, shop)).toEqual(['week until 2025-02-09'])
  expect(await storedDuties(station, shop)).toEqual(['month 2025-02-01 superseded', 'week 2025-02-03 open'])

  // a volunteer's visit is a visit, but a red place asks for police
  clock.set(t('2025-02-06 15:00'))
  expect(await visit(volunteer, shop, { at: t('2025-02-06 14:00'), kind: 'canvass' })).toMatchObject({ fulfilled: 0 })
  expect(await visit(auxiliary, shop, { at: t('2025-02-06 14:30') })).toMatchObject({ fulfilled: 1 })
  expect(await owedAt(officer, shop)).toEqual([])
})

test('nobody verifies what they reported themselves, a chief neither', async () => {
  const shop = await enterPlace(officer, village, '牛庄烟酒店')
  const theft = await reportTheft(station.chief, shop, t('2025-02-06 01:00'))
  expect(await codeOf(review(station.chief, theft, 'verified'))).toBe('account/own-entry')
  const deputy = await station.join('deputy')
  await review(deputy, theft, 'verified')
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'red' })
})

test('a red review lets the place fall, and the red week stays until it ends', async () => {
  const { chief, clock } = station
  const shop = await enterPlace(officer, village, '利民药店')
  await review(chief, await reportTheft(officer, shop, t('2025-02-06 10:00')), 'verified')
  clock.set(t('2025-02-07 10:00'))
  expect(await codeOf(closeRed(officer, shop))).toBe('account/not-allowed')
  expect(await closeRed(chief, shop)).toMatchObject({ tier: 'green' })
  expect(await owedAt(officer, shop)).toEqual(['week until 2025-02-09'])
  expect(await codeOf(closeRed(chief, shop))).toBe('tier/not-red')

  clock.set(t('2025-02-10'))
  await station.runJobs()
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-02-28'])
  expect(await storedDuties(station, shop)).toEqual(['month 2025-02-01 open', 'week 2025-02-03 missed'])
})

test('a verification that is taken back is a fall at that moment', async () => {
  const { chief, clock } = station
  const shop = await enterPlace(officer, village, '王营饭店')
  const theft = await reportTheft(officer, shop, t('2025-02-09 20:00'))
  await review(chief, theft, 'verified')
  clock.set(t('2025-02-11 09:00'))
  await review(chief, theft, 'rejected')
  const { tier, tierHistory } = await placeOf(officer, shop)
  expect(tier).toBe('green')
  expect(tierHistory.map((entry) => entry.tier)).toEqual(['green', 'red', 'green'])
})

test.each([
  ['verified', 'rejected', 'green'],
  ['rejected', 'verified', 'red'],
] as const)(
  'at one instant %s, then %s: the review recorded last holds, whichever id was made first',
  async (first, last, tier) => {
    const deputy = await station.join('deputy')
    const shop = await enterPlace(officer, village, `河口${tier === 'red' ? '粮油店' : '修车铺'}`)
    const theft = await reportTheft(officer, shop, t('2025-02-09 20:00'))
    const [earlierId, laterId] = [newId(), newId()].sort()
    await review(station.chief, theft, first, laterId)
    await review(deputy, theft, last, earlierId)

    const incident = await station.chief.api.get('/incidents/{id}', { path: { id: theft } })
    expect(new Set(incident.reviews.map(({ at }) => at)).size).toBe(1)
    expect(incident.reviews.map(({ verdict }) => verdict)).toEqual([first, last])
    expect(incident.status).toBe(last)
    expect(await placeOf(officer, shop)).toMatchObject({ tier })
    const present = { db: station.machine.db, stationId: station.id, now: station.clock.now }
    expect(await readPresent(present)).toEqual(await rebuildPresent(present))
  },
)

test('a proposal waits for somebody entitled, ends at 24:00 of its last day, and leaves its history', async () => {
  const { chief, clock } = station
  const shop = await enterPlace(officer, village, '东张仓库', { kind: 'warehouse' })
  const proposal = await propose(officer, shop, { tier: 'yellow', lastDay: '2025-02-20', reason: '夜间频繁装卸' })
  expect(await codeOf(decide(officer, proposal, 'approved'))).toBe('account/not-allowed')
  await decide(chief, proposal, 'approved')
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'yellow', tierReason: { basisId: proposal } })
  expect(await owedAt(officer, shop)).toEqual(['half-month until 2025-02-15'])
  expect(await codeOf(decide(chief, proposal, 'rejected'))).toBe('proposal/decided-already')

  clock.set(t('2025-02-20 23:59'))
  await station.runJobs()
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'yellow' })
  clock.set(t('2025-02-21'))
  await station.runJobs()
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'green', tierSince: '2025-02-20T16:00:00.000Z' })
  // the begun half-month stays; the green month begins when it is over
  expect(await owedAt(officer, shop)).toEqual(['half-month until 2025-02-28'])
  clock.set(t('2025-03-01'))
  await station.runJobs()
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-03-31'])
})

test('the chief’s own proposal is decided by another', async () => {
  const shop = await enterPlace(officer, village, '便民超市')
  const proposal = await propose(station.chief, shop, { tier: 'yellow', lastDay: '2025-03-20' })
  expect(await codeOf(decide(station.chief, proposal, 'approved'))).toBe('account/own-entry')
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'green' })
})

test('a red place is put on the chief’s list on the 90th day after its last verification, however old the incident', async () => {
  const { chief, clock } = station
  const shop = await enterPlace(officer, village, '路口加油站')
  clock.set(t('2025-04-01 23:30'))
  await review(chief, await reportTheft(officer, shop, t('2025-03-02 10:00')), 'verified')
  const isDue = async () => (await chief.api.get('/red-reviews/due')).rows.some(({ placeId }) => placeId === shop)
  clock.set(t('2025-06-29 23:59'))
  expect(await isDue()).toBe(false)
  clock.set(t('2025-06-30'))
  expect(await isDue()).toBe(true)
  const { waiting } = await chief.api.get('/today')
  expect((await chief.api.get('/red-reviews/due')).rows.length).toBe(waiting.redReviews)

  // another one begins the 90 days anew, until it is taken back
  const another = await reportTheft(officer, shop, t('2025-06-29 10:00'))
  await review(chief, another, 'verified')
  expect(await isDue()).toBe(false)
  await review(chief, another, 'rejected')
  expect(await isDue()).toBe(true)
})
