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

  test('divisions again: the officer that a row names is a change in the check, then made from today on, and taken back', async () => {
    const heading = '村,社区民警\n'
    const first = await world.check('sheet=divisions', `${heading}西营村,\n东营村,\n`)
    await world.start(first.body.id)
    const villages = await sql<{ id: string; name: string }>`
      select id, name from place where station_id = ${world.stationId} and kind = 'village' and name in ('西营村', '东营村')`.execute(
      world.db,
    )
    const west = villages.rows.find(({ name }) => name === '西营村')?.id ?? ''
    // a shop of the village follows its officer
    await sql`
      insert into place (station_id, id, kind, name, village_id, owner_id, created_at, created_by)
      values (${world.stationId}, ${randomUUIDv7()}, 'shop', '西营商店', ${west}, ${world.members.chief}, now(), ${world.members.chief})`.execute(
      world.db,
    )
    const owners = async () => {
      const { rows } = await sql<{ name: string; ownerId: string }>`
        select name, owner_id from place where station_id = ${world.stationId} and name in ('西营村', '西营商店', '东营村')`.execute(
        world.db,
      )
      return Object.fromEntries(rows.map(({ name, ownerId }) => [name, ownerId]))
    }

    const second = await world.check('sheet=divisions', `${heading}西营村,officer\n东营村,\n`)
    expect(second.body.report).toMatchObject({ duplicates: 2, otherOfficers: 1 })
    const { chief, officer, deputy } = world.members
    expect((await world.start(second.body.id)).body.report).toMatchObject({ added: 0, merged: 1 })
    expect(await owners()).toEqual({ 西营村: officer, 西营商店: officer, 东营村: chief })

    // and once more with somebody else: the check shows who it is now beside who it will be
    const third = await world.check('sheet=divisions', `${heading}西营村,deputy\n东营村,\n`)
    const found = await world.call('GET', `/imports/${third.body.id}/rows?verdict=duplicate`)
    expect(found.body.rows[0]).toMatchObject({
      choice: 'merge',
      values: { communityOfficer: '试deputy' },
      twin: { values: { communityOfficer: '试officer' } },
    })
    expect((await world.start(third.body.id)).body.report).toMatchObject({ merged: 1 })
    expect(await owners()).toMatchObject({ 西营村: deputy, 西营商店: deputy })
    const same = await world.check('sheet=divisions', `${heading}西营村,deputy\n`)
    expect(same.body.report).toMatchObject({ duplicates: 1, otherOfficers: 0 })

    await world.call('POST', `/imports/${third.body.id}/undo`, { id: randomUUIDv7() })
    await world.until(third.body.id, 'undone')
    expect(await owners()).toMatchObject({ 西营村: officer, 西营商店: officer })
    const told = await sql<{ memberId: string; undone: boolean | null }>`
      select details ->> 'memberId' as member_id, (details ->> 'undone')::boolean as undone from place_event
      where station_id = ${world.stationId} and place_id = ${west} and kind = 'responsible-changed'`.execute(world.db)
    // the clock stands still here: they have no order
    expect(told.rows).toHaveLength(3)
    expect(told.rows).toEqual(
      expect.arrayContaining([
        { memberId: officer, undone: null },
        { memberId: deputy, undone: null },
        { memberId: officer, undone: true },
      ]),
    )
  })

  test('divisions: a community officer who is none of the police is a bad row', async () => {
    const { body } = await world.check('sheet=divisions', '村,社区民警\n何家村,volunteer\n')
    const bad = await world.call('GET', `/imports/${body.id}/rows?verdict=bad`)
    expect(bad.body.rows[0]?.problems).toMatchObject([{ column: '社区民警', code: 'community-officer/wrong-role' }])
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
    // a post that somebody added by hand stands on it
    await sql`
      insert into line_post (station_id, line_id, km, label, latitude, longitude)
      select station_id, id, 2, 'K2+000', 37.365, 118.43 from line where station_id = ${world.stationId}`.execute(
      world.db,
    )
    expect((await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })).body).toMatchObject({
      code: 'import/stands-on',
      details: { standing: [{ what: 'posts', count: 1 }] },
    })
    await sql`delete from line_post where station_id = ${world.stationId} and km = 2`.execute(world.db)
    await world.call('POST', `/imports/${body.id}/undo`, { id: randomUUIDv7() })
    await world.until(body.id, 'undone')
    expect([await world.count('line'), await world.count('line_post')]).toEqual([0, 0])
  })

  test('lines: a segment that overlaps one of the file, or one that the station has, is a bad row with what is free', async () => {
    const heading = '管线名,桩号,纬度,经度,管段起,管段止\n'
    const first = await world.check(
      'sheet=lines',
      `${heading}南线,K0+000,37.35,118.43,0,4\n南线,K5+000,37.36,118.43,4,6.5\n`,
    )
    await world.start(first.body.id)
    const { rows } = await sql<{ lengthKm: number }>`
      select length_km from line where station_id = ${world.stationId} and name = '南线'`.execute(world.db)
    expect(rows[0]?.lengthKm).toBe(6.5)

    // taken back, an import of what was there already leaves it there
    const again = await world.check('sheet=lines', `${heading}南线,K0+000,37.35,118.43,0,4\n`)
    await world.start(again.body.id)
    const posts = await world.count('line_post')
    await world.call('POST', `/imports/${again.body.id}/undo`, { id: randomUUIDv7() })
    await world.until(again.body.id, 'undone')
    expect(await world.count('line_post')).toBe(posts)

    const second = await world.check(
      'sheet=lines',
      `${heading}南线,K1+000,37.35,118.43,3,5\n南线,K7+000,37.37,118.43,6.5,8\n南线,K8+000,37.38,118.43,7,9\n南线,K2+000,37.36,118.43,0,4\n`,
    )
    expect(second.body.report).toMatchObject({ bad: 2, duplicates: 2 })
    const bad = await world.call('GET', `/imports/${second.body.id}/rows?verdict=bad`)
    expect(bad.body.rows).toMatchObject([
      {
        row: 2,
        problems: [
          {
            column: '管段起',
            value: '3',
            code: 'segment/overlaps',
            zh: '与已有的管段“南线 K0+000—K4+000”重叠。这一段已有管段，起止都空着。',
          },
        ],
      },
      {
        row: 4,
        problems: [
          {
            column: '管段起',
            value: '7',
            code: 'segment/overlaps-row',
            zh: '与第 3 行的管段（K6+500—K8+000）重叠。可以写 K8+000—K9+000。',
          },
        ],
      },
    ])
    // meanwhile somebody makes a segment by hand where the file has one
    await sql`
      insert into place (station_id, id, kind, name, line_id, from_km, to_km, created_at, created_by)
      select ${world.stationId}, ${randomUUIDv7()}, 'segment', '手工段', id, 7, 9, now(), ${world.members.chief}
      from line where station_id = ${world.stationId} and name = '南线'`.execute(world.db)
    const failed = await world.start(second.body.id, { skipBad: true })
    expect(failed.body).toMatchObject({ state: 'failed', problem: { code: 'import/check-again' } })
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
