import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Person, startTestStation, type TestStation } from './harness.ts'
import { report, setStart, streakOf } from './harness-streaks.ts'
import { enterLine, enterPlace, enterVillage, placeOf, review, t } from './harness-verbs.ts'

// Each change of an incident's review changes the place's tier and the streaks the same moment (DOMAIN.md §3, §8).

let station: TestStation
let chief: Person
let officer: Person
let deputy: Person
let village: string
let line: string
const till = (instant: string) => station.clock.set(t(instant))

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-10 09:00') })
  chief = station.chief
  officer = await station.join('officer')
  deputy = await station.join('deputy')
  village = await enterVillage(chief, '西隋村')
  line = await enterLine(chief, '东线')
  const { rows } = await chief.api.get('/streaks')
  const id = (name: string) => rows.find((row) => row.name === name)?.id ?? ''
  await setStart(chief, id('“三零”'), { day: '2020-07-13' })
  await setStart(chief, id('春节零警情'), { firstYear: 2022 })
}, 60_000)
afterAll(() => station.stop())

/** The place's tier and the festival's figure, both asked now. */
async function standing(placeId: string) {
  const { tier, tierSince } = await placeOf(officer, placeId)
  const { value, underReview } = await streakOf(officer, '春节零警情')
  return { tier, tierSince, value, underReview }
}
const now = () => station.clock.now().toISOString()

describe('an incident in the festival window', () => {
  let shop: string
  let theft: string

  test('reported: nothing is red, and the streak is under review', async () => {
    shop = await enterPlace(officer, village, '小宋五金店')
    expect(await standing(shop)).toMatchObject({ tier: 'green', value: 4, underReview: null })
    theft = await report(deputy, 'theft', '2025-01-29 22:00', { kind: 'place', placeId: shop })
    expect(await standing(shop)).toMatchObject({ tier: 'green', value: 4, underReview: '2025-01-29' })
  })

  test('is reviewed by another person who is entitled to', async () => {
    expect(await codeOf(review(deputy, theft, 'verified'))).toBe('account/own-entry')
    expect(await codeOf(review(officer, theft, 'verified'))).toBe('account/not-allowed')
    expect(await standing(shop)).toMatchObject({ tier: 'green', value: 4, underReview: '2025-01-29' })
  })

  test('verified: red, and the window is broken, the same moment', async () => {
    till('2025-02-11 09:00')
    await review(chief, theft, 'verified')
    expect(await standing(shop)).toEqual({ tier: 'red', tierSince: now(), value: 0, underReview: null })
    expect(await codeOf(review(chief, theft, 'verified'))).toBe('incident/reviewed-so-already')
  })

  test('rejected after it had been believed: both stand as if it had never been, and what was believed is kept', async () => {
    till('2025-02-20 09:00')
    await review(chief, theft, 'rejected')
    expect(await standing(shop)).toMatchObject({ tier: 'green', value: 4, underReview: null })
    const asOf = '2025-02-20'
    expect((await streakOf(officer, '春节零警情', { asOf, knownAt: t('2025-02-15 09:00') })).value).toBe(0)
    expect((await streakOf(officer, '春节零警情', { asOf, knownAt: t('2025-02-10 12:00') })).value).toBe(4)
    const { reviews } = await officer.api.get('/incidents/{id}', { path: { id: theft } })
    expect(reviews.map(({ verdict }) => verdict)).toEqual(['verified', 'rejected'])
  })

  test('verified once more: red and broken again', async () => {
    till('2025-02-21 09:00')
    await review(chief, theft, 'verified')
    expect(await standing(shop)).toMatchObject({ tier: 'red', value: 0, underReview: null })
  })
})

test('one found late breaks the streak on the day it happened; the days in between were not so', async () => {
  till('2025-03-20 09:00')
  expect((await streakOf(officer, '“三零”')).value).toBe(1711)
  const puncture = await report(officer, 'pipeline-puncture', '2025-02-18 02:00', { kind: 'line', lineId: line, km: 3 })
  expect(await officer.api.get('/incidents/{id}', { path: { id: puncture } })).toMatchObject({ foundLate: true })
  expect(await streakOf(officer, '“三零”')).toMatchObject({ value: 1711, underReview: '2025-02-18' })
  await review(chief, puncture, 'verified')
  expect(await streakOf(officer, '“三零”')).toMatchObject({ value: 30, since: '2025-02-18', underReview: null })
  expect((await streakOf(officer, '“三零”', { asOf: '2025-02-18' })).value).toBe(0)
  expect((await streakOf(officer, '“三零”', { asOf: '2025-02-17' })).value).toBe(1680)
  const believed = await streakOf(officer, '“三零”', { asOf: '2025-03-01', knownAt: t('2025-03-01 12:00') })
  expect(believed.value).toBe(1692)
  expect((await streakOf(officer, '“三零”', { asOf: '2025-03-01' })).value).toBe(11)
})

test('of two reviews at the same moment by two persons one stands, and tier and streak are what it says', async () => {
  const shop = await enterPlace(officer, village, '王营粮油店')
  const fraud = await report(officer, 'fraud', '2025-03-19 10:00', { kind: 'place', placeId: shop })
  const both = await Promise.allSettled([review(chief, fraud, 'verified'), review(deputy, fraud, 'rejected')])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const { status } = await officer.api.get('/incidents/{id}', { path: { id: fraud } })
  expect((await placeOf(officer, shop)).tier).toBe(status === 'verified' ? 'red' : 'green')
  await review(status === 'verified' ? deputy : chief, fraud, status === 'verified' ? 'rejected' : 'verified')
  expect((await placeOf(officer, shop)).tier).toBe(status === 'verified' ? 'green' : 'red')
})
