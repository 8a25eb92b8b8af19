import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, signIn, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage, t } from '../journeys/harness-verbs.ts'

let station: TestStation
let village: string
let shop: string
let officer: Person
let volunteer: Person
let neighbour: Person
let cadre: Person
let partner: Person

type Body = Readonly<Record<string, unknown>>

async function sent(by: Person, method: string, path: string, body?: Body) {
  const response = await by.send(method, path, body)
  return { status: response.status, body: (await response.json()) as Body }
}

async function done(by: Person, method: string, path: string, body: Body): Promise<Body> {
  const answer = await sent(by, method, path, body)
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}

async function report(by: Person, kind: string): Promise<string> {
  const id = newId()
  const body = { kind, source: { kind: 'message' }, placeId: village, at: station.clock.now().toISOString() }
  await done(by, 'PUT', `/findings/${id}`, { ...body, words: '有人半夜往沟里倒东西' })
  return id
}

const ownerOf = async (id: string): Promise<unknown> => {
  const { rows } = await sql<{ ownerId: string }>`select owner_id from follow_up where id = ${id}`.execute(
    station.machine.db,
  )
  return rows[0]?.ownerId
}

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  shop = await enterPlace(station.chief, village, '小宋五金店')
  officer = await station.join('officer')
  volunteer = await station.join('volunteer', { villageIds: [village] })
  neighbour = await station.join('volunteer', { villageIds: [village] })
  cadre = await station.join('cadre', { villageIds: [village] })
  partner = await station.join('partner', { villageIds: [village] })
})
afterAll(() => station.stop())

describe('what is another’s is answered as what is not there', () => {
  const nowhere = newId()

  test('a follow-up that an incident is linked to', async () => {
    const tip = await report(volunteer, 'tip')
    const where = { kind: 'village', villageId: village }
    const incident = { category: 'theft', occurredAt: t('2025-02-01 08:00'), where, source: 'visit' }
    for (const by of [neighbour, cadre, partner])
      for (const followUpId of [tip, nowhere]) {
        const answer = await sent(by, 'PUT', `/incidents/${newId()}`, { ...incident, followUpId })
        expect([answer.status, answer.body.code]).toEqual([404, 'follow-up/not-found'])
      }
    await done(volunteer, 'PUT', `/incidents/${newId()}`, { ...incident, followUpId: tip })
  })

  test('a follow-up that somebody is booked for', async () => {
    const tip = await report(volunteer, 'tip')
    const slotId = newId()
    const [startsAt, endsAt] = [t('2025-02-03 09:00'), t('2025-02-03 10:00')]
    const slots = [{ id: slotId, startsAt, endsAt, capacity: 5 }]
    const appointment = { kind: 'fixed-day', startsAt, endsAt, hostId: station.chief.id, slots }
    await done(officer, 'PUT', `/appointments/${newId()}`, appointment)
    const booking = { slotId, kind: 'need', villageId: village, name: '张建国' }
    for (const followUpId of [tip, nowhere]) {
      const answer = await sent(neighbour, 'PUT', `/bookings/${newId()}`, { ...booking, followUpId })
      expect([answer.status, answer.body.code]).toEqual([404, 'follow-up/not-found'])
    }
    await done(volunteer, 'PUT', `/bookings/${newId()}`, { ...booking, followUpId: tip })
  })

  test('a visit that something is said to have been found on', async () => {
    const visitId = newId()
    const visit = { placeId: shop, kind: 'canvass', at: t('2025-02-01 09:00'), outcome: 'met' }
    await done(volunteer, 'PUT', `/visits/${visitId}`, { ...visit, participants: [volunteer.id] })
    const finding = { kind: 'hazard', placeId: shop, at: t('2025-02-01 09:00'), words: '电线裸露' }
    for (const id of [visitId, nowhere]) {
      const answer = await sent(neighbour, 'PUT', `/findings/${newId()}`, {
        ...finding,
        source: { kind: 'visit', visitId: id },
      })
      expect([answer.status, answer.body.code]).toEqual([404, 'visit/not-found'])
    }
    await done(volunteer, 'PUT', `/findings/${newId()}`, { ...finding, source: { kind: 'visit', visitId } })
  })
})

