import type { FollowUpEntryKind } from '@sifang/domain/follow-ups'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findingRoutes } from '../findings/index.ts'
import { followUpRoutes } from '../follow-ups/index.ts'
import { newId, openWorld, type World } from './world.fixture.ts'

type Entry = {
  readonly id: string
  readonly kind: string
  readonly by: { readonly name: string } | null
  readonly details: { readonly entry?: FollowUpEntryKind; readonly [key: string]: unknown }
}
type Page = { readonly rows: readonly Entry[]; readonly next: string | null }

const reporterName = '冯义警'
let world: World
let place: string
const members: Record<string, string> = {}

/** By subject, the entries that are made here. */
const made = {
  hazard: [
    'opened',
    'corrected',
    'accepted',
    'worked',
    'promised',
    'escalated',
    'transferred',
    'joined',
    'settled',
    'told',
    'unhappy',
  ],
  tip: ['opened', 'accepted'],
  dispute: ['opened', 'accepted'],
} as const satisfies Record<string, readonly FollowUpEntryKind[]>

const hour = (h: number, minute = 0) => `2025-02-05T${h}:${String(minute).padStart(2, '0')}:00+08:00`

beforeAll(async () => {
  world = await openWorld([...findingRoutes, ...followUpRoutes])
  const village = await world.village('王营村')
  place = await world.place(village, '王营粮油店')
  const own = { villageIds: [village] }
  members.chief = world.chief
  members.officer = await world.join('officer', { name: '郑民警' })
  members.auxiliary = await world.join('auxiliary')
  members.auditor = await world.join('auditor')
  members.reporter = await world.join('volunteer', { name: reporterName, ...own })
  members.volunteer = await world.join('volunteer', { name: '陈义警', ...own })
  members.neighbour = await world.join('volunteer', { name: '褚义警', ...own })
  members.cadre = await world.join('cadre', { name: '卫干部', ...own })
  members.partner = await world.join('partner', { name: '蒋安全员', ...own })
  world.setNow(hour(11))
  const hazard = await report('hazard', 'fire')
  const further = newId()
  await step(`/findings/${hazard}/corrections`, members.reporter, {
    id: further,
    basedOn: 1,
    kind: 'hazard',
    topic: 'gas',
  })
  const append = (by: string | undefined, basedOn: number, one: object, words?: string) =>
    step(`/follow-ups/${hazard}/entries`, by, { id: newId(), basedOn, step: one, ...(words ? { words } : {}) })
  await append(members.officer, 2, { kind: 'accepted' })
  await append(members.officer, 3, { kind: 'worked' }, '气罐放在灶边')
  await append(members.chief, 4, { kind: 'promised', settleBy: '2025-02-20' })
  await append(members.officer, 5, { kind: 'escalated', post: 'chief' })
  await append(members.chief, 6, { kind: 'transferred', ownerId: members.officer })
  const twin = await report('hazard', 'gas', members.volunteer)
  await step(`/follow-ups/${twin}/merges`, members.officer, {
    id: newId(),
    basedOn: 1,
    intoId: hazard,
    intoBasedOn: 7,
  })
  await append(members.officer, 8, { kind: 'settled' })
  await append(members.officer, 9, { kind: 'told', to: members.reporter })
  await append(members.reporter, 10, { kind: 'unhappy', from: members.reporter }, '还在那里')
  for (const subject of ['tip', 'dispute'] as const) {
    const id = await report(subject, 'other')
    await step(`/follow-ups/${id}/entries`, members.officer, { id: newId(), basedOn: 1, step: { kind: 'accepted' } })
  }
  const dispute = await report('dispute', 'irrigation')
  await step(`/follow-ups/${dispute}/entries`, members.chief, {
    id: newId(),
    basedOn: 1,
    step: { kind: 'transferred', ownerId: members.cadre },
  })
})
afterAll(() => world.close())

async function report(kind: string, topic: string, by = members.reporter): Promise<string> {
  const id = newId()
  const body = { kind, topic, source: { kind: 'message' }, placeId: place, at: hour(10, 30), words: '看着不对劲' }
  expect(await world.put(`/findings/${id}`, body, by)).toMatchObject({ status: 200 })
  return id
}

async function step(path: string, by: string | undefined, body: object): Promise<void> {
  expect(await world.post(path, body, by)).toMatchObject({ status: 200 })
}

const read = async (as: string | undefined) =>
  (await world.get<Page>(`/places/${place}/timeline?kinds=follow-up&limit=200`, as)).body.rows

