import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { attempt, dueList, enterPlace, enterVillage, t, visit } from './harness-verbs.ts'

let station: TestStation
let chief: Person
let deputy: Person
let officer: Person
let village: string

// 2025-02-04 is a Tuesday; each test begins on the clock where the one before left it
beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-04 09:00') })
  chief = station.chief
  village = await enterVillage(chief, '西隋村')
  officer = await station.join('officer', { name: '李民警', villageIds: [village] })
  deputy = await station.join('deputy', { name: '孙副所长' })
})
afterAll(() => station.stop())

const at = (id: string) => ({ path: { id } })

describe('how many there are in all', () => {
  type Asked = { tier?: 'green' | 'none'; villageId?: string; closed?: 'all' | 'true'; search?: string; sort?: 'tier' }
  const places = (by: Person, query: Asked & { limit?: number; after?: string }) => by.api.get('/places', { query })

  beforeAll(async () => {
    const other = await enterVillage(chief, '东张村')
    for (const name of ['甲店', '乙店', '丙店']) await enterPlace(chief, village, name)
    await enterPlace(chief, other, '丁店')
    const closed = await enterPlace(chief, other, '戊店')
    await chief.api.put('/places/{id}/closings/{entryId}', {
      path: { id: closed, entryId: newId() },
      body: { reason: '已拆除' },
    })
  })

  test.each<[string, Asked, number]>([
    ['of all open places', {}, 6],
    ['of a tier', { tier: 'green' }, 4],
    ['without a tier', { tier: 'none' }, 2],
    ['the strictest first', { sort: 'tier' }, 6],
    ['closed ones', { closed: 'true' }, 1],
    ['closed ones as well', { closed: 'all' }, 7],
  ])('places %s', async (_, query, total) => {
    expect(await places(chief, query)).toMatchObject({ total, rows: { length: total } })
    expect((await places(chief, { ...query, limit: 1 })).total).toBe(total)
  })

  test('is said on the first page and not counted again for a later one', async () => {
    const first = await places(chief, { villageId: village, limit: 3 })
    expect(first).toMatchObject({ total: 4, rows: { length: 3 } })
    const second = await places(chief, { villageId: village, limit: 3, after: first.next ?? '' })
    expect(second).toMatchObject({ total: null, rows: { length: 1 }, next: null })
  })

  test('is not counted for a search, which answers the best matches', async () => {
    expect(await places(chief, { search: '店' })).toMatchObject({ total: null, rows: { length: 4 } })
  })

  test('is of own villages for a volunteer', async () => {
    const volunteer = await station.join('volunteer', { villageIds: [village] })
    expect((await places(volunteer, {})).total).toBe(4)
  })

  test('of members with the present filter', async () => {
    const members = (query: { role?: string; limit?: number; after?: string }) => chief.api.get('/members', { query })
    expect(await members({ role: 'officer,deputy' })).toMatchObject({ total: 2, rows: { length: 2 } })
    const first = await members({ limit: 3 })
    expect(first).toMatchObject({ total: 4, rows: { length: 3 } })
    expect((await members({ limit: 3, after: first.next ?? '' })).total).toBeNull()
  })
})

