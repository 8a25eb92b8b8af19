import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enrolPhone, type TestPhone } from './harness-phone.ts'
import { attempt, dueList, enterPlace, enterVillage, owedAt, storedDuties, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let colleague: Person
let village: string

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-03 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
  colleague = await station.join('officer')
})
afterAll(() => station.stop())

const voidVisit = (by: Person, visitId: string) =>
  by.api.post('/visits/{id}/voidings', {
    path: { id: visitId },
    body: { id: newId(), reason: '走错了地方' },
  })

const yard = (name: string) =>
  enterPlace(officer, village, name, { kind: 'vacant-courtyard', vacant: true, largeVehicleAccess: true })

test('a look from outside counts at a vacant courtyard and not at a shop', async () => {
  const shop = await enterPlace(officer, village, '小宋五金店')
  const courtyard = await yard('东张空院')
  const outside = { at: t('2025-02-03 09:00'), outcome: 'outside-look' } as const
  expect(await visit(officer, shop, outside)).toMatchObject({ fulfilled: 0 })
  expect(await visit(officer, courtyard, outside)).toMatchObject({ fulfilled: 1 })
})

test('a wrong visit is voided by somebody entitled, and what it had settled is owed again', async () => {
  const shop = await enterPlace(officer, village, '大王超市')
  const id = newId()
  await visit(officer, shop, { id, at: t('2025-02-03 09:00') })
  expect(await owedAt(officer, shop)).toEqual([])
  expect(await codeOf(voidVisit(officer, id))).toBe('account/not-allowed')
  await voidVisit(station.chief, id)
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-02-28'])
  expect(await codeOf(voidVisit(station.chief, id))).toBe('visit/voided-already')
  const { voided } = await officer.api.get('/visits/{id}', { path: { id } })
  expect(voided).toMatchObject({ reason: '走错了地方', byName: '周所长' })
})

test('nobody voids their own visit: neither who recorded it nor who took part', async () => {
  const { chief } = station
  const shop = await enterPlace(officer, village, '牛庄粮店')
  const [recorded, shared] = [newId(), newId()]
  await visit(chief, shop, { id: recorded, at: t('2025-02-03 09:00') })
  await visit(officer, shop, { id: shared, at: t('2025-02-03 09:00'), participants: [officer.id, chief.id] })
  const offered = async (by: Person, id: string) => (await by.api.get('/visits/{id}', { path: { id } })).mayVoid
  for (const id of [recorded, shared]) {
    expect(await codeOf(voidVisit(chief, id))).toBe('account/own-entry')
    expect(await offered(chief, id)).toBe(false)
  }
  const deputy = await station.join('deputy')
  expect(await offered(deputy, shared)).toBe(true)
  await voidVisit(deputy, shared)
})

test('to cadres and partners visits tell what came of it, without who was there and what they wrote', async () => {
  const { chief } = station
  const shop = await enterPlace(officer, village, '联动店')
  const ids = { patrol: newId(), voided: newId(), own: newId() }
  const body = {
    placeId: shop,
    kind: 'targeted',
    at: t('2025-02-03 09:00'),
    outcome: 'inspected',
    note: '后院有新锁',
    othersPresent: '应急所两人',
  } as const
  const record = (by: Person, id: string) =>
    by.api.put('/visits/{id}', { path: { id }, body: { ...body, participants: [by.id] } })
  await record(officer, ids.patrol)
  await record(officer, ids.voided)
  await voidVisit(chief, ids.voided)

  for (const role of ['cadre', 'partner'] as const) {
    const member = await station.join(role, { villageIds: [village] })
    const own = newId()
    await record(member, own)
    const { rows } = await member.api.get('/visits', { query: { placeId: shop } })
    const one = (id: string) => member.api.get('/visits/{id}', { path: { id } })
    const unnamed = { participants: null, recordedBy: null, note: null, othersPresent: null, rolesPresent: ['officer'] }
    for (const id of [ids.patrol, ids.voided]) {
      expect(rows.find((row) => row.id === id)).toMatchObject(unnamed)
      expect(await one(id)).toMatchObject({ ...unnamed, outcome: 'inspected' })
    }
    expect((await one(ids.voided)).voided).toMatchObject({ reason: null, byName: null })
    expect(await one(own)).toMatchObject({ participants: [{ name: member.name }], note: '后院有新锁' })
    // nor is it told by looking for somebody
    const sought = await member.api.get('/visits', { query: { placeId: shop, memberId: officer.id } })
    expect(sought.rows).toEqual([])
    const mine = await member.api.get('/visits', { query: { memberId: member.id } })
    expect(mine.rows.map(({ id }) => id)).toEqual([own])
  }
})

