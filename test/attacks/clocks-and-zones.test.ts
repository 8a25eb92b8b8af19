import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'

type Body = Readonly<Record<string, unknown>>
type Kind = 'need' | 'dispute'

let station: TestStation
let village: string
let officer: Person
let deputy: Person

const start = async (clock: string, timeZone?: string) => {
  station = await startTestStation({ clock })
  if (timeZone) await sql`update station set time_zone = ${timeZone}`.execute(station.machine.db)
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer')
  deputy = await station.join('deputy')
}
afterEach(() => station.stop())

async function sent(by: Person, method: string, path: string, body: Body) {
  const response = await by.send(method, path, body)
  return { status: response.status, body: (await response.json()) as Body }
}
async function done(by: Person, method: string, path: string, body: Body): Promise<Body> {
  const answer = await sent(by, method, path, body)
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}
async function report(kind: Kind, urgency: 'urgent' | 'ordinary' = 'ordinary', by = officer): Promise<string> {
  const id = newId()
  const at = station.clock.now().toISOString()
  await done(by, 'PUT', `/findings/${id}`, { kind, urgency, source: { kind: 'call' }, placeId: village, at })
  return id
}
const append = (by: Person, id: string, basedOn: number, step: Body) =>
  sent(by, 'POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn, step })

async function roster(days: readonly string[]): Promise<void> {
  const named = days.map((day) => ({ day, basedOn: 0, dutyOfficerId: officer.id, shiftLeaderId: deputy.id }))
  await done(station.chief, 'PUT', `/roster/entries/${newId()}`, { days: named })
}
const detail = (id: string) => station.chief.api.get('/follow-ups/{id}', { path: { id } })
const kindsOf = async (id: string) => (await detail(id)).entries.map(({ kind }) => kind)
const clocksOf = async (id: string) =>
  Object.fromEntries((await detail(id)).clocks.map(({ clock, dueAt }) => [clock, new Date(dueAt).toISOString()]))

describe('at one instant', () => {
  beforeEach(async () => {
    await start(t('2025-02-01 09:00'))
    await roster(['2025-02-01', '2025-02-02'])
  })

  test('of settling and escalating one stands, and the other is told what does', async () => {
    for (let round = 0; round < 15; round++) {
      const id = await report('dispute', 'urgent')
      const answers = await Promise.all([
        append(officer, id, 1, { kind: 'settled' }),
        append(deputy, id, 1, { kind: 'escalated', post: 'chief' }),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const refused = answers.find(({ status }) => status === 409)
      const { state, owner, version } = await detail(id)
      expect(refused?.body).toMatchObject({ details: { stands: { state, version } } })
      expect(owner?.id).toBe(state === 'settled' ? officer.id : station.chief.id)
    }
  })

  test('a clock that runs out while somebody settles is written once, before it', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => report('dispute', 'urgent')))
    station.clock.set(t('2025-02-01 09:31'))
    const [, ...answers] = await Promise.all([
      station.runJobs(),
      ...ids.map((id) => append(officer, id, 1, { kind: 'settled' })),
    ])
    for (const [n, id] of ids.entries()) {
      expect(answers[n]?.status).toBe(200)
      expect(await kindsOf(id)).toEqual(['opened', 'escalated', 'settled'])
    }
  })
})

describe('a clock that is set back', () => {
  test('stops what runs until it is there again, and nothing is refused or written twice meanwhile', async () => {
    await start(t('2025-02-01 09:00'))
    await roster(['2025-02-01', '2025-02-02'])
    const [taken, left] = [await report('dispute', 'urgent'), await report('dispute', 'urgent')]
    station.clock.set(t('2025-02-01 09:40'))
    await station.runJobs()
    expect(await kindsOf(left)).toEqual(['opened', 'escalated'])
    const late = await report('need')

    station.clock.setBack(t('2025-02-01 08:50'))
    await station.runJobs()
    for (const [by, id, basedOn, step] of [
      [deputy, taken, 2, { kind: 'accepted' }],
      [deputy, taken, 3, { kind: 'settled' }],
      [station.chief, late, 1, { kind: 'accepted' }],
    ] as const) {
      const { status, body } = await append(by, id, basedOn, step)
      expect(status, JSON.stringify(body)).toBe(200)
    }
    await done(station.chief, 'POST', `/follow-ups/${left}/merges`, {
      id: newId(),
      basedOn: 2,
      intoId: late,
      intoBasedOn: 2,
    })
    const { rows } = await sql`
      select from follow_up_entry e join follow_up_entry o on o.station_id = e.station_id and o.follow_up_id = e.follow_up_id
      where o.version = e.version + 1 and o.received_at < e.received_at`.execute(station.machine.db)
    expect(rows).toHaveLength(0)
    expect(await kindsOf(taken)).toEqual(['opened', 'escalated', 'accepted', 'settled'])
    station.clock.set(t('2025-02-01 12:00'))
    await station.runJobs()
    expect(await kindsOf(taken)).toEqual(['opened', 'escalated', 'accepted', 'settled'])
  })
})

