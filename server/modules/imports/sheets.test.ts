import { randomUUIDv7 } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, placesCsv, somePlaces, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('an upload', () => {
  test('is kept for its owner only, and sent again it answers as the first time', async () => {
    const id = randomUUIDv7()
    const text = placesCsv(somePlaces(2))
    const first = await world.upload('sheet=places', text, { id })
    expect(first.body).toMatchObject({ id, state: 'uploaded', missing: [] })
    expect((await stat(join(world.uploads, id))).mode & 0o777).toBe(0o600)
    expect((await world.upload('sheet=places', text, { id })).body).toMatchObject({ id, state: 'uploaded' })
    expect((await world.upload('sheet=places', text, { id, role: 'deputy' })).body.code).toBe('command/conflict')
  })

  test('that is no sheet is refused with what to do, and not kept', async () => {
    const before = await readdir(world.uploads)
    const broken = await world.upload('sheet=places', 'PK\u0003\u0004 broken')
    expect(broken).toMatchObject({ status: 422, body: { code: 'import/unreadable' } })
    expect(broken.body.fields[0]?.zh).toContain('损坏')
    expect((await world.upload('sheet=places', '')).body.code).toBe('import/no-file')
    expect(await readdir(world.uploads)).toEqual(before)
  })

  test('is for those who may import; members only for those who may enter them', async () => {
    for (const role of ['volunteer', 'officer', 'auditor', 'cadre'] as const) {
      expect((await world.upload('sheet=places', placesCsv([]), { role })).status).toBe(403)
      expect((await world.call('GET', '/imports', undefined, role)).status).toBe(403)
    }
    const members = '姓名,角色\n王五,民警\n'
    expect((await world.upload('sheet=members', members, { role: 'deputy' })).status).toBe(403)
    expect((await world.upload('sheet=members', members, { role: 'administrator' })).status).toBe(200)
  })

  test('of members brings leaders and auditors in by a leader only', async () => {
    const leaders = '姓名,角色\n赵副,副所长\n'
    const { body } = await world.upload('sheet=members', leaders, { role: 'administrator' })
    await world.call('POST', `/imports/${body.id}/check`, { id: randomUUIDv7() }, 'administrator')
    await world.until(body.id, 'checked')
    const start = (role: 'administrator' | 'chief') =>
      world.call('POST', `/imports/${body.id}/start`, { id: randomUUIDv7() }, role)
    expect(await start('administrator')).toMatchObject({ status: 403, body: { code: 'member/standing' } })
    expect((await world.until(body.id, 'checked')).body.report).toMatchObject({ ok: 1 })
    expect((await start('chief')).status).toBe(200)
    await world.until(body.id, 'done')

    // a leader who is there already is no bar to the others
    const officers = '姓名,角色\n赵副,副所长\n钱民警,民警\n'
    const again = await world.check('sheet=members', officers)
    const started = await world.call('POST', `/imports/${again.body.id}/start`, { id: randomUUIDv7() }, 'administrator')
    expect(started.status).toBe(200)
    await world.until(again.body.id, 'done')
  })

  test('with other headings is mapped by hand', async () => {
    const text = placesCsv([['新店', '商铺', '何家村', 'x']], '铺面,是啥,村,身份证号')
    const { body } = await world.upload('sheet=places', text)
    expect(body.missing).toEqual(['name', 'kind'])
    expect(body.headings[3]).toMatchObject({ key: null, reason: 'not-kept' })
    const early = await world.call('POST', `/imports/${body.id}/check`, { id: randomUUIDv7() })
    expect(early.body).toMatchObject({ code: 'import/headings-missing', details: { missing: ['name', 'kind'] } })
    const mapped = await world.call('PUT', `/imports/${body.id}/mapping`, { mapping: { 0: 'name', 1: 'kind' } })
    expect(mapped.body.missing).toEqual([])
    await world.call('POST', `/imports/${body.id}/check`, { id: randomUUIDv7() })
    expect((await world.until(body.id, 'checked')).body.report).toMatchObject({ ok: 1, bad: 0 })
  })

  test('templates can be filled in and come in again', async () => {
    const csv = await world.call('GET', '/imports/templates/places?format=csv')
    expect(csv.text).toContain('名称*')
    const { body } = await world.check('sheet=places', csv.text)
    expect(body.report).toMatchObject({ rows: 0, examples: 1 })
    expect((await world.start(body.id)).body.code).toBe('import/nothing-to-import')
    expect((await world.call('GET', '/imports/templates/members')).text.slice(0, 2)).toBe('PK')
  })
})