test('a volunteer reads own visits, those of others not', async () => {
  const shop = await enterPlace(officer, village, '义警店')
  const [others, own] = [newId(), newId()]
  await visit(officer, shop, { id: others, at: t('2025-02-03 09:00') })
  const volunteer = await station.join('volunteer', { villageIds: [village] })
  await visit(volunteer, shop, { id: own, at: t('2025-02-03 09:00'), kind: 'canvass' })
  const { rows } = await volunteer.api.get('/visits', { query: { placeId: shop } })
  expect(rows.map(({ id }) => id)).toEqual([own])
  expect(await codeOf(volunteer.api.get('/visits/{id}', { path: { id: others } }))).toBe('visit/not-found')
})

test('the second failed attempt in one window brings the place to the duty officer; a visit takes it off again', async () => {
  const { clock } = station
  const shop = await enterPlace(officer, village, '常关门的店')
  const failedTwice = async () => {
    const { rows } = await station.chief.api.get('/today/failed-twice')
    return rows.filter(({ placeId }) => placeId === shop)
  }
  expect(await attempt(officer, shop, t('2025-02-03 09:00'))).toMatchObject({ fulfilled: 0, failedAttempts: 1 })
  expect(await failedTwice()).toEqual([])
  clock.set(t('2025-02-04 16:00'))
  expect(await attempt(officer, shop, t('2025-02-04 15:30'))).toMatchObject({ failedAttempts: 2 })
  expect(await failedTwice()).toMatchObject([{ placeName: '常关门的店', attempts: 2, lastFailure: 'nobody-in' }])
  expect((await station.chief.api.get('/today')).waiting.failedTwice).toBe(1)
  expect(await owedAt(officer, shop)).toEqual(['month until 2025-02-28'])
  await visit(officer, shop, { at: t('2025-02-04 16:00') })
  expect(await failedTwice()).toEqual([])
})

test('a visit made in time and reported late fulfils the past duty, and says so', async () => {
  const { clock } = station
  const courtyard = await yard('西张空院')
  clock.set(t('2025-02-18 10:00'))
  await station.runJobs()
  expect(await storedDuties(station, courtyard)).toEqual(['half-month 2025-02-01 missed', 'half-month 2025-02-16 open'])
  const [row] = (await dueList(officer)).filter(({ placeId }) => placeId === courtyard)
  expect(row).toMatchObject({ missed: { period: 'half-month', until: '2025-02-15' } })

  expect(await visit(officer, courtyard, { at: t('2025-02-14 10:00') })).toMatchObject({ fulfilled: 1, waits: false })
  expect(await storedDuties(station, courtyard)).toEqual([
    'half-month 2025-02-01 fulfilled late',
    'half-month 2025-02-16 open',
  ])
  const [now] = (await dueList(officer)).filter(({ placeId }) => placeId === courtyard)
  expect(now).toMatchObject({ missed: null })
})

test('reported more than 7 days after the window it waits for an officer who was not there', async () => {
  const { clock } = station
  const courtyard = await yard('南张空院')
  clock.set(t('2025-03-09 10:00'))
  await station.runJobs()
  const id = newId()
  const late = await visit(officer, courtyard, { id, at: t('2025-02-20 10:00') })
  expect(late).toMatchObject({ fulfilled: 0, waits: true })
  expect(await storedDuties(station, courtyard)).toContain('half-month 2025-02-16 missed')

  const admit = (by: Person) => by.api.post('/visits/{id}/admissions', { path: { id }, body: { id: newId() } })
  const { rows } = await station.chief.api.get('/visits', { query: { waiting: true } })
  expect(rows.map((row) => row.id)).toEqual([id])
  expect(await codeOf(admit(officer))).toBe('account/own-entry')
  await admit(colleague)
  expect(await storedDuties(station, courtyard)).toContain('half-month 2025-02-16 fulfilled late')
  expect(await codeOf(admit(colleague))).toBe('visit/not-waiting')
})

test('a visit made late counts for the present window, never for the past one', async () => {
  const courtyard = await yard('北张空院')
  station.clock.set(t('2025-03-17 10:00'))
  await station.runJobs()
  await visit(officer, courtyard, { at: t('2025-03-17 09:00') })
  expect(await storedDuties(station, courtyard)).toEqual([
    'half-month 2025-03-01 missed',
    'half-month 2025-03-16 fulfilled',
  ])
})

test('an appointment is the chief’s; a volunteer makes no patrol', async () => {
  const shop = await enterPlace(officer, village, '新店')
  const when = { at: t('2025-03-17 10:00') }
  const volunteer = await station.join('volunteer', { villageIds: [village] })
  expect(await codeOf(visit(officer, shop, { ...when, kind: 'appointment' }))).not.toBeNull()
  expect(await codeOf(visit(volunteer, shop, { ...when, kind: 'patrol' }))).toBe('visit/kind-not-yours')
  expect(await codeOf(visit(volunteer, shop, { ...when, kind: 'canvass' }))).toBeNull()
})

