import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t } from './harness-verbs.ts'

let station: TestStation
let village: string
let yard: string
let officer: Person
let auxiliary: Person
let volunteer: Person
let neighbour: Person
let cadre: Person

const at = (id: string) => ({ path: { id } })

type Change = { readonly kind: string; readonly [key: string]: unknown }

/** What somebody saw at a place; answers the finding's id. */
async function say(by: Person, change: Change, placeId = yard): Promise<string> {
  const id = newId()
  const body = { kind: 'base-data-change', source: { kind: 'message' }, placeId, at: station.clock.now().toISOString() }
  await by.api.put('/findings/{id}', { ...at(id), body: { ...body, change } as never })
  return id
}

const vacant = (value: boolean): Change => ({ kind: 'fact', fact: { key: 'vacant', value } })
const waiting = async (by: Person, placeId = yard) =>
  (await by.api.get('/base-data-changes', { query: { placeId, limit: 50 } })).rows
const followUp = (id: string) => officer.api.get('/follow-ups/{id}', at(id))
const place = (id = yard) => officer.api.get('/places/{id}', at(id))

async function decide(
  by: Person,
  id: string,
  made: { verdict: 'confirmed' } | { verdict: 'rejected'; reason: string },
) {
  const { version } = await place((await followUp(id)).placeId)
  const body = made.verdict === 'confirmed' ? { id: newId(), ...made, basedOn: version } : { id: newId(), ...made }
  return by.api.post('/base-data-changes/{id}/decisions', { ...at(id), body })
}

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  yard = await enterPlace(station.chief, village, '东头院落', { kind: 'vacant-courtyard' })
  officer = await station.join('officer', { name: '赵民警' })
  auxiliary = await station.join('auxiliary', { name: '钱辅警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  neighbour = await station.join('volunteer', { name: '李义警', villageIds: [village] })
  cadre = await station.join('cadre', { name: '周主任', villageIds: [village] })
  await station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: village, entryId: newId() },
    body: { memberId: officer.id, fromDay: '2025-02-05' },
  })
})
afterAll(() => station.stop())

describe('what a volunteer says of base data', () => {
  let id: string

  test('waits for an officer, and changes nothing before', async () => {
    id = await say(volunteer, vacant(true))
    const [row] = await waiting(officer)
    expect(row).toMatchObject({
      id,
      change: vacant(true),
      stands: null,
      by: { role: 'volunteer', name: '孙义警' },
      mayDecide: true,
      conflictsWith: [],
    })
    expect((await place()).facts).toEqual([])
  })

  test('is shown to a cadre by the role of who said it, and to no other volunteer', async () => {
    expect((await waiting(cadre))[0]).toMatchObject({ by: { role: 'volunteer', name: null }, mayDecide: false })
    expect(await waiting(neighbour)).toEqual([])
    expect((await waiting(volunteer))[0]).toMatchObject({ id, mayDecide: false })
  })

  test('is decided by an officer alone', async () => {
    for (const by of [auxiliary, volunteer, cadre]) {
      expect(await codeOf(decide(by, id, { verdict: 'confirmed' }))).toBe('account/not-allowed')
    }
  })

  test('is applied when it is confirmed, and its follow-up is settled in the same moment', async () => {
    const decided = await decide(officer, id, { verdict: 'confirmed' })
    expect(decided).toMatchObject({ followUpId: id, verdict: 'confirmed', placeId: yard })
    expect((await place()).facts).toMatchObject([{ key: 'vacant', value: true, confirmedOn: '2025-02-05' }])
    expect(await followUp(id)).toMatchObject({ state: 'settled', toTell: [{ name: '孙义警' }] })
    expect(await waiting(officer)).toEqual([])
    expect(await codeOf(decide(officer, id, { verdict: 'confirmed' }))).toMatch(
      /finding\/decided-already|not-allowed-now/,
    )
  })

  test('is not applied when it is rejected; the reason is the volunteer’s to read', async () => {
    const wrong = await say(volunteer, { kind: 'closed' })
    await decide(officer, wrong, { verdict: 'rejected', reason: '只是过年没开门' })
    expect((await place()).closedAt).toBeNull()
    const words = await volunteer.api.get('/follow-ups/{id}/content', { ...at(wrong), query: { purpose: 'answer' } })
    expect(words.entries.at(-1)?.words).toBe('只是过年没开门')
  })

  test('may be a new name, another kind, a new place, or that it is closed', async () => {
    await decide(officer, await say(volunteer, { kind: 'renamed', name: '东头老院' }), { verdict: 'confirmed' })
    await decide(officer, await say(volunteer, { kind: 'place-kind', placeKind: 'warehouse' }), {
      verdict: 'confirmed',
    })
    expect(await place()).toMatchObject({ name: '东头老院', kind: 'warehouse' })
    const shop = { kind: 'new', name: '小褚粮油', placeKind: 'shop' }
    const made = await decide(officer, await say(volunteer, shop, village), { verdict: 'confirmed' })
    const opened = await place(made.placeId ?? '')
    expect(opened).toMatchObject({ name: '小褚粮油', kind: 'shop', villageId: village })
    await decide(officer, await say(volunteer, { kind: 'closed' }, opened.id), { verdict: 'confirmed' })
    expect((await place(opened.id)).closedAt).not.toBeNull()
  })
})

