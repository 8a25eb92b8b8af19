import { randomUUIDv7 } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Role } from '@sifang/domain/permissions'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../platform/context.ts'
import { cellText, readSheet } from '../../platform/sheets/index.ts'
import { now, openWorld, placesCsv, type World } from '../imports/world.fixture.ts'
import { exportLists, exportRoutes, exportTo } from './index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ routes: exportRoutes })
  const rows = [
    ['加一店', '商铺', '何家村', '37.3512', '118.4312', 'X-1', '李四光', '13912345678'],
    ['宏达仓库', '仓库', '解家村', '37.3712', '118.4312', 'X-2', '', ''],
    ['无位置广场', '广场', '解家村', '', '', 'X-3', '', ''],
  ]
  const { body } = await world.check('sheet=places', placesCsv(rows, '名称,类型,村,纬度,经度,外部编号,联系人,联系电话'))
  const started = await world.start(body.id)
  expect(started.body).toMatchObject({ state: 'done', report: { added: 3 } })
  await sql`
    update place set name = case external_id when 'X-1' then '=1+1店' else '@宏达仓库' end
    where station_id = ${world.stationId} and external_id in ('X-1', 'X-2')`.execute(world.db)
  await sql`
    insert into visit (station_id, id, place_id, kind, at, received_at, time_uncertain, outcome, note, participants,
      roles_present, recorded_by)
    select station_id, ${randomUUIDv7()}, id, 'patrol', '2025-02-05T01:00:00Z', '2025-02-05T01:00:00Z', true, 'met', '电话13912345678，门已锁',
      ${[world.members.officer]}::uuid[], '{officer}', ${world.members.officer} from place
    where station_id = ${world.stationId} and external_id = 'X-1'`.execute(world.db)
  await sql`
    insert into incident (station_id, id, category, occurred_at, village_id, source, reported_by, reported_at, sealed_summary)
    values (${world.stationId}, ${randomUUIDv7()}, 'theft', '2025-02-01T01:00:00Z', ${world.villages[0]?.id}, '110',
      ${world.members.officer}, '2025-02-01T02:00:00Z', 'geheim')`.execute(world.db)
}, 60_000)
afterAll(() => world.close())