describe('a visit from a phone', () => {
  /** By how many hours the phone's clock is ahead: at the last contact, at the record, at the sending. */
  type Ahead = readonly [contact: number, record: number, sending: number]
  const steady: Ahead = [9, 9, 9]
  const setBack: Ahead = [9, 9, 0]
  const ahead = (instant: string | Date, hours: number) =>
    new Date(new Date(instant).getTime() + hours * 3_600_000).toISOString()

  let phone: TestPhone
  let shop: string
  beforeAll(async () => {
    station.clock.set(t('2025-03-18 08:00'))
    phone = await enrolPhone(station, station.chief, officer.id)
    station.clock.set(t('2025-03-18 12:00'))
    shop = await enterPlace(station.chief, village, '南关商店')
    station.clock.set(t('2025-03-18 18:00'))
  })

  const send = async (path: string, body: Record<string, unknown>, [atContact, atRecord, atSending]: Ahead) => {
    const server = t('2025-03-18 08:00')
    const contact = { server, wall: ahead(server, atContact) }
    const now = station.clock.now()
    const clock = { wall: ahead(now, atRecord), contact, wentBack: false }
    const sealed = await phone.seal({ method: 'PUT', path, body }, { clock })
    return phone.send('POST', '/envelopes', sealed, { 'sifang-wall': ahead(now, atSending) })
  }
  const visited = async (placeId: string, at: string, clock: Ahead) => {
    const body = { placeId, at, kind: 'patrol', outcome: 'met', participants: [officer.id] }
    const { body: recorded } = await send(`/visits/${newId()}`, body, clock)
    return { ...recorded, id: String(recorded.id) }
  }
  const admit = (by: Person, id: string) =>
    by.api.post('/visits/{id}/admissions', { path: { id }, body: { id: newId() } })
  const read = (id: string) => colleague.api.get('/visits/{id}', { path: { id } })

  test('whose clock is nine hours ahead, and steady, counts; a time in the future is that of its arrival', async () => {
    const steadyShop = await enterPlace(station.chief, village, '北关商店')
    const recorded = await visited(steadyShop, t('2025-03-18 21:00'), steady)
    expect(recorded).toMatchObject({ fulfilled: 1, waits: false, timeUncertain: false })
    expect(await read(recorded.id)).toMatchObject({ at: '2025-03-18T10:00:00.000Z', timeUncertain: false })
  })

  test('whose clock jumped is kept within its bounds, and counts when an officer who was not there admits it', async () => {
    const owed = await owedAt(officer, shop)
    const recorded = await visited(shop, t('2025-03-18 13:00'), setBack)
    expect(recorded).toMatchObject({ fulfilled: 0, waits: true, timeUncertain: true })
    expect(await owedAt(officer, shop)).toEqual(owed)
    expect(await read(recorded.id)).toMatchObject({
      timeUncertain: true,
      at: '2025-03-18T05:00:00.000Z',
      timeAfter: '2025-03-18T00:00:00.000Z',
      receivedAt: '2025-03-18T10:00:00.000Z',
      waits: true,
      mayAdmit: true,
    })
    const { rows } = await station.chief.api.get('/visits', { query: { waiting: true } })
    expect(rows.map(({ id }) => id)).toContain(recorded.id)

    expect(await codeOf(admit(officer, recorded.id))).toBe('account/own-entry')
    await admit(colleague, recorded.id)
    expect(await owedAt(officer, shop)).toEqual([])
    expect(await read(recorded.id)).toMatchObject({
      waits: false,
      timeUncertain: true,
      admitted: { byName: colleague.name },
    })
  })

  test('waits on through whatever else happens at its place, until it is void', async () => {
    const { id } = await visited(shop, t('2025-03-18 14:00'), setBack)
    await visit(officer, shop, { at: t('2025-03-18 15:00') })
    station.clock.set(t('2025-03-19 00:10'))
    await station.runJobs()
    expect(await read(id)).toMatchObject({ waits: true })
    await voidVisit(station.chief, id)
    expect(await read(id)).toMatchObject({ waits: false })
    expect(await codeOf(admit(colleague, id))).toBe('visit/not-waiting')
  })

  test('may be wrong about a finding as well: what it saw in the future was seen when it arrives', async () => {
    const id = newId()
    const source = { kind: 'message' } as const
    const body = { kind: 'hazard', source, placeId: shop, at: t('2025-03-19 09:00'), words: '门口堆油桶' } as const
    expect(await send(`/findings/${id}`, body, steady)).toMatchObject({ status: 200 })
    const { entries } = await station.chief.api.get('/follow-ups/{id}', { path: { id } })
    expect(entries[0]?.at).toBe(station.clock.now().toISOString())
    expect(await codeOf(officer.api.put('/findings/{id}', { path: { id: newId() }, body }))).toBe(
      'finding/in-the-future',
    )
  })
})
