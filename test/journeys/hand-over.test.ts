import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t, visit } from './harness-verbs.ts'

let station: TestStation
let village: string
let officer: Person
let relief: Person
let deputy: Person
let volunteer: Person

const at = (id: string) => ({ path: { id } })

async function report(urgency: 'urgent' | 'ordinary', kind: 'dispute' | 'need' = 'dispute'): Promise<string> {
  const id = newId()
  const seen = {
    kind,
    urgency,
    source: { kind: 'message' },
    placeId: village,
    at: station.clock.now().toISOString(),
  } as const
  await volunteer.api.put('/findings/{id}', { ...at(id), body: { ...seen, words: '两家为浇地吵起来了' } })
  return id
}

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  await enterVillage(station.chief, '东张村')
  officer = await station.join('officer', { name: '赵民警' })
  relief = await station.join('officer', { name: '钱民警' })
  deputy = await station.join('deputy', { name: '孙副所长' })
  volunteer = await station.join('volunteer', { name: '李义警', villageIds: [village] })
  await station.join('cadre', { name: '周主任', villageIds: [village] })
  const day = (day: string, dutyOfficerId: string) => ({ day, basedOn: 0, dutyOfficerId, shiftLeaderId: deputy.id })
  const days = [day('2025-02-01', officer.id), day('2025-02-02', relief.id), day('2025-02-03', officer.id)]
  await station.chief.api.put('/roster/entries/{id}', { ...at(newId()), body: { days } })
})
afterAll(() => station.stop())

describe('a hand-over', () => {
  let urgent: string
  const handOverId = newId()

  test('waits for the last hour of the shift, and shows what stands open', async () => {
    urgent = await report('urgent')
    await officer.api.post('/follow-ups/{id}/entries', {
      ...at(urgent),
      // somebody was there: no clock of it runs out before the shift ends
      body: { id: newId(), basedOn: 1, step: { kind: 'worked', step: 'on-the-scene' } },
    })
    const now = await officer.api.get('/hand-overs/now')
    expect(now).toMatchObject({
      shift: { dutyOfficer: { name: '赵民警' } },
      next: { dutyOfficer: { name: '钱民警' } },
      openTotal: 1,
    })
    expect(now.items.map(({ id }) => id)).toEqual([urgent])
    const early = officer.api.put('/hand-overs/{id}', { ...at(newId()), body: { shiftId: now.shift?.id ?? '' } })
    expect(await codeOf(early)).toBe('hand-over/too-early')
  })

  test('is signed by two: given by one, taken by another, and what goes on passes with the second signature', async () => {
    station.clock.set(t('2025-02-02 08:10'))
    const { shift } = await officer.api.get('/hand-overs/now')
    const body = { shiftId: shift?.id ?? '', handOn: [urgent], note: '西隋村那家晚上再去看看' }
    expect(await codeOf(relief.api.put('/hand-overs/{id}', { ...at(newId()), body }))).toBe('hand-over/not-on-shift')
    await officer.api.put('/hand-overs/{id}', { ...at(handOverId), body })
    expect(await codeOf(deputy.api.put('/hand-overs/{id}', { ...at(newId()), body }))).toBe('hand-over/given-already')
    const take = (by: Person, id = newId()) =>
      by.api.post('/hand-overs/{id}/signatures', { ...at(handOverId), body: { id } })
    expect(await codeOf(take(officer))).toBe('hand-over/same-person')
    expect((await officer.api.get('/follow-ups/{id}', at(urgent))).owner?.name).toBe('赵民警')
    await take(relief)
    expect((await officer.api.get('/follow-ups/{id}', at(urgent))).owner?.name).toBe('钱民警')
    expect(await codeOf(take(deputy))).toBe('hand-over/taken-already')
  })

  test('is kept with both names and its note, and reading the note is on record', async () => {
    const kept = await station.chief.api.get('/hand-overs/{id}', at(handOverId))
    expect(kept).toMatchObject({
      givenBy: { name: '赵民警' },
      takenBy: { name: '钱民警' },
      note: '西隋村那家晚上再去看看',
    })
    const read = await station.chief.api.get('/audit', { query: { action: 'hand-over.read' } })
    expect(read.rows[0]).toMatchObject({ entityId: handOverId })
    expect((await station.chief.api.get('/hand-overs', { query: {} })).rows).toHaveLength(1)
  })

  test('does not hand on what is somebody else’s', async () => {
    station.clock.set(t('2025-02-03 08:10'))
    const others = await report('ordinary', 'need')
    const { shift } = await relief.api.get('/hand-overs/now')
    const body = { shiftId: shift?.id ?? '', handOn: [others] }
    expect(await codeOf(relief.api.put('/hand-overs/{id}', { ...at(newId()), body }))).toBe('account/not-allowed')
  })
})

describe('what is read before going out', () => {
  test('the morning meeting counts the last 24 hours and says who is on', async () => {
    const shop = await enterPlace(station.chief, village, '小宋五金店')
    await visit(relief, shop, { at: station.clock.now().toISOString() })
    const meeting = await station.chief.api.get('/morning-meeting')
    expect(meeting.lastDay).toMatchObject({
      visits: [{ code: 'patrol', count: 1 }],
      findings: [{ code: 'need', count: 1 }],
      opened: 1,
    })
    expect(meeting.roster).toMatchObject({ dutyOfficer: { name: '钱民警' }, nextDutyOfficer: { name: '赵民警' } })
    expect(meeting.gaps.villagesWithoutVolunteer.map(({ name }) => name)).toEqual(['东张村'])
    expect(meeting.items.length).toBeGreaterThan(0)
  })

  test('a village’s card says what is open there and whom to see, without words', async () => {
    const card = await relief.api.get('/villages/{id}/card', at(village))
    expect(card).toMatchObject({
      village: { name: '西隋村' },
      cadres: [{ name: '周主任' }],
      volunteers: [{ name: '李义警' }],
    })
    expect(card.open).toHaveLength(2)
    expect(card.lastVisits.map(({ kind }) => kind)).toEqual(['patrol'])
    expect(JSON.stringify(card)).not.toContain('浇地')
    expect(await codeOf(volunteer.api.get('/villages/{id}/card', at(village)))).toBe('account/not-allowed')
  })
})