describe('a visit says', () => {
  const read = (by: Person, id: string) => by.api.get('/visits/{id}', at(id))
  const voidVisit = (by: Person, id: string) =>
    by.api.post('/visits/{id}/voidings', { ...at(id), body: { id: newId(), reason: '走错了地方' } })
  const admit = (by: Person, id: string) => by.api.post('/visits/{id}/admissions', { ...at(id), body: { id: newId() } })

  test('who entered it, which need not be one of those who were there', async () => {
    const shop = await enterPlace(chief, village, '己店')
    const id = newId()
    await visit(chief, shop, { id, at: t('2025-02-04 09:00'), participants: [officer.id] })
    expect(await read(officer, id)).toMatchObject({
      recordedBy: { name: '周所长' },
      participants: [{ name: '李民警' }],
    })
    const { rows } = await officer.api.get('/visits', { query: { placeId: shop } })
    expect(rows).toMatchObject([{ id, recordedBy: { id: chief.id } }])
  })

  test('who entered it to nobody who works beside the police', async () => {
    const cadre = await station.join('cadre', { villageIds: [village] })
    const volunteer = await station.join('volunteer', { villageIds: [village] })
    const shop = await enterPlace(chief, village, '庚店')
    const id = newId()
    await visit(volunteer, shop, { id, at: t('2025-02-04 09:00'), kind: 'canvass' })
    expect((await read(cadre, id)).recordedBy).toBeNull()
    expect((await read(volunteer, id)).recordedBy).toMatchObject({ id: volunteer.id })
    expect((await read(officer, id)).recordedBy).toMatchObject({ id: volunteer.id })
  })

  test('when a failed attempt will be tried again', async () => {
    const shop = await enterPlace(chief, village, '辛店')
    const [without, withOne] = [newId(), newId()]
    await attempt(officer, shop, t('2025-02-04 09:00'), without)
    await officer.api.put('/visits/{id}', {
      ...at(withOne),
      body: {
        placeId: shop,
        kind: 'patrol',
        at: t('2025-02-04 09:00'),
        outcome: 'failed',
        failure: 'nobody-in',
        nextAttemptAt: t('2025-02-05 15:00'),
        participants: [officer.id],
      },
    })
    expect((await read(chief, without)).nextAttemptAt).toBeNull()
    expect((await read(chief, withOne)).nextAttemptAt).toBe('2025-02-05T07:00:00.000Z')
  })

  test('who may make it void, and the command agrees with each of them', async () => {
    const shop = await enterPlace(chief, village, '壬店')
    const id = newId()
    await visit(deputy, shop, { id, at: t('2025-02-04 09:00') })
    for (const by of [officer, deputy]) {
      expect((await read(by, id)).mayVoid).toBe(false)
      expect(await codeOf(voidVisit(by, id))).not.toBeNull()
    }
    expect((await read(chief, id)).mayVoid).toBe(true)
    await voidVisit(chief, id)
    expect((await read(chief, id)).mayVoid).toBe(false)
  })

  test('who may let it count, and afterwards who did and when', async () => {
    const shop = await enterPlace(chief, village, '癸店')
    const colleague = await station.join('officer', { name: '陈民警' })
    station.clock.set(t('2025-03-09 10:00'))
    await station.runJobs()
    const id = newId()
    await visit(officer, shop, { id, at: t('2025-02-20 10:00') })
    expect(await read(officer, id)).toMatchObject({ waits: true, admitted: null, mayAdmit: false })
    expect(await codeOf(admit(officer, id))).not.toBeNull()
    expect((await read(colleague, id)).mayAdmit).toBe(true)
    await admit(colleague, id)
    expect(await read(officer, id)).toMatchObject({
      waits: false,
      admitted: { at: '2025-03-09T02:00:00.000Z', byName: '陈民警' },
    })
    expect((await read(colleague, id)).mayAdmit).toBe(false)
  })
})

test('round lists are found again, the latest first, with how much of each was entered', async () => {
  const shops = [await enterPlace(chief, village, '子店'), await enterPlace(chief, village, '丑店')]
  const make = (title: string) =>
    officer.api.put('/round-lists/{id}', { ...at(newId()), body: { title, placeIds: shops } })
  const { number } = await make('西隋村一')
  await make('西隋村二')
  const lists = (query: { limit?: number; after?: string } = {}) => chief.api.get('/round-lists', { query })
  expect(await lists()).toMatchObject({
    rows: [
      { title: '西隋村二', madeBy: { name: '李民警' }, madeAt: '2025-03-09T02:00:00.000Z', places: 2, entered: 0 },
      { title: '西隋村一', number, entered: 0 },
    ],
    next: null,
  })

  const entry = newId()
  await officer.api.post('/round-lists/{number}/entries', {
    path: { number },
    body: {
      id: newId(),
      kind: 'patrol',
      participants: [officer.id],
      rows: [{ id: entry, placeId: shops[0] ?? '', at: t('2025-03-09 10:00'), outcome: 'met' }],
    },
  })
  const first = await lists({ limit: 1 })
  expect(first.rows).toMatchObject([{ title: '西隋村二', entered: 0 }])
  expect(await lists({ limit: 1, after: first.next ?? '' })).toMatchObject({
    rows: [{ number, entered: 1 }],
    next: null,
  })
  const opened = () => officer.api.get('/round-lists/{number}', { path: { number } })
  expect((await opened()).places.map(({ name, entered }) => `${name} ${entered}`)).toEqual(['子店 true', '丑店 false'])

  await chief.api.post('/visits/{id}/voidings', { ...at(entry), body: { id: newId(), reason: '写错了行' } })
  expect((await opened()).places.map(({ entered }) => entered)).toEqual([false, false])
  const other = await station.otherStation('别处派出所')
  expect(await other.api.get('/round-lists')).toEqual({ rows: [], next: null })
})

const excuse = async (placeId: string, lineId?: string): Promise<string> => {
  const duty = (await dueList(chief)).find((row) => row.placeId === placeId && (!lineId || row.lineId === lineId))
  if (!duty) throw new Error('the place owes a visit')
  const { period, periodStart } = duty
  const id = newId()
  const body = { placeId, lineId: duty.lineId, period, periodStart, reason: '封路施工' }
  await officer.api.put('/excusals/{id}', { ...at(id), body })
  return id
}
const decideExcusal = (by: Person, id: string, verdict: 'approved' | 'rejected') =>
  by.api.post('/excusals/{id}/decisions', { ...at(id), body: { id: newId(), verdict } })

