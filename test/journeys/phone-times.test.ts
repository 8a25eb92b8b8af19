import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { take } from './dispute-verbs.ts'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enrolPhone, type TestPhone } from './harness-phone.ts'
import { enterPlace, enterVillage, storedDuties, t } from './harness-verbs.ts'

// When things happened and when they came, as far as phones are believed. One station, told in its order.

let station: TestStation
let village: string
let officer: Person
let colleague: Person
let phone: TestPhone

const at = (id: string) => ({ path: { id } })

/** The phone met the server at 08:00 on 4 February, and its clock went back since. */
const jumped = {
  clock: {
    wall: t('2025-02-01 10:00'),
    contact: { server: t('2025-02-04 08:00'), wall: t('2025-02-04 08:00') },
    wentBack: true,
  },
}

const visited = (placeId: string, when: string, more: object = { outcome: 'inspected' }, id = newId()) => ({
  method: 'PUT' as const,
  path: `/visits/${id}`,
  body: { placeId, kind: 'patrol', at: when, participants: [officer.id], ...more },
})

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-03 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
  colleague = await station.join('officer')
  phone = await enrolPhone(station, station.chief, officer.id)
})
afterAll(() => station.stop())

test('an attempt that failed at an uncertain time is the duty officer’s matter only once an officer let it count', async () => {
  const shop = await enterPlace(station.chief, village, '常关门的店')
  station.clock.set(t('2025-02-05 09:00'))
  const failed = { outcome: 'failed', failure: 'nobody-in' }
  const unsure = visited(shop, t('2025-02-01 10:00'), failed)
  expect((await phone.submit(unsure, jumped)).body).toMatchObject({ failedAttempts: 0, waits: true })
  const sure = visited(shop, t('2025-02-05 08:00'), failed)
  expect((await phone.submit(sure)).body).toMatchObject({ failedAttempts: 1, waits: false })
  const failedTwice = async () => (await colleague.api.get('/today/failed-twice')).rows.map(({ placeId }) => placeId)
  expect(await failedTwice()).toEqual([])
  const id = unsure.path.slice(-36)
  await colleague.api.post('/visits/{id}/admissions', { ...at(id), body: { id: newId() } })
  expect(await failedTwice()).toEqual([shop])
})

test('a step of a dispute lies, with its civil day, between the phone’s last contact and its arrival', async () => {
  const id = newId()
  const said = { kind: 'dispute' as const, urgency: 'ordinary' as const, source: { kind: 'message' as const } }
  await officer.api.put('/findings/{id}', {
    ...at(id),
    body: { ...said, placeId: village, at: t('2025-02-03 20:00'), words: '两家为浇地先后吵起来' },
  })
  const { version } = await officer.api.get('/disputes/{id}', at(id))
  const host = { kind: 'member', memberId: officer.id }
  const step = { kind: 'procedure-chosen', procedure: 'on-scene', cause: 'irrigation', host }
  const body = { id: newId(), basedOn: version, at: t('2025-02-01 10:00'), step, words: {} }
  const answer = await phone.submit({ method: 'POST', path: `/disputes/${id}/steps`, body }, jumped)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect((await officer.api.get('/disputes/{id}', at(id))).acceptedOn).toBe('2025-02-04')

  const { version: there } = await take(officer, id, { kind: 'on-the-scene', withCadre: true })
  const ahead = {
    ...body,
    id: newId(),
    basedOn: there,
    at: t('2025-02-09 10:00'),
    step: { kind: 'settled-there' },
  }
  expect((await phone.submit({ method: 'POST', path: `/disputes/${id}/steps`, body: ahead })).status).toBe(200)
  expect((await officer.api.get('/disputes/{id}', at(id))).settledOn).toBe('2025-02-05')
})

test('nor does an entry lie before what it is about was seen, though its phone’s clock went back in between', async () => {
  const id = newId()
  const said = { kind: 'hazard', urgency: 'ordinary', source: { kind: 'message' }, words: '渠边护栏断了一段' }
  const seen = t('2025-02-05 08:30')
  const finding = { method: 'PUT' as const, path: `/findings/${id}`, body: { ...said, placeId: village, at: seen } }
  expect((await phone.submit(finding)).status).toBe(200)
  const { version } = await officer.api.get('/follow-ups/{id}', at(id))
  const entry = { id: newId(), basedOn: version, at: t('2025-02-04 23:00'), step: { kind: 'accepted' } }
  const answer = await phone.submit({ method: 'POST', path: `/follow-ups/${id}/entries`, body: entry }, jumped)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const { rows } = await sql<{ at: Date }>`
    select at from follow_up_entry where follow_up_id = ${id} and kind = 'accepted'`.execute(station.machine.db)
  expect(rows).toEqual([{ at: new Date(seen) }])
})

test('what was let in counts as having come when the quarantine got it, not when somebody decided', async () => {
  const shop = await enterPlace(station.chief, village, '小宋五金店')
  await station.chief.api.post('/devices/{id}/revocations', { path: { id: phone.id }, body: { id: newId() } })
  station.clock.set(t('2025-02-27 10:00'))
  const visit = visited(shop, t('2025-02-27 09:00'))
  const checkIn = {
    method: 'PUT' as const,
    path: `/check-ins/${newId()}`,
    body: { placeId: shop, at: t('2025-03-01 09:00'), how: 'qr' },
  }
  const items = [await phone.seal(visit), await phone.seal(checkIn)].map((item) => ({ ...item, needs: [] }))
  expect((await phone.send('POST', '/quarantine', { items })).body).toEqual({ taken: 2 })

  // more than 7 days after the window: had it come only now, it would wait for another officer
  station.clock.set(t('2025-03-12 10:00'))
  await station.runJobs()
  expect(await storedDuties(station, shop)).toContain('month 2025-02-01 missed')
  for (const { id } of items) {
    const decision = { id: newId(), verdict: 'release' }
    expect((await colleague.send('POST', `/quarantine/${id}/decisions`, decision)).status).toBe(200)
  }
  const came = new Date(t('2025-02-27 10:00')).toISOString()
  const kept = await colleague.api.get('/visits/{id}', at(visit.path.slice(-36)))
  expect(kept).toMatchObject({ waits: false, timeUncertain: false, receivedAt: came })
  expect(await storedDuties(station, shop)).toContain('month 2025-02-01 fulfilled')
  const { rows } = await colleague.api.get('/check-ins', { query: { placeId: shop } })
  // nor can it have been later than that
  expect(rows).toMatchObject([{ at: came, receivedAt: came }])
})
