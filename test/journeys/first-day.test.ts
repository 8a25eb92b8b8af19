import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { dueList, enterPlace, enterVillage, owedAt, placeOf, storedDuties, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let village: string

beforeAll(async () => {
  // a Wednesday
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
})
afterAll(() => station.stop())

test('a place that was just entered is owed a visit at once, by its owner', async () => {
  const shop = await enterPlace(officer, village, '小宋五金店')
  const rows = (await dueList(officer)).filter(({ placeId }) => placeId === shop)
  expect(rows).toMatchObject([
    { placeName: '小宋五金店', villageName: '西隋村', tier: 'green', until: '2025-02-28', daysLeft: 24, missed: null },
  ])
})

test('a vacant courtyard that lorries can enter is yellow from its first moment', async () => {
  const yard = await enterPlace(officer, village, '东张空院', {
    kind: 'vacant-courtyard',
    vacant: true,
    largeVehicleAccess: true,
  })
  expect(await placeOf(officer, yard)).toMatchObject({ tier: 'yellow' })
  expect(await owedAt(officer, yard)).toEqual(['half-month until 2025-02-15'])
})

test('a visit settles what is owed and the next month is owed by itself', async () => {
  const shop = await enterPlace(officer, village, '大王超市')
  station.clock.set(t('2025-02-06 09:30'))
  expect(await visit(officer, shop, { at: t('2025-02-06 09:00') })).toMatchObject({ fulfilled: 1, waits: false })
  expect(await owedAt(officer, shop)).toEqual([])
  station.clock.set(t('2025-03-01 00:00'))
  await station.runJobs()
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-03-31'])
})

test('the village itself is owed a canvass round, which an officer’s patrol does not make', async () => {
  expect(await owedAt(officer, village)).toEqual(['month until 2025-03-31'])
  expect(await visit(officer, village, { at: t('2025-03-01 00:00') })).toMatchObject({ fulfilled: 0 })
})

test('nothing was missed that nobody could have known of', async () => {
  const shop = await enterPlace(officer, village, '新开饭店')
  expect(await storedDuties(station, shop)).toEqual(['month 2025-03-01 open'])
})

test('a visit tomorrow is refused, with words', async () => {
  const [row] = await dueList(officer)
  const answer = await refusal(visit(officer, row?.placeId ?? '', { at: t('2025-03-02 09:00') }))
  expect(answer).toMatchObject({ code: 'visit/in-the-future', zh: expect.any(String), zhDo: expect.any(String) })
})
