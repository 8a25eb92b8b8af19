import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Carried, carry, changesSince, settled, sync, village } from './field-phone.ts'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enterLine, enterPlace, enterVillage, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let cadre: Person
let partner: Person
let volunteer: Person
let other: Person
let xisui: string
let hejia: string
let shop: string
let line: string
let segment: string

const at = (id: string) => ({ path: { id } })

async function report(by: Person, placeId: string, kind: 'dispute' | 'hazard' | 'tip' | 'need'): Promise<string> {
  const id = newId()
  const said = { source: { kind: 'message' as const }, words: '说给民警听的话' }
  const body = { kind, urgency: 'ordinary' as const, placeId, at: station.clock.now().toISOString(), ...said }
  await by.api.put('/findings/{id}', { ...at(id), body })
  return id
}

const append = async (by: Person, id: string, step: object) => {
  const { version } = await by.api.get('/follow-ups/{id}', at(id))
  return by.api.post('/follow-ups/{id}/entries', { ...at(id), body: { id: newId(), basedOn: version, step } as never })
}

const makeResponsible = (memberId: string, placeId: string) =>
  station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: placeId, entryId: newId() },
    body: { memberId, fromDay: '2025-02-03' },
  })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-03 09:00') })
  const { chief } = station
  xisui = await enterVillage(chief, '西隋村')
  hejia = await enterVillage(chief, '解家村')
  line = await enterLine(chief, '垦东线')
  segment = newId()
  await chief.api.put('/segments/{id}', {
    ...at(segment),
    body: { lineId: line, fromKm: 1, toKm: 2, villageId: hejia },
  })
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [xisui] })
  other = await station.join('volunteer', { name: '李义警', villageIds: [xisui, hejia] })
  cadre = await station.join('cadre', { name: '周主任', villageIds: [xisui] })
  partner = await station.join('partner', { name: '钱巡线', lineIds: [line] })
  await makeResponsible(officer.id, xisui)
  shop = await enterPlace(chief, xisui, '小宋五金店')
  await chief.api.put('/places/{id}/contacts/{entryId}', {
    path: { id: shop, entryId: newId() },
    body: { name: '宋大姐', phone: '13812345678' },
  })
})
afterAll(() => station.stop())

describe('what a member carries', () => {
  test('of an officer is the villages where they own something, with places, duties and all open follow-ups', async () => {
    const tip = await report(other, xisui, 'tip')
    const { own, villages } = await carry(officer)
    expect(own.villageIds).toEqual([xisui])
    expect(own.villages.map(({ name }) => name)).toEqual(['解家村', '西隋村'])
    const part = villages.get(xisui)
    expect(part?.places.map(({ name, initials }) => `${name} ${initials}`)).toContain('小宋五金店 xswjd')
    expect(part?.duties.filter(({ placeId }) => placeId === shop)).toMatchObject([
      { period: 'month', periodStart: '2025-02-01', ownerId: officer.id, visits: 1, visitsDone: 0, state: 'open' },
      { period: 'month', periodStart: '2025-03-01' },
    ])
    expect(part?.followUps.map(({ id }) => id)).toContain(tip)
    expect(await codeOf(village(officer, hejia))).toBeNull()
  })

  test('of a volunteer is own villages without anybody’s follow-ups, and what became of own reports', async () => {
    const mine = await report(volunteer, xisui, 'hazard')
    await report(other, xisui, 'hazard')
    const { own, villages } = await carry(volunteer)
    expect(own.reports).toMatchObject([
      { id: mine, findingId: mine, placeName: '西隋村', state: 'open', asksMe: false },
    ])
    expect([...villages.keys()]).toEqual([xisui])
    expect(villages.get(xisui)?.followUps).toEqual([])
    expect(own.followUps).toEqual([])
    expect(await codeOf(village(volunteer, hejia))).toBe('place/not-found')
    expect(own.checklists).toEqual([])
  })

  test('of a cadre is the village’s follow-ups without owners, never a tip, and own ones with what they may do', async () => {
    const hazard = await report(other, xisui, 'hazard')
    const tip = await report(other, xisui, 'tip')
    const before = (await carry(cadre)).villages.get(xisui)?.followUps ?? []
    expect(before.map(({ id }) => id)).toContain(hazard)
    expect(before.map(({ id }) => id)).not.toContain(tip)
    expect(new Set(before.map(({ ownerId }) => ownerId))).toEqual(new Set([null]))
    await append(station.chief, hazard, { kind: 'transferred', ownerId: cadre.id })
    expect((await carry(cadre)).own.followUps).toMatchObject([{ id: hazard, ownerId: cadre.id }])
  })

  test('of a partner is the segments of own lines', async () => {
    const { own, villages } = await carry(partner)
    expect(own.lines.map(({ id }) => id)).toEqual([line])
    expect(own.places.map(({ id }) => id)).toEqual([segment])
    expect(villages.size).toBe(0)
  })

  test('holds no contact, no words, and nobody who reported', async () => {
    await report(other, xisui, 'dispute')
    for (const by of [volunteer, cadre, partner]) {
      const text = JSON.stringify(settled(await carry(by)))
      expect(text).not.toContain('说给民警听的话')
      expect(text).not.toContain('宋大姐')
      expect(JSON.stringify([...(await carry(by)).villages.values()])).not.toContain(other.id)
    }
  })

  test('is not for somebody who does not go out', async () => {
    const auditor = await station.join('auditor')
    expect(await codeOf(auditor.api.get('/field/own'))).toBe('account/not-allowed')
    expect(await codeOf(village(auditor, xisui))).toBe('account/not-allowed')
  })
})

describe('after a sync a phone carries what it would carry anew', () => {
  let carried: Map<Person, Carried>

  const converges = async () => {
    for (const [by, before] of carried) {
      const after = await sync(by, before)
      expect(settled(after)).toEqual(settled(await carry(by)))
      carried.set(by, after)
    }
  }
  beforeAll(async () => {
    carried = new Map()
    for (const by of [officer, volunteer, other, cadre, partner]) carried.set(by, await carry(by))
  })

  test('when nothing happened: an answer that tells of nothing', async () => {
    for (const [by, before] of carried) {
      const changes = await changesSince(by, before)
      expect(changes).toMatchObject({ own: false, reload: [], places: [], followUps: [], gone: [], inHand: null })
    }
    await converges()
  })

  test('when a place was entered, visited, renamed, closed', async () => {
    const bakery = await enterPlace(station.chief, xisui, '面包房')
    await converges()
    await visit(officer, bakery, { at: t('2025-02-03 09:00') })
    await converges()
    const { version } = await station.chief.api.get('/places/{id}', at(bakery))
    await station.chief.api.put('/places/{id}/corrections/{entryId}', {
      path: { id: bakery, entryId: newId() },
      body: { basedOn: version, name: '隋家面包房' },
    } as never)
    await converges()
    await station.chief.api.put('/places/{id}/closings/{entryId}', {
      path: { id: bakery, entryId: newId() },
      body: { reason: '不再经营了' },
    } as never)
    await converges()
  })
})