const kindsOf = (rows: readonly Entry[], subject: string, first: boolean) => {
  const ids = [
    ...new Set(rows.filter(({ details }) => details.subject === subject).map((row) => row.details.followUpId)),
  ]
  const ordered = ids.toSorted()
  const [chosen] = first ? ordered : ordered.toReversed()
  return rows
    .flatMap(({ details }) => (details.followUpId === chosen && details.entry ? [details.entry] : []))
    .toSorted()
}

const without = (kinds: readonly FollowUpEntryKind[], ...left: readonly FollowUpEntryKind[]) =>
  kinds.filter((kind) => !left.includes(kind)).toSorted()

/** Role × subject: which kinds of entry of a report by another are on the timeline. */
test.each([
  ['chief', made.hazard, made.tip, made.dispute],
  ['officer', made.hazard, made.tip, made.dispute],
  ['auxiliary', made.hazard, made.tip, made.dispute],
  ['auditor', made.hazard, made.tip, made.dispute],
  // own report: what was done with it on the way is the station's, what came of it is the reporter's
  ['reporter', without(made.hazard, 'worked', 'escalated', 'joined'), made.tip, made.dispute],
  ['cadre', without(made.hazard, 'escalated', 'joined', 'told'), [], made.dispute],
  ['partner', without(made.hazard, 'escalated', 'joined', 'told'), [], []],
] as const)('%s reads of follow-ups what the table says', async (who, hazard, tip, dispute) => {
  const rows = await read(members[who])
  expect(rows.every(({ kind }) => kind === 'follow-up')).toBe(true)
  expect(kindsOf(rows, 'hazard', true)).toEqual(hazard.toSorted())
  expect(kindsOf(rows, 'tip', true)).toEqual(tip.toSorted())
  expect(kindsOf(rows, 'dispute', true)).toEqual(dispute.toSorted())
})

test('a volunteer reads nothing of what others reported; whoever reported the same reads what became of it', async () => {
  expect(await read(members.neighbour)).toEqual([])
  const twin = await read(members.volunteer)
  expect(kindsOf(twin, 'hazard', true)).toEqual(without(made.hazard, 'worked', 'escalated', 'joined'))
  expect(kindsOf(twin, 'hazard', false)).toEqual(['merged', 'opened'])
  expect(kindsOf(twin, 'tip', true)).toEqual([])
})

test('the one who reported is named to police and auditor, and to themselves, and to nobody else', async () => {
  for (const who of ['volunteer', 'cadre', 'partner']) {
    expect(JSON.stringify(await read(members[who]))).not.toMatch(`${reporterName}|${members.reporter}`)
  }
  for (const who of ['officer', 'auditor', 'reporter']) {
    const opening = (await read(members[who])).find(({ details }) => details.entry === 'opened')
    expect(opening?.by?.name).toBe(reporterName)
  }
})

test('words are in nobody’s timeline', async () => {
  for (const who of Object.keys(members)) {
    expect(JSON.stringify(await read(members[who]))).not.toMatch(/看着不对劲|气罐放在灶边|还在那里/)
  }
})

test('who owns one reads all of its entries in full', async () => {
  const rows = await read(members.cadre)
  expect(kindsOf(rows, 'dispute', false)).toEqual(['opened', 'transferred'])
  const handedOn = rows.find(({ details }) => details.entry === 'transferred' && details.subject === 'dispute')
  expect(handedOn).toMatchObject({ by: { name: '周所长' }, details: { ownerName: '卫干部' } })
})

test('in brief an entry says what it was about, without a person', async () => {
  const rows = (await read(members.partner)).filter(({ details }) => details.subject === 'hazard')
  expect(rows.every(({ by }) => by === null)).toBe(true)
  for (const { details } of rows) {
    expect(Object.keys(details).toSorted()).toEqual(['entry', 'followUpId', 'source', 'subject', 'topic', 'urgency'])
  }
})

test('entries stand among visits and all else, and pages leave none out', async () => {
  const all = (await world.get<Page>(`/places/${place}/timeline?limit=200`, members.cadre)).body.rows
  const paged: string[] = []
  let after = ''
  do {
    const { body } = await world.get<Page>(`/places/${place}/timeline?limit=3${after}`, members.cadre)
    paged.push(...body.rows.map(({ id }) => id))
    after = body.next ? `&after=${body.next}` : ''
  } while (after)
  expect(paged).toEqual(all.map(({ id }) => id))
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['follow-up', 'tier-change', 'record']))
})
