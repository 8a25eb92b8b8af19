import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, openWorld, type World } from './world.fixture.ts'

type Entry = {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly by: { readonly id: string; readonly name: string } | null
  readonly mine: boolean
  readonly details: Readonly<Record<string, unknown>>
}
type Page = { readonly rows: readonly Entry[]; readonly next: string | null }

let world: World
let village: string
let place: string
let officer: string
let volunteer: string
let cadre: string
const visits: string[] = []

beforeAll(async () => {
  world = await openWorld()
  village = await world.village('王营村')
  place = await world.place(village, '王营粮油店')
  officer = await world.join('officer', { name: '郑民警' })
  volunteer = await world.join('volunteer', { name: '冯义警', villageIds: [village] })
  cadre = await world.join('cadre', { name: '卫干部', villageIds: [village] })
  await visit(officer, 'patrol', '2025-02-05T10:10:00+08:00')
  await visit(officer, 'patrol', '2025-02-05T10:20:00+08:00', { outcome: 'failed', failure: 'nobody-in' })
  await visit(volunteer, 'canvass', '2025-02-05T10:30:00+08:00')
  world.setNow('2025-02-05T10:40:00+08:00')
  const incident = newId()
  const report = {
    category: 'theft',
    occurredAt: '2025-02-05T10:35:00+08:00',
    where: { kind: 'place', placeId: place },
    source: 'visit',
  }
  expect((await world.put(`/incidents/${incident}`, report, volunteer)).status).toBe(200)
  const verified = await world.post(`/incidents/${incident}/reviews`, { id: newId(), verdict: 'verified' })
  expect(verified.status).toBe(200)
})
afterAll(() => world.close())

async function visit(
  by: string,
  kind: string,
  at: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  world.setNow(at)
  const id = newId()
  const body = { placeId: place, kind, at, outcome: 'met', note: '店主姓褚', participants: [by], ...more }
  const answer = await world.put(`/visits/${id}`, body, by)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  visits.push(id)
}

const read = async (as: string, query = '') =>
  (await world.get<Page>(`/places/${place}/timeline${query}`, as)).body.rows

test('police read every kind of entry with its names, the latest first', async () => {
  const rows = await read(officer)
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(rows.map(({ kind }) => kind)))
  for (const kind of ['visit', 'attempt', 'incident', 'record']) expect(rows.map((row) => row.kind)).toContain(kind)
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  expect(rows.find(({ kind }) => kind === 'incident')).toMatchObject({ by: { name: '冯义警' } })
  expect(rows.find(({ id }) => id === visits[0])).toMatchObject({
    details: { note: '店主姓褚', participants: ['郑民警'] },
  })
})

test('a volunteer reads own entries and what was answered, not those of others', async () => {
  const rows = await read(volunteer)
  const told = rows.filter(({ kind }) => kind === 'visit' || kind === 'attempt' || kind === 'incident')
  expect(told.every(({ mine }) => mine)).toBe(true)
  expect(told.map(({ id }) => id)).toContain(visits[2])
  expect(told.find(({ kind }) => kind === 'incident')).toMatchObject({ details: { status: 'verified' } })
  expect(rows.some(({ kind }) => kind === 'tier-change' || kind === 'proposal')).toBe(false)
})

test('a cadre reads what stands, and no name, no words of others, no reporter', async () => {
  const rows = await read(cadre)
  expect(rows.map(({ kind }) => kind)).toContain('incident')
  expect(JSON.stringify(rows)).not.toMatch(/冯义警|郑民警|周所长|褚/)
  expect(rows.every(({ by }) => by === null)).toBe(true)
})

test('who has nothing to do with the village finds no such place', async () => {
  const stranger = await world.join('volunteer', { villageIds: [await world.village('李屋村')] })
  for (const path of [`/places/${place}`, `/places/${place}/timeline`]) {
    expect(await world.get(path, stranger)).toMatchObject({ status: 404, body: { code: 'place/not-found' } })
  }
  const list = await world.get<Page>('/places', stranger)
  expect(list.body.rows.map(({ id }) => id)).not.toContain(place)
  expect((await world.get<Page>('/villages', stranger)).body.rows).toHaveLength(1)
  const map = await world.get<{ ids: string[] }>('/map/places', stranger)
  expect(map.body.ids).toEqual([])
})

test('kinds are chosen, and its pages leave nothing out', async () => {
  expect(new Set((await read(officer, '?kinds=visit,attempt')).map(({ kind }) => kind))).toEqual(
    new Set(['visit', 'attempt']),
  )
  expect((await world.get(`/places/${place}/timeline?kinds=gossip`, officer)).status).toBe(400)
  const all = await read(officer)
  const paged: string[] = []
  let after = ''
  do {
    const { body } = await world.get<Page>(`/places/${place}/timeline?limit=2${after}`, officer)
    paged.push(...body.rows.map(({ id }) => id))
    after = body.next ? `&after=${body.next}` : ''
  } while (after)
  expect(paged).toEqual(all.map(({ id }) => id))
})

test('what happened somewhere in a village stands on the village’s own timeline', async () => {
  const id = newId()
  const where = { kind: 'village', villageId: village }
  await world.put(
    `/incidents/${id}`,
    { category: 'theft', occurredAt: '2025-02-05T10:36:00+08:00', where, source: '110' },
    officer,
  )
  const { body } = await world.get<Page>(`/places/${village}/timeline?kinds=incident`, officer)
  expect(body.rows.map((row) => row.id)).toEqual([id])
})

test('an administrator reads no place', async () => {
  const administrator = await world.join('administrator')
  expect((await world.get(`/places/${place}/timeline`, administrator)).status).toBe(403)
})