describe('an export', () => {
  test('of places shows the list with its filters, guarded against formulas, and nobody’s telephone', async () => {
    const { text } = await world.call('GET', '/exports/places?format=csv&kind=shop,warehouse')
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toMatch(/^\ufeff?名称,类型,村/)
    expect(lines).toHaveLength(3)
    expect(text).toContain("'=1+1店,商铺,何家村")
    expect(text).toContain("'@宏达仓库,仓库,解家村")
    expect(text).not.toMatch(/139|李四/)
    const one = await world.call('GET', `/exports/places?format=csv&villageId=${world.villages[1]?.id}&search=wzgc`)
    expect(one.text.trim().split('\r\n')).toHaveLength(2)
  })

  test('as .xlsx comes in again with the same names, and every row is a duplicate by its number', async () => {
    const answer = await world.app.inject({
      url: '/api/v1/exports/places?kind=shop,warehouse,square',
      headers: { 'x-role': 'chief' },
    })
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('走访场所-2025-02-05.xlsx'))
    const path = join(world.uploads, 'export.xlsx')
    await writeFile(path, answer.rawPayload)
    const names: string[] = []
    for await (const { cells } of (await readSheet(path)).rows) names.push(cellText(cells[0]))
    expect(names.toSorted()).toEqual(['=1+1店', '@宏达仓库', '无位置广场'].toSorted())
    const csv = await world.call('GET', '/exports/places?format=csv&kind=shop,warehouse,square')
    const { body } = await world.check('sheet=places', csv.text)
    expect(body.report).toMatchObject({ ok: 0, bad: 0, duplicates: 3 })
  })

  test('as GeoJSON has what has a position, longitude first', async () => {
    const { body } = await world.call('GET', '/exports/places?format=geojson&kind=shop,square')
    expect(body).toMatchObject({
      type: 'FeatureCollection',
      features: [{ geometry: { type: 'Point', coordinates: [118.4312, 37.3512] }, properties: { 名称: '=1+1店' } }],
    })
    expect((await world.call('GET', '/exports/members?format=geojson')).body.code).toBe('export/no-positions')
  })

  test('of every other list answers with its rows', async () => {
    const visits = await world.call('GET', '/exports/visits?format=csv')
    expect(visits.text).toContain('电话***，门已锁')
    expect(visits.text).toContain('2025-02-05 09:00')
    expect(visits.text).toContain('登记时间,时间存疑,已作废')
    expect(visits.text).toMatch(/2025-02-05 09:00,是,/)
    const incidents = await world.call('GET', '/exports/incidents?format=csv')
    expect(incidents.text).toMatch(/盗窃,待核实/)
    expect(incidents.text).not.toMatch(/geheim|试officer/)
    expect((await world.call('GET', '/exports/duties?format=csv')).text.trim().split('\r\n').length).toBeGreaterThan(3)
    expect((await world.call('GET', '/exports/villages?format=csv')).text).toContain('解家村')
    expect((await world.call('GET', '/exports/members?format=csv')).text).toContain('试chief,所长')
    expect((await world.call('GET', '/exports/lines?format=csv&language=en')).text).toContain('Kilometre post')
  })

  test.each([
    ['an officer', 'officer', /试officer,电话\*\*\*，门已锁/, true],
    // none of them may export: should one ever, the file says no more than the list does
    ['a cadre', 'cadre', /,,,,2025-02-05/, true],
    ['a volunteer who was not there', 'volunteer', /走访类别/, false],
  ] as const)('of visits tells %s what the list of visits does', async (_who, role, expected, listed) => {
    const list = exportLists.find(({ name }) => name === 'visits')
    if (!list) throw new Error('visits are exported')
    const { stream, recorded } = await exportTo(contextOf(role), list, {}, { format: 'csv', language: 'zh' })
    const written = await text(stream)
    await recorded
    expect(written).toMatch(expected)
    expect(written.includes('何家村')).toBe(listed)
    expect(written.includes('门已锁')).toBe(role === 'officer')
  })

  test('of members keeps to the search of the list, and of places to what was confirmed lately', async () => {
    const found = await world.call('GET', `/exports/members?format=csv&search=${encodeURIComponent('试chief')}`)
    expect(found.text.trim().split('\r\n')).toHaveLength(2)
    expect(found.text).toContain('试chief,所长')
    expect((await world.call('GET', '/exports/members?format=csv&search=qqqq')).text.trim().split('\r\n')).toHaveLength(
      1,
    )

    await sql`
      update place set confirmed_on = case external_id when 'X-2' then date '2024-12-01' else date '2024-11-01' end
      where station_id = ${world.stationId} and external_id in ('X-2', 'X-3')`.execute(world.db)
    const stale = await world.call('GET', '/exports/places?format=csv&confirmed=false')
    const lately = await world.call('GET', '/exports/places?format=csv&confirmed=true')
    expect(stale.text).toContain('无位置广场')
    expect(lately.text).not.toContain('无位置广场')
    expect(lately.text).toContain('宏达仓库')
  })

  test('of the due list takes a campaign’s states and refuses what the list refuses', async () => {
    const wrong = await world.call('GET', '/exports/duties?format=csv&state=fulfilled')
    expect(wrong).toMatchObject({ status: 400, body: { code: 'request/invalid' } })
    const campaign = randomUUIDv7()
    await sql`
      insert into policy_line (station_id, id, name, target, created_at, created_by)
      values (${world.stationId}, ${campaign}, '节前检查', ${JSON.stringify({ kind: 'campaign', placeKinds: ['shop', 'warehouse'], firstDay: '2025-02-01', lastDay: '2025-02-20' })},
        '2025-02-01T00:00:00Z', ${world.members.officer})`.execute(world.db)
    const states = new Map([
      ['X-1', 'open'],
      ['X-2', 'fulfilled'],
    ])
    for (const [place, state] of states) {
      await sql`
        insert into duty (station_id, place_id, line_id, period, period_start, from_at, until, visits, visits_done, state)
        select station_id, id, ${campaign}, 'campaign', '2025-02-01', '2025-01-31T16:00:00Z', '2025-02-20', 1, 0, ${state}
        from place where station_id = ${world.stationId} and external_id = ${place}`.execute(world.db)
    }
    const listed = async (asked: string) =>
      (await world.call('GET', `/exports/duties?format=csv&lineId=${campaign}${asked}`)).text
    expect(await listed('')).toMatch(/加一店|=1\+1店/)
    expect(await listed('')).not.toContain('宏达仓库')
    expect(await listed('&state=fulfilled')).toMatch(/宏达仓库.*已完成/)
    expect(await listed('&state=fulfilled')).not.toContain('=1+1店')
  })

  test('is for those who may read the list, and on record with its rows', async () => {
    expect((await world.call('GET', '/exports/places', undefined, 'volunteer')).status).toBe(403)
    expect((await world.call('GET', '/exports/incidents', undefined, 'auditor')).status).toBe(403)
    expect((await world.call('GET', '/exports/places?format=csv', undefined, 'auditor')).status).toBe(200)
    await expect
      .poll(async () => {
        const { rows } = await sql<{ details: { rows: number } }>`
          select details from audit where station_id = ${world.stationId} and action = 'export.done'
            and member_id = ${world.members.auditor}`.execute(world.db)
        return rows.map(({ details }) => details.rows)
      })
      .toEqual([6])
  })
})

function contextOf(role: Role): Context {
  return {
    actor: {
      memberId: world.members[role],
      name: '',
      role,
      villageIds: world.villages.map(({ id }) => id),
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    },
    station: { id: world.stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
    scope: role === 'officer' ? 'station' : 'village',
    permission: 'export.run',
    db: world.db,
    keys: world.keys,
    now,
    newId: () => randomUUIDv7(),
    requestId: 'test',
    address: 'local',
  }
}