describe('in a station whose clocks are moved in spring and autumn', () => {
  const berlin = 'Europe/Berlin'

  test('running hours go on, and days end at its own midnight', async () => {
    // in the night of 30 March 2025 the hour from two to three is left out
    await start('2025-03-30T00:45:00Z', berlin)
    const urgent = await report('dispute', 'urgent')
    expect(await clocksOf(urgent)).toEqual({
      answer: '2025-03-30T01:15:00.000Z',
      scene: '2025-03-30T02:45:00.000Z',
      settle: '2025-04-14T22:00:00.000Z',
    })
    expect(await clocksOf(await report('need'))).toEqual({
      answer: '2025-04-02T22:00:00.000Z',
      settle: '2025-04-14T22:00:00.000Z',
    })
  })

  test('a report one second before midnight has a day less than one at midnight', async () => {
    await start('2025-10-25T21:59:59Z', berlin)
    const before = await report('need')
    station.clock.set('2025-10-25T22:00:00Z')
    const after = await report('need')
    // the days lie around the night in which an hour comes twice
    expect((await clocksOf(before)).answer).toBe('2025-10-28T23:00:00.000Z')
    expect((await clocksOf(after)).answer).toBe('2025-10-29T23:00:00.000Z')
  })

  test.each([
    ['2025-03-29', '2025-03-30', '2025-03-30T06:29:59Z', '2025-03-30T06:30:00Z'],
    ['2025-10-25', '2025-10-26', '2025-10-26T07:29:59Z', '2025-10-26T07:30:00Z'],
  ])('shifts of %s and %s change at half past eight on the wall', async (first, second, last, next) => {
    await start(`${first}T10:00:00Z`, berlin)
    const relief = await station.join('officer')
    const days = [
      { day: first, basedOn: 0, dutyOfficerId: officer.id, shiftLeaderId: deputy.id },
      { day: second, basedOn: 0, dutyOfficerId: relief.id, shiftLeaderId: deputy.id },
    ]
    await done(station.chief, 'PUT', `/roster/entries/${newId()}`, { days })
    station.clock.set(last)
    expect((await detail(await report('dispute', 'urgent'))).owner?.id).toBe(officer.id)
    station.clock.set(next)
    expect((await detail(await report('dispute', 'urgent'))).owner?.id).toBe(relief.id)
  })
})

describe('a member who leaves in the middle of everything', () => {
  test('has nothing left that runs, whatever the others do at that moment', async () => {
    await start(t('2025-02-01 09:00'))
    const leaving = await station.join('officer')
    const ids = await Promise.all(Array.from({ length: 15 }, () => report('need')))
    for (const id of ids) await append(station.chief, id, 1, { kind: 'transferred', ownerId: leaving.id })
    const leave = { leftOn: '2025-02-01', successorId: officer.id }
    const [left, ...others] = await Promise.all([
      sent(station.chief, 'PUT', `/members/${leaving.id}/leavings/${newId()}`, leave),
      ...ids.slice(0, 5).map((id) => append(leaving, id, 2, { kind: 'accepted' })),
      ...ids.slice(5, 10).map((id) => append(deputy, id, 2, { kind: 'transferred', ownerId: officer.id })),
      ...ids.slice(10).map((id) => append(station.chief, id, 2, { kind: 'escalated', post: 'chief' })),
      ...Array.from({ length: 5 }, () =>
        report('need').then((id) => append(station.chief, id, 1, { kind: 'transferred', ownerId: leaving.id })),
      ),
    ])
    expect(left?.status, JSON.stringify(left?.body)).toBe(200)
    for (const { status } of others) expect(status).toBeLessThan(500)
    const { rows } = await sql<{ id: string }>`
      select id from follow_up where owner_id = ${leaving.id} and closed_at is null`.execute(station.machine.db)
    expect(rows).toEqual([])
  })

  test('nor gets anything more when the day of leaving lies ahead', async () => {
    await start(t('2025-02-01 09:00'))
    const leaving = await station.join('officer')
    const leave = { leftOn: '2025-02-03', successorId: officer.id }
    await done(station.chief, 'PUT', `/members/${leaving.id}/leavings/${newId()}`, leave)
    const id = await report('need')
    for (const answer of [
      await append(station.chief, id, 1, { kind: 'transferred', ownerId: leaving.id }),
      await append(leaving, id, 1, { kind: 'accepted' }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'member/left'])
    await roster(['2025-02-02'])
    const alsoLeaving = { dutyOfficerId: leaving.id, shiftLeaderId: deputy.id }
    const days = [{ day: '2025-02-02', basedOn: 1, ...alsoLeaving }]
    await done(station.chief, 'PUT', `/roster/entries/${newId()}`, { days })
    station.clock.set(t('2025-02-02 10:00'))
    // who goes tomorrow is on duty today: what is urgent goes to the chief
    expect((await detail(await report('dispute', 'urgent'))).owner?.id).toBe(station.chief.id)
  })
})
