import { randomUUIDv7 } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findingRoutes } from '../findings/index.ts'
import { visitRoutes } from '../visits/index.ts'
import { openWorld, placesCsv, somePlaces, type World } from './world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ routes: [...findingRoutes, ...visitRoutes] })
})
afterEach(() => world.close())

const place = async (externalId: string) => {
  const { rows } = await sql<{
    id: string
    ownerId: string
    tier: string
    grams: number
    villageId: string
    latitude: number | null
    addressHint: string | null
    facts: Record<string, { value: boolean }>
    version: number
  }>`
    select id, owner_id, tier, cardinality(search_grams) as grams, village_id, latitude, address_hint, facts, version
    from place where station_id = ${world.stationId} and external_id = ${externalId}`.execute(world.db)
  return rows[0]
}

describe('an import of places', () => {
  test('two hundred rows go live with owner, event, tier, duties and search pieces, and the file is gone', async () => {
    const checked = await world.check('sheet=places', placesCsv(somePlaces(200)))
    expect(checked.body.report).toMatchObject({ rows: 200, ok: 200, bad: 0, duplicates: 0 })
    const before = await world.count('place')
    const done = await world.start(checked.body.id)
    expect(done.body).toMatchObject({ state: 'done', report: { added: 200, merged: 0, skipped: 0 } })
    expect(await world.count('place')).toBe(before + 200)
    expect(await place('E-7')).toMatchObject({
      ownerId: world.members.chief,
      tier: 'green',
      villageId: world.villages[0]?.id,
    })
    expect((await place('E-7'))?.grams).toBeGreaterThan(5)
    await expect.poll(() => readdir(world.uploads), { timeout: 10_000 }).toEqual([])
    await expect.poll(() => world.count('import_row'), { timeout: 10_000 }).toBe(0)
  })

  test('every place has the duties that the rules give it when it is judged by itself', async () => {
    const rows = [
      ['老院子', '空闲院落', '何家村', '37.3512', '118.4312', 'A', '是', '是'],
      ['老院子二', '空闲院落', '何家村', '37.3612', '118.4312', 'B', '是', '是'],
      ['小店甲', '商铺', '何家村', '37.3712', '118.4312', 'C', '', ''],
      ['小店乙丙', '商铺', '解家村', '37.3812', '118.4312', 'D', '', ''],
    ]
    const headings = '名称,类型,村,纬度,经度,外部编号,空置,大型车辆可进入'
    const { body } = await world.check('sheet=places', placesCsv(rows, headings))
    await world.start(body.id)
    expect(await place('B')).toMatchObject({ tier: 'yellow', facts: { vacant: { value: true } } })
    const stands = () =>
      sql`select d.place_id, d.line_id, d.period, d.period_start, d.from_at, d.until, d.tier, d.state, d.owner_id
        from duty d where d.station_id = ${world.stationId} order by 1, 2, 3, 4`.execute(world.db)
    const before = await stands()
    const changes = await world.count('tier_change')
    expect(before.rows.length).toBeGreaterThanOrEqual(4)
    const { askJudging } = await import('../duties/index.ts')
    const job = {
      station: { id: world.stationId, name: '', timeZone: 'Asia/Shanghai', demo: false },
      now: () => new Date('2025-02-05T02:00:00Z'),
      newId: () => randomUUIDv7(),
    }
    const places = await sql<{
      id: string
    }>`select id from place where station_id = ${world.stationId} and import_id is not null`.execute(world.db)
    const judgingId = await world.db.transaction().execute((tx) =>
      askJudging(
        job,
        tx,
        'import',
        places.rows.map(({ id }) => id),
      ),
    )
    await expect
      .poll(
        async () => {
          const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from judging where id = ${judgingId} and finished_at is not null`.execute(world.db)
          return rows[0]?.n
        },
        { timeout: 10_000 },
      )
      .toBe(1)
    expect((await stands()).rows).toEqual(before.rows)
    expect(await world.count('tier_change')).toBe(changes)
  })

  test('bad rows are told with row, column, value and what would be right; they stop the import unless left out', async () => {
    const rows = [
      ...somePlaces(3),
      ['张三家', '住宅', '何家村', '', '', 'H-1'],
      ['好店', '商铺', '何甲村', '', '', 'H-2'],
    ]
    const { body } = await world.check('sheet=places', placesCsv(rows))
    expect(body.report).toMatchObject({ rows: 5, ok: 3, bad: 2 })
    const bad = await world.call('GET', `/imports/${body.id}/rows?verdict=bad`)
    expect(bad.body.rows).toMatchObject([
      { row: 5, problems: [{ column: '名称', code: 'place/inhabited-dwelling' }] },
      { row: 6, problems: [{ column: '村', value: '何甲村', code: 'village/not-found' }] },
    ])
    expect(bad.body.rows[1]?.problems[0]?.zh).toContain('何家村')
    expect((await world.start(body.id)).body).toMatchObject({ code: 'import/bad-rows', details: { bad: 2 } })
    expect((await world.start(body.id, { skipBad: true })).body).toMatchObject({ report: { added: 3, skipped: 2 } })
  })

  test('GCJ-02 is converted and said; half a kilometre lies between', async () => {
    const rows = [['东店', '商铺', '何家村', '37.3512', '118.4312', 'G-1']]
    const { body } = await world.check('sheet=places&datum=gcj02', placesCsv(rows))
    await world.start(body.id)
    expect((await world.until(body.id, 'done')).body.report).toMatchObject({ convertedFromGcj02: 1 })
    const moved = Math.abs(((await place('G-1'))?.latitude ?? 0) - 37.3512) * 111_320
    expect(moved).toBeGreaterThan(20)
    expect(moved).toBeLessThan(1000)
  })

  test('a contact is sealed under its own key, masked in lists, and plain nowhere', async () => {
    const rows = [['南店', '商铺', '何家村', '', '', 'K-1', '李四光', '13912345678']]
    const { body } = await world.check(
      'sheet=places',
      placesCsv(rows, '名称,类型,村,纬度,经度,外部编号,联系人,联系电话'),
    )
    const staged = await sql<{ text: string }>`
      select import_row::text as text from import_row where station_id = ${world.stationId}`.execute(world.db)
    expect(staged.rows[0]?.text).not.toMatch(/13912345678|李四光/)
    const ok = await world.call('GET', `/imports/${body.id}/rows?verdict=ok`)
    expect(ok.body.rows[0]?.values).toMatchObject({ contactName: '李**', contactPhone: '139****5678' })
    await world.start(body.id)
    const { rows: kept } = await sql<{ sealed: Buffer; matterId: string; maskedPhone: string }>`
      select sealed, matter_id, masked_phone from place_contact where station_id = ${world.stationId}`.execute(world.db)
    const { open } = await import('../../platform/secrets/index.ts')
    const holder = { keys: world.keys, station: { id: world.stationId, name: '', timeZone: '', demo: false } }
    const opened = await open(holder, world.db, kept[0]?.matterId ?? '', kept[0]?.sealed ?? Buffer.alloc(0))
    expect(JSON.parse(opened.toString())).toEqual({ name: '李四光', phone: '13912345678' })
  })
})

describe('duplicates', () => {
  beforeEach(async () => {
    const rows = [
      ['何家村便民超市', '商铺', '何家村', '37.3512', '118.4312', 'D-1'],
      ['东风修理部', '作坊', '何家村', '', '', ''],
    ]
    const { body } = await world.check('sheet=places', placesCsv(rows))
    await world.start(body.id)
  })

  const second = () =>
    world.check(
      'sheet=places',
      placesCsv(
        [
          ['便民超市', '商铺', '何家村', '37.3900', '118.4312', 'D-1', '路北'],
          ['东风修理部', '作坊', '何家村', '37.3700', '118.4500', 'D-2', '路南'],
          ['全新的店', '商铺', '解家村', '37.3800', '118.4600', 'D-3', ''],
        ],
        '名称,类型,村,纬度,经度,外部编号,地址说明',
      ),
    )

  test('they stand beside their twins, and are filled in when merged, never overwritten', async () => {
    const { body } = await second()
    expect(body.report).toMatchObject({ ok: 1, duplicates: 2 })
    const found = await world.call('GET', `/imports/${body.id}/rows?verdict=duplicate`)
    expect(found.body.rows).toMatchObject([
      {
        row: 2,
        choice: 'merge',
        twin: { kind: 'record', why: 'external-id', values: { name: '何家村便民超市', latitude: 37.3512 } },
      },
      { row: 3, choice: 'skip', twin: { kind: 'record', why: 'name', values: { name: '东风修理部' } } },
    ])
    expect((await world.call('PUT', `/imports/${body.id}/choices`, { all: 'merge' })).body).toEqual({
      merge: 2,
      skip: 0,
      keep: 0,
    })
    const before = await world.count('place')
    const done = await world.start(body.id)
    expect(done.body.report).toMatchObject({ added: 1, merged: 2, skipped: 0 })
    expect(await world.count('place')).toBe(before + 1)
    // the position that stood stays; what was empty is filled in
    expect(await place('D-1')).toMatchObject({ latitude: 37.3512, addressHint: '路北', version: 2 })
    expect(await place('D-2')).toMatchObject({ latitude: 37.37, addressHint: '路南' })
    const { rows } = await sql<{ details: object }>`
      select details from place_event where station_id = ${world.stationId} and kind = 'corrected' order by details`.execute(
      world.db,
    )
    expect(rows).toHaveLength(2)
    // taken back, it is empty again and the event stays
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    await world.until(body.id, 'undone')
    expect(await place('D-1')).toMatchObject({ latitude: 37.3512, addressHint: null })
    expect(await place('D-2')).toBeUndefined()
    expect(await world.count('place')).toBe(before)
  })

  test('they can be kept as places of their own, but not with the same number', async () => {
    const { body } = await second()
    const refused = await world.call('PUT', `/imports/${body.id}/choices`, { rows: [{ row: 2, choice: 'keep' }] })
    expect(refused.body).toMatchObject({ code: 'import/keep-impossible', details: { row: 2 } })
    await world.call('PUT', `/imports/${body.id}/choices`, {
      rows: [
        { row: 2, choice: 'skip' },
        { row: 3, choice: 'keep' },
      ],
    })
    expect((await world.start(body.id)).body.report).toMatchObject({ added: 2, merged: 0, skipped: 1 })
  })

  test('a row that is in the file twice is merged into the row before it', async () => {
    const rows = [
      ['西湾仓库', '仓库', '解家村', '', '', 'W-1', ''],
      ['西湾仓库', '仓库', '解家村', '37.3899', '118.4699', '', '桥头'],
    ]
    const { body } = await world.check('sheet=places', placesCsv(rows, '名称,类型,村,纬度,经度,外部编号,地址说明'))
    const found = await world.call('GET', `/imports/${body.id}/rows?verdict=duplicate`)
    expect(found.body.rows).toMatchObject([{ row: 3, twin: { kind: 'row', row: 2, values: { name: '西湾仓库' } } }])
    await world.call('PUT', `/imports/${body.id}/choices`, { all: 'merge' })
    expect((await world.start(body.id)).body.report).toMatchObject({ added: 1, merged: 1 })
    expect(await place('W-1')).toMatchObject({ latitude: 37.3899, addressHint: '桥头' })
  })
})

describe('all or nothing', () => {
  test('one row that fails late leaves nothing, and a sentence', async () => {
    const { body } = await world.check('sheet=places', placesCsv(somePlaces(300)))
    const before = await world.count('place')
    // meanwhile somebody enters a place with the number of the last row
    await sql`insert into place (station_id, id, kind, name, village_id, external_id, created_at, created_by)
      values (${world.stationId}, ${randomUUIDv7()}, 'shop', '先来的', ${world.villages[0]?.id}, 'E-300', now(), ${world.members.chief})`.execute(
      world.db,
    )
    const failed = await world.start(body.id)
    expect(failed.body).toMatchObject({ state: 'failed', problem: { code: 'import/check-again' } })
    expect(await world.count('place')).toBe(before + 1)
    expect(await world.count('duty')).toBe(0)
    // checked again, the row is a duplicate of it
    await world.call('POST', `/imports/${body.id}/check`, { id: randomUUIDv7() })
    expect((await world.until(body.id, 'checked')).body.report).toMatchObject({ ok: 299, duplicates: 1 })
  })

  test('two imports at once both go live, or the later one is to be checked again', async () => {
    const [one, two] = await Promise.all([
      world.check('sheet=places', placesCsv(somePlaces(50, 1))),
      world.check('sheet=places', placesCsv(somePlaces(50, 1001))),
    ])
    const [first, second] = await Promise.all([world.start(one.body.id), world.start(two.body.id)])
    const states = [first.body, second.body].map(({ state, problem }) => problem?.code ?? state)
    expect(states.toSorted()).toSatisfy(
      ([earlier, later]: string[]) => earlier === 'done' && (later === 'done' || later === 'import/check-again'),
    )
    // whole or not at all, as each of them says
    expect([(await place('E-1')) !== undefined, (await place('E-1001')) !== undefined]).toEqual(
      states.map((state) => state === 'done'),
    )
  })

  test('visits are recorded while it goes on', async () => {
    const { body: first } = await world.check('sheet=places', placesCsv(somePlaces(1)))
    await world.start(first.id)
    const placeId = (await place('E-1'))?.id
    const { body } = await world.check('sheet=places', placesCsv(somePlaces(1500, 100)))
    const importing = world.start(body.id)
    const visit = {
      placeId,
      kind: 'patrol',
      at: '2025-02-05T10:00:00+08:00',
      participants: [world.members.officer],
      outcome: 'inspected',
    }
    const visits = await Promise.all(
      Array.from({ length: 5 }, () => world.call('PUT', `/visits/${randomUUIDv7()}`, visit)),
    )
    expect(visits.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect((await importing).body.state).toBe('done')
  })
})

describe('taking back', () => {
  test('an import on which nothing stands is undone without trace but the audit', async () => {
    const before = { places: await world.count('place'), events: await world.count('place_event') }
    const { body } = await world.check('sheet=places', placesCsv(somePlaces(120)))
    await world.start(body.id)
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    expect((await world.until(body.id, 'undone')).body.problem).toBeNull()
    expect({ places: await world.count('place'), events: await world.count('place_event') }).toEqual(before)
    expect(await world.count('duty')).toBe(0)
    const { rows } = await sql<{ action: string }>`
      select action from audit where station_id = ${world.stationId} and action like 'import.%' order by at, id`.execute(
      world.db,
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'import.uploaded',
      'import.started',
      'import.done',
      'import.undone',
    ])
  })

  test('one on which a visit stands is refused with the count', async () => {
    const { body } = await world.check('sheet=places', placesCsv(somePlaces(2)))
    await world.start(body.id)
    const visit = {
      placeId: (await place('E-1'))?.id,
      kind: 'patrol',
      at: '2025-02-05T10:00:00+08:00',
      participants: [world.members.officer],
      outcome: 'inspected',
    }
    await world.call('PUT', `/visits/${randomUUIDv7()}`, visit)
    const finding = { kind: 'hazard', source: { kind: 'message' }, placeId: (await place('E-2'))?.id, at: visit.at }
    await world.call('PUT', `/findings/${randomUUIDv7()}`, finding)
    const refused = await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    expect(refused.body).toMatchObject({
      code: 'import/stands-on',
      details: {
        standing: ['findings', 'follow-ups', 'visits'].map((what) => ({ what, count: 1 })),
      },
    })
    expect((await world.until(body.id, 'done')).status).toBe(200)
  })

  test('one that is given up leaves neither rows nor file', async () => {
    const { body } = await world.check('sheet=places', placesCsv(somePlaces(10)))
    const cancelled = await world.call('POST', `/imports/${body.id}/cancel`, { id: randomUUIDv7() })
    expect(cancelled.body.state).toBe('cancelled')
    expect(await readdir(world.uploads)).toEqual([])
    await expect.poll(() => world.count('import_row'), { timeout: 8000 }).toBe(0)
  })
})
