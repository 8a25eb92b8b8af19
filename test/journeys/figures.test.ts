import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Api, createClient, type Filter, newId, type Query, type Row } from '@sifang/client'
import { dueOrder } from '@sifang/domain/duties'
import { type Machine, openMachine, serve } from '@sifang/server/main'
import { loadDemo } from '@sifang/server/modules/demo/index'
import { testDatabase } from '@sifang/server/platform/db/template'
import { createLog } from '@sifang/server/platform/log/index'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from './harness.ts'

let machine: Machine
let stop: () => Promise<void>
let chief: Api
let officer: Api
let officerId: string

/** A small demonstration station: every kind of place, tier and history, and things that wait. */
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-figures-'))
  const { url } = await testDatabase()
  machine = await openMachine({
    dataDir,
    databaseUrl: url,
    clockSetting: '2026-03-18T10:00:00+08:00',
    log: createLog({ level: 'silent' }),
  })
  const signIns = await loadDemo(machine, {
    places: 200,
    days: 240,
    seed: 7,
    stationName: '试验所',
    now: machine.now(),
  })
  const running = await serve(machine, { host: '127.0.0.1', port: 0 })
  stop = async () => {
    await running.stop()
    await machine.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const as = async (userName: string): Promise<Api> => {
    const password = signIns.find((one) => one.userName === userName)?.password ?? ''
    const cookie = await signIn(running.address, { userName, password })
    return createClient({
      baseUrl: running.address,
      fetch: (request) => {
        request.headers.set('cookie', cookie)
        return fetch(request)
      },
    })
  }
  chief = await as('suozhang')
  officer = await as('minjing1')
  officerId = (await officer.get('/me')).member.id
}, 60_000)

afterAll(() => stop())

const today = () => chief.get('/today')

type DueRow = Row<'/duties'>

/** All pages of the due list with this filter. */
async function dueList(filter: Filter<'/duties'>) {
  const rows: DueRow[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await duePage({ ...filter, limit: 37, after })
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

const duePage = (query: Query<'/duties'>) => chief.get('/duties', { query })

describe('each figure of Today is the length of the list behind it', () => {
  test.each([
    ['red', 'red'],
    ['yellow', 'yellow'],
    ['green', 'green'],
    ['others', 'none'],
  ] as const)('what is due, due today and missed of %s', async (figure, tier) => {
    const { due, day } = await today()
    const rows = await dueList({ tier })
    expect(rows.length).toBe(due[figure].due)
    expect(rows.filter(({ daysLeft }) => daysLeft === 1).length).toBe(due[figure].today)
    expect((await dueList({ tier, until: day })).length).toBe(due[figure].today)
    expect(new Set((await dueList({ tier, missed: true })).map(({ placeId }) => placeId)).size).toBe(due[figure].missed)
  })

  test('the villages and communities, a residents’ committee not among them', async () => {
    const { base } = await today()
    const { rows } = await chief.get('/villages')
    expect(rows.filter(({ residentsCommittee }) => residentsCommittee).length).toBe(1)
    expect(rows.filter(({ residentsCommittee }) => !residentsCommittee).length).toBe(base.villages)
    expect((await chief.get('/communities')).rows.length).toBe(base.communities)
  })

  test('what waits for a decision', async () => {
    const { waiting } = await today()
    const incidents = await chief.get('/incidents', { query: { status: 'reported', limit: 200 } })
    expect(incidents.rows.length).toBe(waiting.incidents)
    const failedTwice = await chief.get('/today/failed-twice')
    expect(failedTwice.rows.length).toBe(waiting.failedTwice)
    expect((await chief.get('/excusals')).rows.length).toBe(waiting.excusals)
    expect((await chief.get('/red-reviews/due')).rows.length).toBe(waiting.redReviews)
  })

  test('what was confirmed in the last 90 days', async () => {
    const { base } = await today()
    const count = async (confirmed: 'true' | 'false') =>
      (await chief.get('/places', { query: { confirmed, limit: 1 } })).total ?? 0
    const [lately, not] = [await count('true'), await count('false')]
    expect(lately + not).toBe(base.places)
    expect(lately).toBeGreaterThan(0)
    expect(not).toBeGreaterThan(0)
    expect(Math.floor((100 * lately) / base.places)).toBe(base.confirmedPercent)
  })

  test('communities add up to the station', async () => {
    const { base } = await today()
    for (const tier of ['red', 'yellow', 'green'] as const) {
      expect(base.byCommunity.reduce((sum, community) => sum + community[tier], 0)).toBe(base.byTier[tier])
    }
  })
})

test('the due list is in the order of tier, then missed first, then days left, over all its pages and without repetition', async () => {
  const rows = await dueList({})
  const keys = rows.map(({ tier, missed, daysLeft }) => ({ tier, missed: missed !== null, daysLeft, distanceM: null }))
  expect(keys).toEqual(keys.toSorted(dueOrder))
  const names = rows.map(({ placeId, lineId, periodStart }) => `${placeId} ${lineId} ${periodStart}`)
  expect(new Set(names).size).toBe(names.length)
})

test('figures are right at the next reading after each write', async () => {
  const before = await today()
  const [row] = await dueList({ tier: 'red' })
  if (!row) throw new Error('the demonstration station has red places')
  await officer.put('/visits/{id}', {
    path: { id: newId() },
    body: {
      placeId: row.placeId,
      kind: 'patrol',
      at: machine.now().toISOString(),
      participants: [officerId],
      outcome: 'met',
      observed: [],
    },
  })
  const visited = await today()
  expect(visited.due.red.due).toBe(before.due.red.due - 1)

  const { rows } = await chief.get('/incidents', { query: { status: 'reported' } })
  const incident = rows.find(({ placeId }) => placeId !== null)
  if (!incident?.placeId) throw new Error('the demonstration station has an incident that waits')
  const place = await chief.get('/places/{id}', { path: { id: incident.placeId } })
  await chief.post('/incidents/{id}/reviews', {
    path: { id: incident.id },
    body: { id: newId(), verdict: 'verified' },
  })
  const verified = await today()
  expect(verified.waiting.incidents).toBe(visited.waiting.incidents - 1)
  expect(verified.base.byTier.red).toBe(visited.base.byTier.red + (place.tier === 'red' ? 0 : 1))
  expect(verified.due.red.due).toBe((await dueList({ tier: 'red' })).length)
})

test('a volunteer who leaves on a later day is counted and listed until then', async () => {
  const volunteers = async () => (await chief.get('/members', { query: { role: 'volunteer', left: 'false' } })).total
  const before = await today()
  expect(before.base.volunteers).toBe(await volunteers())
  const [leaving] = (await chief.get('/members', { query: { role: 'volunteer', left: 'false' } })).rows
  await chief.put('/members/{id}/leavings/{entryId}', {
    path: { id: leaving?.id ?? '', entryId: newId() },
    body: { leftOn: '2026-04-01', successorId: null },
  })
  expect((await today()).base).toEqual(before.base)
  expect(await volunteers()).toBe(before.base.volunteers)
})