test('places are not brought into a village that was closed since the check', async () => {
  const village = randomUUIDv7()
  await sql`insert into place (station_id, id, kind, name, village_id, owner_id, created_at, created_by)
    values (${world.stationId}, ${village}, 'village', '要撤的村', ${village}, ${world.members.chief}, '2025-01-01',
      ${world.members.chief})`.execute(world.db)
  const { body } = await world.check('sheet=places', placesCsv([['老店', '商铺', '要撤的村', '', '', '']]))
  expect(body.report).toMatchObject({ ok: 1 })
  await sql`update place set closed_at = '2025-02-01' where id = ${village}`.execute(world.db)
  expect((await world.start(body.id)).body).toMatchObject({ state: 'failed', problem: { code: 'import/check-again' } })
  const { rows } = await sql`select from place where village_id = ${village} and kind <> 'village'`.execute(world.db)
  expect(rows).toEqual([])
})

describe('the other sheets', () => {
  test('divisions: communities and villages come in, those that are there are filled in', async () => {
    const text =
      '村,社区,区划代码,社区民警,纬度,经度\n何家村,城南社区,370502102201,,,\n新立村,城南社区,370502102299,officer,37.36,118.44\n'
    const { body } = await world.check('sheet=divisions', text)
    expect(body.report).toMatchObject({ ok: 1, duplicates: 1 })
    expect((await world.start(body.id)).body.report).toMatchObject({ added: 1, merged: 1 })
    const { rows } = await sql<{ name: string; community: string; divisionCode: string; ownerId: string }>`
      select p.name, c.name as community, p.division_code, p.owner_id from place p
      left join place c on c.station_id = p.station_id and c.id = p.community_id
      where p.station_id = ${world.stationId} and p.kind = 'village' and p.community_id is not null order by p.division_code`.execute(
      world.db,
    )
    expect(rows).toMatchObject([
      { name: '何家村', community: '城南社区', divisionCode: '370502102201' },
      { name: '新立村', community: '城南社区', ownerId: world.members.officer },
    ])
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    await world.until(body.id, 'undone')
    const left = await sql<{ n: number }>`
      select count(*)::int as n from place where station_id = ${world.stationId} and (kind = 'community' or community_id is not null)`.execute(
      world.db,
    )
    expect(left.rows[0]?.n).toBe(0)
  })

  test('lines: posts in order, segments as places of the village nearest', async () => {
    const text =
      '管线名,桩号,纬度,经度,管段起,管段止\n东线,K0+000,37.35,118.43,K0+000,K1+000\n东线,K1+000,37.36,118.43,K1+000,K2+500\n东线,K2+500,37.37,118.43,,\n'
    const { body } = await world.check('sheet=lines', text)
    expect(body.report).toMatchObject({ ok: 3 })
    await world.start(body.id)
    const { rows } = await sql<{ lengthKm: number; posts: number; segments: number; village: string }>`
      select l.length_km, (select count(*)::int from line_post t where t.line_id = l.id) as posts,
        (select count(*)::int from place p where p.line_id = l.id and p.kind = 'segment') as segments,
        (select v.name from place p join place v on v.id = p.village_id where p.line_id = l.id and p.from_km = 0) as village
      from line l where l.station_id = ${world.stationId}`.execute(world.db)
    expect(rows[0]).toEqual({ lengthKm: 2.5, posts: 3, segments: 2, village: '何家村' })
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    await world.until(body.id, 'undone')
    expect([await world.count('line'), await world.count('line_post')]).toEqual([0, 0])
  })

  test('members: with their villages, without account or telephone', async () => {
    const text = '姓名,角色,用户名,负责村,手机号\n王五,民警,wangwu,何家村、解家村,13912345678\n赵六,义警,,大许村,\n'
    const { body } = await world.check('sheet=members', text)
    expect(body.report).toMatchObject({ ok: 2 })
    await world.start(body.id)
    const { rows } = await sql<{
      name: string
      role: string
      userName: string | null
      accountId: string | null
      areas: number
    }>`
      select name, role, user_name, account_id,
        (select count(*)::int from member_area a where a.member_id = m.id) as areas
      from member m where station_id = ${world.stationId} and name in ('王五', '赵六') order by role`.execute(world.db)
    expect(rows).toEqual([
      { name: '王五', role: 'officer', userName: 'wangwu', accountId: null, areas: 2 },
      { name: '赵六', role: 'volunteer', userName: null, accountId: null, areas: 1 },
    ])
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    await world.until(body.id, 'undone')
    const left = await sql<{ n: number }>`
      select count(*)::int as n from member where station_id = ${world.stationId} and name = '王五'`.execute(world.db)
    expect(left.rows[0]?.n).toBe(0)
  })
})
