import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { dueList, enterPlace, enterVillage, owedAt, placeOf, storedDuties, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let colleague: Person
let village: string
let other: string

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-01-06 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  other = await enterVillage(station.chief, '东张村')
  officer = await station.join('officer', { name: '李民警' })
  colleague = await station.join('officer', { name: '张民警' })
})
afterAll(() => station.stop())

const responsible = (placeId: string, memberId: string, fromDay: string) =>
  station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: placeId, entryId: newId() },
    body: { memberId, fromDay },
  })

/** The duties of all places whose window is over, with whose they were: what figures of the past are counted from. */
async function past(): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select d.place_id, d.period_start, d.state, d.owner_id from duty d
    where d.station_id = ${station.id} and d.until < (${station.machine.now()} at time zone 'Asia/Shanghai')::date
    order by 1, 2`.execute(station.machine.db)
  return rows
}

test('moving, merging, handing over, closing and leaving change nothing of the past', async () => {
  const [one, two, three] = [
    await enterPlace(officer, village, '小宋五金店'),
    await enterPlace(officer, village, '小宋五金'),
    await enterPlace(officer, village, '大王超市'),
  ]
  for (const place of [one, two, three]) await responsible(place, officer.id, '2025-01-06')
  await visit(officer, one, { at: t('2025-01-06 09:00') })
  station.clock.set(t('2025-03-10 09:00'))
  await station.runJobs()
  const before = await past()
  expect(before.length).toBeGreaterThan(5)

  const { version } = await placeOf(officer, one)
  const at = (id: string) => ({ path: { id, entryId: newId() } })
  await officer.api.put('/places/{id}/village-changes/{entryId}', {
    ...at(one),
    body: { basedOn: version, villageId: other },
  })
  await station.chief.api.put('/places/{id}/mergers/{entryId}', {
    ...at(two),
    body: { intoId: one, reason: '同一家店' },
  })
  await responsible(three, colleague.id, '2025-03-10')
  await officer.api.put('/places/{id}/closings/{entryId}', { ...at(three), body: { reason: '停业' } })
  await station.chief.api.put('/members/{id}/leavings/{entryId}', {
    ...at(officer.id),
    body: { leftOn: '2025-03-10', successorId: colleague.id },
  })
  await station.runJobs()
  expect(await past()).toEqual(before)
  expect((await dueList(colleague)).filter(({ placeId }) => placeId === one)).toMatchObject([
    { ownerName: '张民警', villageName: '东张村' },
  ])
  expect(await codeOf(officer.api.get('/me'))).toBe('account/sign-in-needed')
})

test('a closed place owes nothing, and owes again as a new one when it is reopened', async () => {
  const shop = await enterPlace(colleague, village, '季节店')
  const entry = () => ({ path: { id: shop, entryId: newId() }, body: { reason: '停业' } })
  await colleague.api.put('/places/{id}/closings/{entryId}', entry())
  expect(await owedAt(colleague, shop)).toEqual([])
  station.clock.set(t('2025-03-20 09:00'))
  expect(await visit(colleague, shop, { at: t('2025-03-20 08:00') })).toMatchObject({ fulfilled: 0 })
  await colleague.api.put('/places/{id}/reopenings/{entryId}', entry())
  expect(await owedAt(colleague, shop)).toEqual(['month until 2025-03-31'])
  expect(await storedDuties(station, shop)).toEqual(['month 2025-03-01 open'])
})

test('an inhabited dwelling is refused as a place, with the reason', async () => {
  expect(await codeOf(enterPlace(colleague, village, '王某住宅'))).toBe('place/dwelling')
})

test('present state is what the appended facts make of it', async () => {
  await station.runJobs()
  // whose a superseded duty was is in no figure
  const state = () =>
    sql`select p.name, p.tier, p.tier_since, d.period, d.period_start, d.from_at, d.until, d.visits, d.visits_done, d.state,
        d.fulfilled_at, d.reported_late, case when d.state <> 'superseded' then d.owner_id end as owner_id
      from duty d join place p on p.station_id = d.station_id and p.id = d.place_id
      where d.station_id = ${station.id} order by p.name, d.period, d.period_start`.execute(station.machine.db)
  const before = (await state()).rows
  const { machine, id } = station
  // what is judged is taken away; the daily job makes it again from the facts
  await sql`delete from duty where station_id = ${id} and until >= '2025-03-01'`.execute(machine.db)
  await sql`update place set judged_through = null where station_id = ${id}`.execute(machine.db)
  station.clock.set(t('2025-03-21 00:00'))
  await station.runJobs()
  expect((await state()).rows).toEqual(before)
})
