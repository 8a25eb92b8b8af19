import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage, propose, reportTheft } from '../journeys/harness-verbs.ts'
import { readPresent, rebuildPresent } from './rebuild.fixture.ts'

let station: TestStation
let chief: Person
let deputy: Person
let officer: Person
let village: string

beforeAll(async () => {
  station = await startTestStation()
  chief = station.chief
  deputy = await station.join('deputy')
  officer = await station.join('officer')
  village = await enterVillage(chief, '东营村')
})
afterAll(() => station.stop())

/** How many statements of this database wait for a lock. */
async function waiting(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(distinct pid)::int as n from pg_locks where not granted and pid in
       (select pid from pg_stat_activity where datname = current_database())`,
  )
  return rows[0]?.n ?? 0
}

const at = '2025-02-05T10:00:00+08:00'
const visitBody = (placeId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  placeId,
  kind: 'patrol',
  at: station.clock.now().toISOString(),
  participants: [officer.id],
  outcome: 'inspected',
  ...more,
})

const together = <T>(count: number, ask: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)))

const statuses = (answers: readonly Response[]): readonly number[] => answers.map(({ status }) => status).sort()

async function count(table: string, id: string, column = 'id'): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(table)}
    where station_id = ${station.id} and ${sql.ref(column)} = ${id}`.execute(station.machine.db)
  return rows[0]?.n ?? 0
}

const expectFactsHold = async () =>
  expect(await readPresent({ db: station.machine.db, stationId: station.id, now: station.clock.now })).toEqual(
    await rebuildPresent({ db: station.machine.db, stationId: station.id, now: station.clock.now }),
  )

describe('twenty of the same command at once are one:', () => {
  test('a visit', async () => {
    const place = await enterPlace(chief, village, '老王粮店')
    const id = newId()
    const answers = await together(20, () => officer.send('PUT', `/visits/${id}`, visitBody(place)))
    expect(statuses(answers)).toEqual(Array(20).fill(200))
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())))
    expect(bodies.size).toBe(1)
    expect([await count('visit', id), await count('command', id), await count('audit', id, 'entity_id')]).toEqual([
      1, 1, 1,
    ])
    expect(await count('change', id)).toBe(1)
    expect((await officer.send('PUT', `/visits/${id}`, visitBody(place, { kind: 'targeted' }))).status).toBe(409)
    expect((await chief.send('PUT', `/visits/${id}`, visitBody(place))).status).toBe(409)
  })

  test('a place, an incident, a proposal, a member', async () => {
    const place = await enterPlace(chief, village, '老李杂货')
    const where = { kind: 'place', placeId: place }
    const made: readonly (readonly [string, string, unknown])[] = [
      ['places', 'place', { kind: 'shop', name: '小张烟酒', villageId: village }],
      ['incidents', 'incident', { category: 'fraud', occurredAt: at, where, source: '110', summary: '来电自称客服' }],
      [
        'tier-proposals',
        'tier_proposal',
        { placeId: place, tier: 'yellow', reason: '夜间有车', lastDay: '2025-02-20' },
      ],
      ['members', 'member', { name: '赵六', role: 'volunteer', villageIds: [village], lineIds: [] }],
    ]
    for (const [path, table, body] of made) {
      const id = newId()
      const answers = await together(20, () => chief.send('PUT', `/${path}/${id}`, body))
      expect(statuses(answers), path).toEqual(Array(20).fill(200))
      expect([await count(table, id), await count('command', id)], path).toEqual([1, 1])
    }
  })

  test('of two bodies under one id, one is done and the other refused', async () => {
    const place = await enterPlace(chief, village, '双胞胎店')
    const id = newId()
    const answers = await together(10, (index) =>
      officer.send('PUT', `/visits/${id}`, visitBody(place, { note: index % 2 ? '门锁已换' : '门锁未换' })),
    )
    expect(statuses(answers)).toEqual([...Array(5).fill(200), ...Array(5).fill(409)])
    expect(await count('visit', id)).toBe(1)
  })
})

