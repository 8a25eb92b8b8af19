import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Carried, carry, changesSince, settled, sync, village } from './field-phone.ts'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { decide, enterLine, enterPlace, enterVillage, propose, t, visit } from './harness-verbs.ts'

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
const entry = (id: string) => ({ path: { id, entryId: newId() } })
const versionOf = async (placeId: string) => (await station.chief.api.get('/places/{id}', at(placeId))).version
const placeNames = (of: Carried | undefined) =>
  [...(of?.villages.values() ?? [])].flatMap(({ places }) => places.map(({ name }) => name))
const followUpsOf = (of: Carried | undefined) =>
  [...(of?.villages.values() ?? [])].flatMap(({ followUps }) => followUps.map(({ id }) => id))

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

const setAreas = (member: Person, villageIds: readonly string[]) =>
  station.chief.api.put('/members/{id}/areas/{entryId}', {
    ...entry(member.id),
    body: { fromDay: station.clock.now().toISOString().slice(0, 10), villageIds: [...villageIds], lineIds: [] },
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

  test('when a place was entered, visited, renamed, closed and opened again', async () => {
    const { chief } = station
    const bakery = await enterPlace(chief, xisui, '面包房')
    await converges()
    await visit(officer, bakery, { at: t('2025-02-03 09:00') })
    await converges()
    await chief.api.put('/places/{id}/corrections/{entryId}', {
      ...entry(bakery),
      body: { basedOn: await versionOf(bakery), name: '隋家面包房' },
    })
    await converges()
    await chief.api.put('/places/{id}/closings/{entryId}', { ...entry(bakery), body: { reason: '不再经营了' } })
    await converges()
    expect(placeNames(carried.get(officer))).not.toContain('隋家面包房')
    await chief.api.put('/places/{id}/reopenings/{entryId}', { ...entry(bakery), body: { reason: '又开了' } })
    await converges()
    expect(placeNames(carried.get(volunteer))).toContain('隋家面包房')
  })

  test('when a place went to another village: gone for one, there for another, moved for who carries both', async () => {
    const yard = await enterPlace(station.chief, xisui, '东张空院', { kind: 'vacant-courtyard', vacant: true })
    await converges()
    const before = carried.get(volunteer)
    await station.chief.api.put('/places/{id}/village-changes/{entryId}', {
      ...entry(yard),
      body: { basedOn: await versionOf(yard), villageId: hejia },
    })
    expect(before && (await changesSince(volunteer, before)).gone).toEqual([{ entity: 'place', id: yard }])
    await converges()
    expect(placeNames(carried.get(volunteer))).not.toContain('东张空院')
    expect(
      carried
        .get(other)
        ?.villages.get(hejia)
        ?.places.map(({ id }) => id),
    ).toContain(yard)
    expect(
      carried
        .get(other)
        ?.villages.get(xisui)
        ?.places.map(({ id }) => id),
    ).not.toContain(yard)
  })

  test('when a follow-up opened, went from hand to hand and came to its end', async () => {
    const hazard = await report(volunteer, xisui, 'hazard')
    await converges()
    await append(officer, hazard, { kind: 'accepted' })
    await converges()
    await append(officer, hazard, { kind: 'transferred', ownerId: cadre.id })
    await converges()
    expect(carried.get(cadre)?.own.followUps.map(({ id }) => id)).toContain(hazard)
    await append(cadre, hazard, { kind: 'settled' })
    await append(cadre, hazard, { kind: 'told', to: 'reporter' })
    await converges()
    const asked = carried.get(volunteer)?.own.reports.find(({ id }) => id === hazard)
    expect(asked).toMatchObject({ state: 'settled', asksMe: true, toldAt: station.clock.now().toISOString() })
    await append(volunteer, hazard, { kind: 'confirmed', from: volunteer.id })
    await converges()
    for (const by of [officer, cadre]) expect(followUpsOf(carried.get(by))).not.toContain(hazard)
    expect(carried.get(volunteer)?.own.reports.find(({ id }) => id === hazard)?.state).toBe('confirmed')
  })

  test('when a tip was given: nobody beside the police is told of anything but its giver', async () => {
    const before = new Map([cadre, volunteer, partner].map((by) => [by, carried.get(by)]))
    const tip = await report(other, xisui, 'tip')
    for (const [by, was] of before) {
      if (was) expect(JSON.stringify(await changesSince(by, was))).not.toContain(tip)
    }
    await converges()
    expect(followUpsOf(carried.get(officer))).toContain(tip)
    expect(carried.get(other)?.own.reports.map(({ id }) => id)).toContain(tip)
  })

  test('when police have something in hand beyond their villages, whose place is renamed', async () => {
    const far = await enterPlace(station.chief, hejia, '解家粮店')
    const need = await report(other, far, 'need')
    await append(station.chief, need, { kind: 'transferred', ownerId: officer.id })
    await converges()
    expect(carried.get(officer)?.own.places.map(({ id }) => id)).toContain(far)
    await station.chief.api.put('/places/{id}/corrections/{entryId}', {
      ...entry(far),
      body: { basedOn: await versionOf(far), name: '解家米行' },
    })
    await converges()
    expect(carried.get(officer)?.own.places.map(({ name }) => name)).toContain('解家米行')
  })

  test('when duties went to another officer', async () => {
    const deputy = await station.join('deputy', { name: '吴副所长' })
    carried.set(deputy, await carry(deputy))
    expect(carried.get(deputy)?.villages.size).toBe(0)
    await makeResponsible(deputy.id, shop)
    await converges()
    expect([...(carried.get(deputy)?.villages.keys() ?? [])]).toEqual([xisui])
    const ofShop = carried
      .get(officer)
      ?.villages.get(xisui)
      ?.duties.filter(({ placeId }) => placeId === shop)
    expect(new Set(ofShop?.map(({ ownerId }) => ownerId))).toEqual(new Set([deputy.id]))
  })

  test('when they began to stand in for somebody, and on the day after', async () => {
    const absent = await station.join('officer', { name: '郑民警' })
    const need = await report(other, hejia, 'need')
    await append(station.chief, need, { kind: 'transferred', ownerId: absent.id })
    await station.chief.api.put('/stand-ins/{id}', {
      ...at(newId()),
      body: { memberId: absent.id, standInId: officer.id, firstDay: '2025-02-04', lastDay: '2025-02-04' },
    })
    await converges()
    expect(carried.get(officer)?.own.followUps.map(({ id }) => id)).not.toContain(need)
    station.clock.set(t('2025-02-04 09:00'))
    await converges()
    expect(carried.get(officer)?.own.followUps.map(({ id }) => id)).toContain(need)
    station.clock.set(t('2025-02-05 09:00'))
    await converges()
    expect(carried.get(officer)?.own.followUps.map(({ id }) => id)).not.toContain(need)
  })

  test('nothing of villages that are not theirs, though a phone says that it carries them', async () => {
    const before = carried.get(cadre)
    if (!before) throw new Error('nothing carried')
    const far = await enterPlace(station.chief, hejia, '解家油坊')
    const hazard = await report(other, hejia, 'hazard')
    const query = { after: before.seq, epoch: before.own.epoch, villages: [xisui, hejia].join(',') }
    const told = await cadre.api.get('/field/changes', { query })
    expect(told.villagesLost).toEqual([hejia])
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${far}|${hazard}`))
    await converges()
  })

  test('when a village came into their area and left it', async () => {
    const before = carried.get(volunteer)
    await setAreas(volunteer, [hejia])
    const changes = before && (await changesSince(volunteer, before))
    expect(changes).toMatchObject({ reload: [hejia], villagesLost: [xisui], own: true })
    await converges()
    expect([...(carried.get(volunteer)?.villages.keys() ?? [])]).toEqual([hejia])
    await setAreas(volunteer, [xisui])
    await converges()
  })

  test('when a village got another name, and one was closed', async () => {
    const gone = await enterVillage(station.chief, '东张村')
    await setAreas(volunteer, [xisui, gone])
    await converges()
    const { version } = await station.chief.api.get('/villages/{id}', at(xisui))
    await station.chief.api.put('/divisions/{id}/corrections/{entryId}', {
      ...entry(xisui),
      body: { basedOn: version, name: '西隋新村' },
    })
    await converges()
    await station.chief.api.put('/divisions/{id}/closings/{entryId}', { ...entry(gone), body: { reason: '并村了' } })
    await converges()
    expect(carried.get(volunteer)?.villages.size).toBe(1)
  })

  test('when more changed than is told one by one: the villages are read whole', async () => {
    const before = carried.get(officer)
    await sql`
      with moved as (update change_counter set seq = seq + 501 where station_id = ${station.id} returning seq)
      insert into change (station_id, seq, op, entity, id, villages_after, at)
      select ${station.id}, seq - 501 + no, 'put', 'place', gen_random_uuid(), array[${xisui}::uuid],
        ${station.clock.now()}::timestamptz
      from moved, generate_series(1, 501) no`.execute(station.machine.db)
    const changes = before && (await changesSince(officer, before))
    expect(changes).toMatchObject({ reload: [xisui], own: true, places: [], gone: [] })
    await converges()
  })

  test('when a tier ended in the night: of that place alone', async () => {
    await decide(station.chief, await propose(officer, shop, { tier: 'red', lastDay: '2025-02-05' }), 'approved')
    await converges()
    const before = carried.get(officer)
    station.clock.set(t('2025-02-06 09:00'))
    await station.runJobs()
    const changes = before && (await changesSince(officer, before))
    expect(changes).toMatchObject({ reload: [], places: [{ id: shop, tier: 'green' }] })
    await converges()
  })

  test('when a month began: of a few places each, of many their villages whole', async () => {
    const few = carried.get(cadre)
    station.clock.set(t('2025-03-01 09:00'))
    await station.runJobs()
    const ofFew = few && (await changesSince(cadre, few))
    expect(ofFew?.reload).toEqual([])
    expect(ofFew?.dutiesOf.map(({ placeId }) => placeId)).toContain(shop)
    await converges()

    for (let no = 1; no <= 51; no++) await enterPlace(station.chief, xisui, `沿街店${no}`)
    await converges()
    const many = carried.get(cadre)
    station.clock.set(t('2025-04-01 09:00'))
    await station.runJobs()
    expect(many && (await changesSince(cadre, many))).toMatchObject({ reload: [xisui], dutiesOf: [] })
    await converges()
  })

  test('when the nightly judging said that everything of their villages may be new', async () => {
    const before = carried.get(cadre)
    await sql`
      with moved as (update change_counter set seq = seq + 1 where station_id = ${station.id} returning seq)
      insert into change (station_id, seq, op, entity, villages_after, at)
      select ${station.id}, seq, 'reload', 'duty', array[${xisui}::uuid],
        ${station.clock.now()}::timestamptz from moved`.execute(station.machine.db)
    expect(before && (await changesSince(cadre, before))).toMatchObject({ reload: [xisui], own: false })
    await converges()
  })

  test('when the station was restored: it begins anew', async () => {
    const before = carried.get(officer)
    if (!before) throw new Error('nothing carried')
    const restored = { ...before, own: { ...before.own, epoch: newId() } }
    expect((await changesSince(officer, restored)).restart).toBe(true)
    const ahead = { ...before, seq: before.seq + 1000 }
    expect((await changesSince(officer, ahead)).restart).toBe(true)
    expect(settled(await sync(officer, restored))).toEqual(settled(await carry(officer)))
  })

  test('when it was away for longer than the feed keeps, which is 90 days: it begins anew, and no other does', async () => {
    const [longAway, back] = [await carry(officer), await carry(cadre)]
    await enterPlace(station.chief, xisui, '后来的店')
    station.clock.set(t('2025-06-28 09:00'))
    await station.runJobs()
    expect((await changesSince(officer, longAway)).restart).toBe(false)
    const inJune = await sync(cadre, back)
    await enterPlace(station.chief, xisui, '更后来的店')
    station.clock.set(t('2025-07-05 09:00'))
    await station.runJobs()

    expect((await changesSince(officer, longAway)).restart).toBe(true)
    expect((await changesSince(cadre, inJune)).restart).toBe(false)
    for (const [by, before] of [
      [officer, longAway],
      [cadre, inJune],
    ] as const) {
      const after = await sync(by, before)
      expect(placeNames(after)).toEqual(expect.arrayContaining(['后来的店', '更后来的店']))
      expect(settled(after)).toEqual(settled(await carry(by)))
    }
    expect(await station.chief.api.get('/changes', { query: { after: longAway.seq } })).toMatchObject({
      restart: true,
      entries: [],
    })
    const told = await station.chief.api.get('/changes', { query: { after: inJune.seq } })
    expect(told.restart).toBe(false)
    expect(told.entries.map(({ seq }) => seq)).toEqual(told.entries.map((_, at) => inJune.seq + 1 + at))
  })

  test('when own visits waited for somebody, counted, were made void, or need nobody any more', async () => {
    const { chief } = station
    const mill = await enterPlace(chief, xisui, '隋家油坊')
    station.clock.set(t('2025-08-20 09:00'))
    await station.runJobs()
    await converges()
    const standings = () =>
      Object.fromEntries((carried.get(officer)?.own.visits ?? []).map(({ id, standing }) => [id, standing]))
    const late = (day: string) => visit(officer, mill, { at: t(`2025-07-${day} 10:00`) })
    const [first, second, third] = [await late('10'), await late('11'), await late('12')]
    await converges()
    expect(standings()).toEqual({ [first.id]: 'waits', [second.id]: 'waits', [third.id]: 'waits' })
    expect(carried.get(officer)?.own.visits[0]).toMatchObject({ placeName: '隋家油坊', timeUncertain: false })
    expect(carried.get(volunteer)?.own.visits).toEqual([])
    await chief.api.post('/visits/{id}/voidings', { ...at(third.id), body: { id: newId(), reason: '记错了场所' } })
    await converges()
    expect(standings()).toEqual({ [first.id]: 'waits', [second.id]: 'waits', [third.id]: 'void' })
    await chief.api.post('/visits/{id}/admissions', { ...at(second.id), body: { id: newId() } })
    await converges()
    // the month is fulfilled: nobody has to decide about the first one
    expect(standings()).toEqual({ [second.id]: 'counts', [third.id]: 'void' })
    expect(JSON.stringify(carried.get(officer)?.own.visits)).not.toContain('记错了')
  })
})