describe('the feed of a village’s member', () => {
  test('names no booking, attachment or incident: of those they read none but their own', async () => {
    const id = await report(volunteer, 'need')
    const content = '东张村水渠看护情况'
    const body = new FormData()
    body.append('file', new Blob([content]), '说明.txt')
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(content))).toString('hex')
    const attachmentId = newId()
    const path = `/api/v1/matters/${id}/attachments/${attachmentId}?kind=file&sha256=${hash}`
    const cookie = await cookieOf(volunteer)
    const added = await fetch(`${station.address}${path}`, { method: 'PUT', headers: { cookie }, body })
    expect(added.status).toBe(200)
    const incidentId = newId()
    const where = { kind: 'village', villageId: village }
    const incident = { category: 'theft', occurredAt: t('2025-02-01 08:00'), where, source: '110' }
    await done(officer, 'PUT', `/incidents/${incidentId}`, incident)

    const feed = async (by: Person) => (await sent(by, 'GET', '/changes?after=0&limit=1000')).body
    const entities = async (by: Person) => {
      const { entries } = await feed(by)
      return new Set((entries as readonly { entity: string }[]).map(({ entity }) => entity))
    }
    for (const by of [volunteer, neighbour, cadre, partner]) {
      const text = JSON.stringify(await feed(by))
      for (const unread of [attachmentId, incidentId]) expect(text).not.toContain(unread)
      expect(text).toContain(village)
      for (const entity of ['booking', 'attachment', 'incident', 'paper', 'check'])
        expect(await entities(by)).not.toContain(entity)
    }
    const text = JSON.stringify(await feed(officer))
    for (const told of [attachmentId, incidentId]) expect(text).toContain(told)
  })
})

describe('a tip is nobody’s beside the police', () => {
  test('also when a correction made it one: it leaves whoever else had it in hand', async () => {
    for (const holder of [cadre, partner]) {
      const id = await report(volunteer, 'hazard')
      const step = { kind: 'transferred', ownerId: holder.id }
      await done(station.chief, 'POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn: 1, step })
      const correction = { id: newId(), basedOn: 2, kind: 'tip', words: '其实是村里有人指使' }
      const reply = await done(volunteer, 'POST', `/findings/${id}/corrections`, correction)
      expect(reply).toMatchObject({ version: 4, state: 'open', ownerId: station.chief.id })
      expect(await ownerOf(id)).toBe(station.chief.id)
      const seen = await sent(holder, 'GET', `/follow-ups/${id}/content?purpose=handle`)
      expect(JSON.stringify(seen.body)).not.toContain('指使')
    }
  })

  test('nor when its owner gets another role: it is handed on first', async () => {
    const leaving = await station.join('officer')
    const id = await report(volunteer, 'tip')
    const step = { kind: 'transferred', ownerId: leaving.id }
    await done(station.chief, 'POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn: 1, step })
    const change = { basedOn: 1, role: 'cadre' }
    const path = `/members/${leaving.id}/changes/${newId()}`
    const refused = await sent(station.chief, 'PUT', path, change)
    expect([refused.status, refused.body.code]).toEqual([422, 'member/successor-needed'])
    const back = { kind: 'transferred', ownerId: officer.id }
    await done(station.chief, 'POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn: 2, step: back })
    await done(station.chief, 'PUT', path, change)
  })

  test('and nobody is on the shift list who could not have what comes to the duty officer', async () => {
    const leaving = await station.join('officer')
    const days = [{ day: '2025-02-04', basedOn: 0, dutyOfficerId: leaving.id, shiftLeaderId: station.chief.id }]
    await done(station.chief, 'PUT', `/roster/entries/${newId()}`, { days })
    const change = { basedOn: 1, role: 'volunteer' }
    const refused = await sent(station.chief, 'PUT', `/members/${leaving.id}/changes/${newId()}`, change)
    expect([refused.status, refused.body.code]).toEqual([409, 'member/on-roster'])
  })
})

async function cookieOf({ userName }: Person): Promise<string> {
  return signIn(station.address, { userName, password: 'Kestrel-2026' })
}