describe('of two different decisions at once, one stands:', () => {
  const decide = (path: string) =>
    Promise.all([
      chief.send('POST', path, { id: newId(), verdict: 'approved' }),
      deputy.send('POST', path, { id: newId(), verdict: 'rejected' }),
    ])

  test('on a proposal', async () => {
    const place = await enterPlace(chief, village, '提议店')
    const proposal = await propose(officer, place, { tier: 'yellow', lastDay: '2025-02-20' })
    expect(statuses(await decide(`/tier-proposals/${proposal}/decisions`))).toEqual([200, 409])
  })

  test('on an excusal', async () => {
    const place = await enterPlace(chief, village, '免责店')
    const { duties } = await readPresent({ db: station.machine.db, stationId: station.id, now: station.clock.now })
    const duty = duties.find(
      ({ placeId, fromAt }) => placeId === place && fromAt instanceof Date && fromAt <= station.clock.now(),
    )
    const { lineId, period, periodStart } = duty ?? {}
    const id = newId()
    const asked = await officer.send('PUT', `/excusals/${id}`, {
      placeId: place,
      lineId,
      period,
      periodStart,
      reason: '封路施工',
    })
    expect(asked.status).toBe(200)
    // the chief owns the place and may not decide; two deputies may
    const second = await station.join('deputy')
    const answers = await Promise.all([
      second.send('POST', `/excusals/${id}/decisions`, { id: newId(), verdict: 'approved' }),
      deputy.send('POST', `/excusals/${id}/decisions`, { id: newId(), verdict: 'rejected' }),
    ])
    expect(statuses(answers)).toEqual([200, 409])
  })

  test('on an incident: both may be said, one after the other, and the tier is what the last one says', async () => {
    const place = await enterPlace(chief, village, '警情店')
    const incident = await reportTheft(officer, place, at)
    const answers = await decide(`/incidents/${incident}/reviews`).then((both) => statuses(both))
    expect(answers.every((status) => status === 200 || status === 400 || status === 409)).toBe(true)
    await expectFactsHold()
  })

  test('a voiding and another', async () => {
    const place = await enterPlace(chief, village, '作废店')
    const id = newId()
    expect((await officer.send('PUT', `/visits/${id}`, visitBody(place))).status).toBe(200)
    const voided = (by: Person) => by.send('POST', `/visits/${id}/voidings`, { id: newId(), reason: '记错了地方' })
    expect(statuses(await Promise.all([voided(chief), voided(deputy)]))).toEqual([200, 409])
  })
})

