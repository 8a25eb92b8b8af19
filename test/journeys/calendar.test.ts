import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { decide, dueList, enterPlace, enterVillage, owedAt, propose, storedDuties, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let village: string

// a Monday in the half-month that ends with the leap day
beforeAll(async () => {
  station = await startTestStation({ clock: t('2024-02-19 10:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
})
afterAll(() => station.stop())

const yard = (name: string) =>
  enterPlace(officer, village, name, { kind: 'vacant-courtyard', vacant: true, largeVehicleAccess: true })

/** A new day on the clock, with its jobs. */
async function come(instant: string): Promise<void> {
  station.clock.set(t(instant))
  await station.runJobs()
}

test('the half-month ends with the leap day, and what was not done is missed from 1 March on', async () => {
  const courtyard = await yard('东张空院')
  await come('2024-02-29 23:59')
  expect(await owedAt(officer, courtyard)).toEqual(['half-month until 2024-02-29'])
  const last = (await dueList(officer)).find(({ placeId }) => placeId === courtyard)
  expect(last).toMatchObject({ daysLeft: 1, missed: null })
  await come('2024-03-01 00:00')
  expect(await storedDuties(station, courtyard)).toEqual(['half-month 2024-02-16 missed', 'half-month 2024-03-01 open'])
  const next = (await dueList(officer)).find(({ placeId }) => placeId === courtyard)
  expect(next).toMatchObject({ daysLeft: 15, missed: { periodStart: '2024-02-16', until: '2024-02-29' } })
})

test('with fewer than three days left it is the next period that a new place owes', async () => {
  await come('2024-03-29 09:00')
  const shop = await enterPlace(officer, village, '月底开张')
  expect(await owedAt(officer, shop)).toEqual(['month until 2024-03-31'])
  await come('2024-03-30 09:00')
  const later = await enterPlace(officer, village, '月末开张')
  expect(await owedAt(officer, later)).toEqual(['month until 2024-04-30'])
})

test('a station that slept for months wakes up with the duties of its calendar', async () => {
  const shop = await enterPlace(officer, village, '睡着的店')
  await come('2024-07-10 09:00')
  expect(await storedDuties(station, shop)).toEqual([
    'month 2024-04-01 missed',
    'month 2024-05-01 missed',
    'month 2024-06-01 missed',
    'month 2024-07-01 open',
  ])
})

test('the week of a red place runs over the end of the year', async () => {
  await come('2024-12-30 00:00')
  const shop = await enterPlace(officer, village, '跨年的店')
  await decide(station.chief, await propose(officer, shop, { tier: 'red', lastDay: '2025-02-28' }), 'approved')
  expect(await owedAt(officer, shop)).toEqual(['week until 2025-01-05'])
  await come('2025-01-01 00:00')
  await visit(officer, shop, { at: t('2025-01-01 00:00') })
  expect(await owedAt(officer, shop)).toEqual([])
  await come('2025-01-06 00:00')
  expect(await owedAt(officer, shop)).toEqual(['week until 2025-01-12'])
})

test('the due list: red, yellow, green, others; missed first in each; then days left', async () => {
  await come('2025-02-01 08:00')
  const names = ['红漏', '红新', '黄漏', '黄新', '绿漏', '绿新'] as const
  const entered = new Map<string, string>()
  const tierOf = { 红: 'red', 黄: 'yellow' } as const
  const enter = async (name: (typeof names)[number]) => {
    const id = await enterPlace(officer, village, name)
    const sign = name.startsWith('红') ? '红' : name.startsWith('黄') ? '黄' : null
    if (sign)
      await decide(station.chief, await propose(officer, id, { tier: tierOf[sign], lastDay: '2025-12-31' }), 'approved')
    entered.set(id, name)
  }
  for (const name of names.filter((one) => one.endsWith('漏'))) await enter(name)
  await come('2025-03-05 08:00')
  for (const name of names.filter((one) => one.endsWith('新'))) await enter(name)
  const rows = await dueList(officer)
  const order = rows.map(({ placeId }) => entered.get(placeId)).filter((name) => name !== undefined)
  expect(order).toEqual([...names])
  const ranks = rows.map(({ tier, missed, until }) => [
    tier === null ? 3 : ['red', 'yellow', 'green'].indexOf(tier),
    missed ? 0 : 1,
    until,
  ])
  expect(ranks).toEqual(ranks.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)))
  expect(rows.at(-1)).toMatchObject({ tier: null, placeName: '西隋村' })
})

test('a new policy takes over when the running period ends, and the past stays as it was', async () => {
  const shop = await enterPlace(officer, village, '新规矩的店')
  const { lines } = await station.chief.api.get('/policies')
  const green = lines.find(({ target }) => target.kind === 'tier' && target.tier === 'green')
  await station.chief.api.post('/policies/{id}/versions', {
    path: { id: green?.id ?? '' },
    body: {
      id: newId(),
      ended: false,
      effectiveFrom: '2025-03-10',
      period: 'half-month',
      visits: 1,
      visitKinds: [],
      presentRoles: [],
    },
  })
  await come('2025-03-20 08:00')
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-03-31'])
  await come('2025-04-01 00:00')
  expect(await owedAt(officer, shop)).toEqual(['half-month until 2025-04-15'])
  expect(await storedDuties(station, shop)).toEqual(['month 2025-03-01 missed', 'half-month 2025-04-01 open'])
})
