import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import {
  decide,
  enterPlace,
  enterVillage,
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
let colleague: Person
let village: string

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer')
  colleague = await station.join('officer')
})
afterAll(() => station.stop())

const count = async (what: 'visit' | 'duty', placeId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(what)} where station_id = ${station.id} and place_id = ${placeId}`.execute(
    station.machine.db,
  )
  return rows[0]?.n ?? 0
}

test('a command sent twelve times at once is done once, and each is answered alike', async () => {
  const shop = await enterPlace(officer, village, '小宋五金店')
  const id = newId()
  const made = () => visit(officer, shop, { id, at: t('2025-02-05 10:00') })
  const answers = await Promise.all(Array.from({ length: 12 }, made))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ id, fulfilled: 1 })
  expect(await count('visit', shop)).toBe(1)
})

test('sent again days later it is answered as the first time', async () => {
  const shop = await enterPlace(officer, village, '大王超市')
  const id = newId()
  const made = { id, at: t('2025-02-05 10:00') }
  const first = await visit(officer, shop, made)
  await review(station.chief, await reportTheft(officer, shop, t('2025-02-05 09:00')), 'verified')
  station.clock.set(t('2025-02-08 10:00'))
  expect(await visit(officer, shop, made)).toEqual(first)
})

test('the same id from somebody else, or for something else, is a conflict that says nothing', async () => {
  const shop = await enterPlace(officer, village, '利民药店')
  const id = newId()
  const made = { id, at: t('2025-02-08 10:00') }
  station.clock.set(t('2025-02-08 10:05'))
  await visit(officer, shop, made)
  expect(await codeOf(visit(colleague, shop, { ...made, participants: [officer.id] }))).toBe('command/conflict')
  expect(await codeOf(visit(officer, shop, { ...made, outcome: 'met' }))).toBe('command/conflict')
  expect(await codeOf(visit(officer, shop, { ...made, at: t('2025-02-08 10:01') }))).toBe('command/conflict')
  expect(await count('visit', shop)).toBe(1)
})

test('two officers at one door at once are two visits and one settled duty', async () => {
  const shop = await enterPlace(officer, village, '王营饭店')
  const at = t('2025-02-08 10:05')
  await Promise.all([visit(officer, shop, { at }), visit(colleague, shop, { at })])
  expect(await count('visit', shop)).toBe(2)
  expect(await storedDuties(station, shop)).toEqual(['month 2025-02-01 fulfilled'])
})

test('built by two judgements at once, a duty is still one', async () => {
  const shop = await enterPlace(officer, village, '东张仓库')
  const before = await count('duty', shop)
  const at = t('2025-02-08 10:05')
  await Promise.all([
    station.runJobs(),
    station.runJobs(),
    visit(officer, shop, { at }),
    visit(colleague, shop, { at }),
  ])
  expect(await count('duty', shop)).toBe(before)
})

test('a refused command leaves nothing, and its id may be used for the corrected one', async () => {
  const shop = await enterPlace(officer, village, '牛庄粮店')
  const id = newId()
  expect(await codeOf(visit(officer, shop, { id, at: t('2025-02-09 10:00') }))).toBe('visit/in-the-future')
  expect(await visit(officer, shop, { id, at: t('2025-02-08 10:05') })).toMatchObject({ fulfilled: 1 })
})

test('of two who decide a proposal at once, one is told that it is decided', async () => {
  const shop = await enterPlace(officer, village, '便民超市')
  const proposal = await propose(officer, shop, { tier: 'yellow', lastDay: '2025-02-28' })
  const deputy = await station.join('deputy')
  const codes = await Promise.all([
    codeOf(decide(station.chief, proposal, 'approved')),
    codeOf(decide(deputy, proposal, 'approved')),
  ])
  expect(codes.toSorted()).toEqual([null, 'proposal/decided-already'].toSorted())
  expect(await placeOf(officer, shop)).toMatchObject({ tier: 'yellow' })
})

test('changes are numbered in commit order without gaps, whoever wrote at once', async () => {
  const shops = await Promise.all(Array.from({ length: 10 }, (_, n) => enterPlace(officer, village, `并发店${n}`)))
  const at = t('2025-02-08 10:05')
  await Promise.all(shops.flatMap((shop) => [visit(officer, shop, { at }), visit(colleague, shop, { at })]))
  const { rows } = await sql<{ entries: number; last: number }>`
    select count(*)::int as entries, max(seq)::int as last from change where station_id = ${station.id}`.execute(
    station.machine.db,
  )
  expect(rows[0]?.entries).toBe(rows[0]?.last)
})