describe('at one place at once', () => {
  test('fifteen visits are all kept, and its duties are what the rules make of them', async () => {
    const place = await enterPlace(chief, village, '热闹店')
    const answers = await together(15, () => officer.send('PUT', `/visits/${newId()}`, visitBody(place)))
    expect(statuses(answers)).toEqual(Array(15).fill(200))
    expect(await count('visit', place, 'place_id')).toBe(15)
    await expectFactsHold()
  })

  test('visits that had to wait for one another are judged with one another', async () => {
    const place = await enterPlace(chief, village, '排队店')
    station.clock.set(new Date(station.clock.now().getTime() + 24 * 3_600_000).toISOString())
    const holder = await station.machine.pool.connect()
    await holder.query('begin')
    await holder.query('select from place where station_id = $1 and id = $2 for update', [station.id, place])
    const earlier = (minutes: number) => new Date(station.clock.now().getTime() - minutes * 60_000).toISOString()
    const sent: Promise<Response>[] = []
    // the last one that waits was made first
    for (const [index, minutes] of [10, 20, 30, 600].entries()) {
      sent.push(officer.send('PUT', `/visits/${newId()}`, visitBody(place, { at: earlier(minutes) })))
      await vi.waitFor(async () => expect(await waiting(holder)).toBe(index + 1), { timeout: 10_000, interval: 5 })
    }
    await holder.query('commit')
    holder.release()
    expect(statuses(await Promise.all(sent))).toEqual([200, 200, 200, 200])
    await expectFactsHold()
  })

  test('a visit that had to wait for a closing does not count', async () => {
    const place = await enterPlace(chief, village, '关门店')
    station.clock.set(new Date(station.clock.now().getTime() + 3_600_000).toISOString())
    const holder = await station.machine.pool.connect()
    await holder.query('begin')
    await holder.query('select from place where station_id = $1 and id = $2 for update', [station.id, place])
    const closing = chief.send('PUT', `/places/${place}/closings/${newId()}`, { reason: '已经关张' })
    await vi.waitFor(async () => expect(await waiting(holder)).toBe(1), { timeout: 10_000, interval: 5 })
    const at = station.clock.now().toISOString()
    const late = officer.send('PUT', `/visits/${newId()}`, visitBody(place, { at }))
    await vi.waitFor(async () => expect(await waiting(holder)).toBe(2), { timeout: 10_000, interval: 5 })
    await holder.query('commit')
    holder.release()
    expect(statuses(await Promise.all([closing, late]))).toEqual([200, 200])
    expect(await (await late).json()).toMatchObject({ fulfilled: 0 })
    await expectFactsHold()
  })

  test('visits, a closing, an incident, a fact and a proposal leave what the rules make of them', async () => {
    const place = await enterPlace(chief, village, '混战店')
    const incident = await reportTheft(officer, place, at)
    const proposal = await propose(officer, place, { tier: 'red', lastDay: '2025-02-20' })
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => officer.send('PUT', `/visits/${newId()}`, visitBody(place))),
      chief.send('PUT', `/places/${place}/closings/${newId()}`, { reason: '已经关张' }),
      chief.send('POST', `/incidents/${incident}/reviews`, { id: newId(), verdict: 'verified' }),
      deputy.send('POST', `/tier-proposals/${proposal}/decisions`, { id: newId(), verdict: 'approved' }),
      officer.send('PUT', `/places/${place}/facts/${newId()}`, { key: 'largeVehicleAccess', value: true }),
    ])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    await expectFactsHold()
  })

  test('two corrections on the same version: one stands, the other is told', async () => {
    const place = await enterPlace(chief, village, '改名店')
    const rename = (name: string) => chief.send('PUT', `/places/${place}/corrections/${newId()}`, { basedOn: 1, name })
    const answers = await Promise.all([rename('改名店甲'), rename('改名店乙')])
    expect(statuses(answers)).toEqual([200, 409])
  })

  test('two places merged into each other: never both gone', async () => {
    const [one, other] = [await enterPlace(chief, village, '合并店甲'), await enterPlace(chief, village, '合并店乙')]
    const merge = (from: string, into: string) =>
      chief.send('PUT', `/places/${from}/mergers/${newId()}`, { intoId: into, reason: '同一家店' })
    const answers = await Promise.all([merge(one, other), merge(other, one)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  })
})

