import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'

let station: TestStation
let village: string
let officer: Person
let volunteer: Person
let cadre: Person
let partner: Person
let stranger: Person

type Body = Readonly<Record<string, unknown>>

/** The answer with its status, whatever it is. */
async function sent(by: Person, method: string, path: string, body?: Body) {
  const response = await by.send(method, path, body)
  return { status: response.status, body: (await response.json()) as Body }
}

async function report(by: Person, kind: string): Promise<string> {
  const id = newId()
  const body = { kind, source: { kind: 'message' }, placeId: village, at: station.clock.now().toISOString() }
  const answer = await sent(by, 'PUT', `/findings/${id}`, { ...body, words: '有人半夜往沟里倒东西' })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return id
}

const append = (by: Person, id: string, basedOn: number, step: Body, more: Body = {}) =>
  sent(by, 'POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn, step, ...more })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  const other = await enterVillage(station.chief, '东张村')
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  cadre = await station.join('cadre', { name: '周主任', villageIds: [village] })
  partner = await station.join('partner', { name: '郑合作', villageIds: [village] })
  stranger = await station.join('volunteer', { name: '吴义警', villageIds: [other] })
})
afterAll(() => station.stop())

describe('a cadre who was given a matter to work on does not learn who reported it', () => {
  let id: string
  beforeAll(async () => {
    id = await report(volunteer, 'hazard')
    expect((await append(station.chief, id, 1, { kind: 'transferred', ownerId: cadre.id })).status).toBe(200)
  })

  test('nor how: its source reads as a visit, wherever the answer says it', async () => {
    const { status, body } = await sent(cadre, 'GET', `/follow-ups/${id}`)
    expect(status).toBe(200)
    const text = JSON.stringify(body)
    for (const said of [volunteer.id, volunteer.name, '"message"', '"visitId":"']) expect(text).not.toContain(said)
    expect(text).toContain('"source":"visit"')
  })

  test('nor by trying whom to tell: every member’s id is answered alike, and the reporter is told unnamed', async () => {
    const settled = await append(cadre, id, 2, { kind: 'settled' })
    expect(settled.status).toBe(200)
    const answers = []
    for (const who of [volunteer, partner, officer])
      answers.push(await append(cadre, id, 3, { kind: 'told', to: who.id }))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['422 follow-up/not-asked']),
    )
    expect((await append(cadre, id, 3, { kind: 'told', to: 'reporter' })).status).toBe(200)
    const { body } = await sent(station.chief, 'GET', `/follow-ups/${id}`)
    expect(body.toTell).toEqual([])
  })
})

describe('what a member does not read answers as if it were not there', () => {
  test('to a step, to a correction, and it says nothing of what stands', async () => {
    const id = await report(volunteer, 'tip')
    for (const by of [stranger, cadre, partner]) {
      const step = await append(by, id, 1, { kind: 'accepted' })
      expect([step.status, step.body.code]).toEqual([404, 'follow-up/not-found'])
      expect(JSON.stringify(step.body)).not.toContain('ownerId')
      const path = `/findings/${id}/corrections`
      const correction = await sent(by, 'POST', path, { id: newId(), basedOn: 1, kind: 'need' })
      expect([correction.status, correction.body.code]).toEqual([404, 'finding/not-found'])
    }
  })

  test('to a step of a dispute, whether it is one or not', async () => {
    const neighbour = await station.join('volunteer', { villageIds: [village] })
    const step = { kind: 'procedure-chosen', procedure: 'on-scene', cause: 'irrigation' }
    const asked = { id: newId(), basedOn: 1, step }
    const [dispute, tip] = [await report(volunteer, 'dispute'), await report(volunteer, 'tip')]
    for (const [by, id] of [
      [neighbour, dispute],
      [neighbour, tip],
      [cadre, tip],
    ] as const) {
      const answer = await sent(by, 'POST', `/disputes/${id}/steps`, asked)
      expect([answer.status, answer.body.code]).toEqual([404, 'dispute/not-found'])
    }
  })

  test('also in the feed: a tip is no line of it but for police and whoever gave it', async () => {
    const id = await report(volunteer, 'tip')
    const feed = async (by: Person) => JSON.stringify((await sent(by, 'GET', '/changes?after=0&limit=200')).body)
    for (const by of [cadre, partner, stranger]) expect(await feed(by)).not.toContain(id)
    for (const by of [volunteer, officer]) expect(await feed(by)).toContain(id)
  })
})

describe('a matter goes to somebody who can work on it', () => {
  test('not to those who read none of it: an administrator, an auditor, and of a tip nobody beside the police', async () => {
    const [administrator, auditor] = [await station.join('administrator'), await station.join('auditor')]
    const [hazard, tip] = [await report(volunteer, 'hazard'), await report(volunteer, 'tip')]
    for (const [id, to] of [
      [hazard, administrator],
      [hazard, auditor],
      [tip, cadre],
      [tip, partner],
    ] as const) {
      const answer = await append(station.chief, id, 1, { kind: 'transferred', ownerId: to.id })
      expect([answer.status, answer.body.code]).toEqual([422, 'follow-up/owner-unfit'])
    }
    const order = { subject: 'order', placeId: village, words: '去看一看', ownerId: auditor.id }
    expect((await sent(station.chief, 'PUT', `/follow-ups/${newId()}`, order)).body.code).toBe('follow-up/owner-unfit')
  })
})

describe('a correction is held to what an entering is held to', () => {
  test('no kind that one does not enter, and base data never urgent', async () => {
    const id = await report(partner, 'need')
    const path = `/findings/${id}/corrections`
    const dispute = await sent(partner, 'POST', path, { id: newId(), basedOn: 1, kind: 'dispute' })
    expect(dispute.body.code).toBe('finding/kind-not-yours')
    const urgent = { id: newId(), basedOn: 1, kind: 'base-data-change', urgency: 'urgent' }
    expect((await sent(officer, 'POST', path, urgent)).body.code).toBe('finding/not-urgent')
  })
})

describe('no step is dated where it cannot have been', () => {
  test('before what it answers was seen, or after now', async () => {
    const id = await report(volunteer, 'need')
    const early = await append(officer, id, 1, { kind: 'accepted' }, { at: t('2025-01-31 09:00') })
    expect([early.status, early.body.code]).toEqual([422, 'follow-up/before-opened'])
    const late = await append(officer, id, 1, { kind: 'accepted' }, { at: t('2025-02-01 09:01') })
    expect([late.status, late.body.code]).toEqual([422, 'follow-up/in-the-future'])
  })
})