describe('what contradicts', () => {
  test('stands side by side, each with who said it and when', async () => {
    const [one, other] = [await say(volunteer, vacant(true)), await say(neighbour, vacant(false))]
    const rows = await waiting(officer)
    expect(rows.map(({ id, conflictsWith }) => [id, conflictsWith])).toEqual([
      [one, [other]],
      [other, [one]],
    ])
    expect(rows[0]?.stands).toMatchObject({ value: true, confirmedOn: '2025-02-05', by: { name: '赵民警' } })
    station.clock.set(t('2025-02-05 10:00'))
    await decide(officer, other, { verdict: 'confirmed' })
    const [left] = await waiting(officer)
    expect(left).toMatchObject({ id: one, changedMeanwhile: true, stands: { value: false } })
    await decide(officer, one, { verdict: 'rejected', reason: '已住了人' })
  })

  test('a decision on a record that changed since is refused with what stands', async () => {
    const id = await say(volunteer, vacant(true))
    const { version } = await place()
    await station.chief.api.put('/places/{id}/facts/{entryId}', {
      path: { id: yard, entryId: newId() },
      body: { key: 'vacant', value: true },
    })
    const late = officer.api.post('/base-data-changes/{id}/decisions', {
      ...at(id),
      body: { id: newId(), verdict: 'confirmed', basedOn: version },
    })
    expect(await refusal(late)).toMatchObject({ code: 'record/changed', details: { version: version + 1 } })
    await decide(officer, id, { verdict: 'confirmed' })
  })
})

describe('what police saw themselves', () => {
  test('counts at once, and nothing is left to do', async () => {
    const id = await say(auxiliary, { kind: 'fact', fact: { key: 'camera', value: true } })
    expect((await place()).facts.find(({ key }) => key === 'camera')).toMatchObject({ value: true })
    expect(await followUp(id)).toMatchObject({ state: 'confirmed', closedAt: expect.any(String) })
    expect(await waiting(officer)).toEqual([])
  })

  test('what an officer only passes on waits for another one', async () => {
    const id = newId()
    const body = {
      kind: 'base-data-change',
      source: { kind: 'call' },
      placeId: yard,
      at: t('2025-02-05 09:30'),
    } as const
    const change = { kind: 'fact', fact: { key: 'guarded', value: true } } as const
    await officer.api.put('/findings/{id}', { ...at(id), body: { ...body, change, reporterId: volunteer.id } })
    expect((await waiting(officer))[0]).toMatchObject({ id, mayDecide: false })
    expect(await codeOf(decide(officer, id, { verdict: 'confirmed' }))).toBe('account/own-entry')
    await decide(station.chief, id, { verdict: 'confirmed' })
    expect((await place()).facts.find(({ key }) => key === 'guarded')).toMatchObject({ value: true })
  })
})