describe('a village that is closed while something is put into it', () => {
  type Putting = readonly [string, (into: string) => Promise<() => Promise<Response>>]
  const puttings: readonly Putting[] = [
    [
      'a new place',
      async (villageId) => () =>
        officer.send('PUT', `/places/${newId()}`, { kind: 'shop', name: '新开的店', villageId }),
    ],
    [
      'a place from another village',
      async (villageId) => {
        const place = await enterPlace(chief, village, '搬来的店')
        return () => officer.send('PUT', `/places/${place}/village-changes/${newId()}`, { basedOn: 1, villageId })
      },
    ],
    [
      'a place that is opened again',
      async (villageId) => {
        const place = await enterPlace(chief, villageId, '重开的店')
        await officer.send('PUT', `/places/${place}/closings/${newId()}`, { reason: '已经关张' })
        return () => officer.send('PUT', `/places/${place}/reopenings/${newId()}`, { reason: '重新开张' })
      },
    ],
  ]

  /** Sends the first and, while its work is done and not yet committed, the second. */
  async function whileUnderWay(first: () => Promise<Response>, second: () => Promise<Response>) {
    const holder = await station.machine.pool.connect()
    await holder.query('begin')
    // every command takes the station's counter last
    await holder.query('select from change_counter where station_id = $1 for update', [station.id])
    const answers = [first()]
    await vi.waitFor(async () => expect(await waiting(holder)).toBe(1), { timeout: 10_000, interval: 5 })
    answers.push(second())
    await vi.waitFor(async () => expect(await waiting(holder)).toBe(2), { timeout: 10_000, interval: 5 })
    await holder.query('commit')
    holder.release()
    return Promise.all(answers)
  }

  const closingOf = (id: string) => () =>
    chief.send('PUT', `/places/${id}/closings/${newId()}`, { reason: '并入东营村' })
  async function openInClosed(id: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from place p join place v on v.station_id = p.station_id and v.id = p.village_id
      where p.station_id = ${station.id} and v.id = ${id} and p.closed_at is null and v.closed_at is not null`.execute(
      station.machine.db,
    )
    return rows[0]?.n ?? 0
  }

  test.each(puttings)('waits for %s, and is told of it', async (_what, prepare) => {
    const closing = await enterVillage(chief, '要撤的村')
    const put = await prepare(closing)
    const [entered, closed] = await whileUnderWay(put, closingOf(closing))
    expect([entered?.status, await closed?.json()]).toMatchObject([200, { code: 'place/holds-places' }])
    expect(await openInClosed(closing)).toBe(0)
  })

  test.each(puttings)('takes %s no more', async (_what, prepare) => {
    const closing = await enterVillage(chief, '要撤的村')
    const put = await prepare(closing)
    const [closed, entered] = await whileUnderWay(closingOf(closing), put)
    expect([closed?.status, entered?.ok]).toEqual([200, false])
    expect(await openInClosed(closing)).toBe(0)
  })
})

test('a reader of the changes misses none while sixteen write, and sees them in the order of commit', async () => {
  const places: string[] = []
  for (let index = 0; index < 16; index++) places.push(await enterPlace(chief, village, `流水店${index}`))
  type Page = { readonly seq: number; readonly entries: readonly { readonly seq: number; readonly id: string }[] }
  const read = async (after: number): Promise<Page> =>
    JSON.parse(await (await chief.send('GET', `/changes?after=${after}&limit=50`)).text())
  const headOf = async (): Promise<number> => {
    const { rows } = await sql<{
      seq: number
    }>`select seq from change_counter where station_id = ${station.id}`.execute(station.machine.db)
    return rows[0]?.seq ?? 0
  }

  const start = await headOf()
  const made: string[] = []
  let writing = true
  const writers = together(16, async (index) => {
    for (let turn = 0; turn < 8; turn++) {
      const id = newId()
      const answer = await officer.send('PUT', `/visits/${id}`, visitBody(places[(index + turn) % 4] ?? ''))
      expect(answer.status).toBe(200)
      made.push(id)
    }
  }).finally(() => {
    writing = false
  })
  const seen: Page['entries'][number][] = []
  let standing = start
  const reader = (async () => {
    for (let last = false; !last; ) {
      last = !writing
      for (let page = await read(standing); ; page = await read(standing)) {
        seen.push(...page.entries)
        standing = page.seq
        if (page.entries.length === 0) break
      }
    }
  })()
  await Promise.all([writers, reader])

  expect(standing).toBe(await headOf())
  expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: standing - start }, (_, index) => start + index + 1))
  const ids = new Set(seen.map(({ id }) => id))
  expect(made.filter((id) => !ids.has(id))).toEqual([])
  await expectFactsHold()
})

test('each command that was let in is on record, with who sent it', async () => {
  const { rows } = await sql<{ id: string }>`
    select c.id from command c where c.station_id = ${station.id} and not exists (
      select from audit a where a.station_id = c.station_id and a.member_id = c.author and a.at >= c.at
        and a.request_id is not null)`.execute(station.machine.db)
  expect(rows).toEqual([])
  const counts = await sql<{ commands: number; entries: number }>`
    select (select count(*)::int from command where station_id = ${station.id}) as commands,
      (select count(distinct request_id)::int from audit where station_id = ${station.id} and action not like 'account.signed%'
        and action <> 'station.created') as entries`.execute(station.machine.db)
  const { commands = 0, entries = 0 } = counts.rows[0] ?? {}
  expect(entries).toBeGreaterThanOrEqual(commands)
})