test('excusals that wait are listed the oldest first, decided ones the latest first with who decided', async () => {
  const asked: string[] = []
  for (const [index, name] of ['寅店', '卯店', '辰店'].entries()) {
    station.clock.set(t(`2025-03-10 10:0${index}`))
    asked.push(await excuse(await enterPlace(chief, village, name)))
  }
  const [first = '', second = '', third = ''] = asked
  const excusals = (query: { state?: 'waiting' | 'decided'; limit?: number; after?: string } = {}) =>
    deputy.api.get('/excusals', { query })
  const ids = ({ rows }: Awaited<ReturnType<typeof excusals>>) => rows.map(({ id }) => id)
  expect(ids(await excusals())).toEqual(asked)
  const page = await excusals({ limit: 2 })
  expect(ids(await excusals({ limit: 2, after: page.next ?? '' }))).toEqual([third])
  expect(ids(await excusals({ state: 'decided' }))).toEqual([])

  await decideExcusal(deputy, second, 'approved')
  station.clock.set(t('2025-03-10 11:00'))
  await decideExcusal(deputy, first, 'rejected')
  expect(ids(await excusals())).toEqual([third])
  const decided = await excusals({ state: 'decided', limit: 1 })
  expect(decided.rows).toMatchObject([
    {
      id: first,
      placeName: '寅店',
      verdict: 'rejected',
      decidedByName: '孙副所长',
      decidedAt: '2025-03-10T03:00:00.000Z',
      mayDecide: false,
    },
  ])
  expect(await excusals({ state: 'decided', limit: 1, after: decided.next ?? '' })).toMatchObject({
    rows: [{ id: second, verdict: 'approved', until: '2025-03-31' }],
    next: null,
  })
})

describe('a campaign is counted', () => {
  let lineId: string
  const progress = async () => {
    const { lines } = await chief.api.get('/policies')
    return lines.find(({ id }) => id === lineId)?.progress
  }
  const inState = async (state: string) => {
    const { rows } = await chief.api.get('/duties', { query: { lineId, state } })
    return rows.map((row) => `${row.placeName} ${row.state}`).sort()
  }

  test('from its first day on: how many places, and how many of them were visited', async () => {
    const shops = []
    for (const name of ['一库', '二库', '三库', '四库'])
      shops.push(await enterPlace(chief, village, name, { kind: 'warehouse' }))
    lineId = newId()
    const { judgingId } = await chief.api.put('/campaigns/{id}', {
      ...at(lineId),
      body: {
        name: '仓库专项检查',
        placeKinds: ['warehouse'],
        firstDay: '2025-03-12',
        lastDay: '2025-03-20',
        visits: 1,
        visitKinds: [],
        presentRoles: [],
      },
    })
    await station.runJobs()
    expect((await chief.api.get('/judgings/{id}', at(judgingId))).finished).toBe(true)
    expect(await progress()).toBeNull()

    station.clock.set(t('2025-03-12 10:00'))
    await station.runJobs()
    expect(await progress()).toEqual({ due: 4, fulfilled: 0, open: 4, missed: 0, excused: 0 })
    const [visited = '', excused = ''] = shops
    await visit(officer, visited, { at: t('2025-03-12 10:00') })
    await decideExcusal(deputy, await excuse(excused, lineId), 'approved')
    expect(await progress()).toEqual({ due: 3, fulfilled: 1, open: 2, missed: 0, excused: 1 })
  })

  test('and each figure is the length of the due list with the line and its states', async () => {
    expect(await inState('fulfilled')).toEqual(['一库 fulfilled'])
    expect(await inState('excused')).toEqual(['二库 excused'])
    expect(await inState('open')).toEqual(['三库 open', '四库 open'])
    expect(await inState('open,fulfilled,missed')).toEqual(['一库 fulfilled', '三库 open', '四库 open'])
  })

  test('when it is over, with those that were missed', async () => {
    station.clock.set(t('2025-03-21 10:00'))
    await station.runJobs()
    expect(await progress()).toEqual({ due: 3, fulfilled: 1, open: 0, missed: 2, excused: 1 })
    expect(await inState('missed')).toEqual(['三库 missed', '四库 missed'])
    expect(await inState('open')).toEqual([])
  })

  test('and no other line is listed by state', async () => {
    const { lines } = await chief.api.get('/policies')
    const green = lines.find(({ target }) => target.kind === 'tier' && target.tier === 'green')
    expect(green?.progress).toBeNull()
    for (const query of [`lineId=${green?.id}&state=fulfilled`, 'state=fulfilled', `lineId=${lineId}&state=superseded`])
      expect((await chief.send('GET', `/duties?${query}`)).status).toBe(400)
  })
})
