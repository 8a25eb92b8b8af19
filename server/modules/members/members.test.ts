import { ownerOf } from '@sifang/domain/members'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobContext } from '../../platform/context.ts'
import { applyResponsibilities } from '../places/index.ts'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

let world: World
let village: string
beforeAll(async () => {
  world = await openWorld()
  village = await world.village('东张村')
})
afterAll(() => world.close())

const responsible = (placeId: string, memberId: string | null, fromDay = '2025-02-05') =>
  world.put(`/places/${placeId}/responsibilities/${newId()}`, { memberId, fromDay })

async function ownersOf(placeId: string) {
  const { rows } = await sql<{ ownerId: string; dutyOwners: string[] }>`
    select p.owner_id, (select array_agg(distinct d.owner_id) from duty d
      where d.place_id = p.id and d.state = 'open' and d.until >= '2025-02-05') as duty_owners
    from place p where p.id = ${placeId}`.execute(world.db)
  return rows[0]
}

const job = (at: string): JobContext => ({
  station: { id: world.stationId, name: '', timeZone: 'Asia/Shanghai', demo: false },
  db: world.db,
  keys: world.keys,
  now: () => new Date(at),
  newId,
  requestId: 'job',
  address: 'local',
})

test('a place is owned by the one made responsible, else by the community officer, else by the chief', async () => {
  const place = await world.place(village, '东张超市')
  const [communityOfficer, byName] = [await world.join('officer'), await world.join('auxiliary')]
  expect(await ownersOf(place)).toEqual({ ownerId: world.chief, dutyOwners: [world.chief] })
  expect((await responsible(village, communityOfficer)).status).toBe(200)
  expect(await ownersOf(place)).toEqual({ ownerId: communityOfficer, dutyOwners: [communityOfficer] })
  expect((await world.get(`/villages/${village}`)).body).toMatchObject({ officer: { id: communityOfficer } })
  await responsible(place, byName)
  expect(await ownersOf(place)).toEqual({ ownerId: byName, dutyOwners: [byName] })
  await responsible(place, null)
  expect(await ownersOf(place)).toEqual({ ownerId: communityOfficer, dutyOwners: [communityOfficer] })
})

test('from a day ahead on, the owner follows on that day and not before', async () => {
  const place = await world.place(village, '东张粮店')
  const officer = await world.join('officer')
  const before = await ownersOf(place)
  await responsible(place, officer, '2025-02-10')
  expect(await ownersOf(place)).toEqual(before)
  expect(await applyResponsibilities(job('2025-02-09T23:00:00+08:00'))).toBe(0)
  expect(await applyResponsibilities(job('2025-02-10T00:30:00+08:00'))).toBe(1)
  expect(await ownersOf(place)).toEqual({ ownerId: officer, dutyOwners: [officer] })
  expect(await applyResponsibilities(job('2025-02-10T00:30:00+08:00'))).toBe(0)
})

test('what the database says of owners is what the rule says', async () => {
  const { rows } = await sql<{ id: string; ownerId: string; own: Named[]; ofVillage: Named[] }>`
    select p.id, p.owner_id,
      (select coalesce(jsonb_agg(jsonb_build_object('memberId', r.member_id, 'from', r.from_day) order by r.recorded_at, r.id), '[]')
        from responsibility r where r.place_id = p.id) as own,
      (select coalesce(jsonb_agg(jsonb_build_object('memberId', r.member_id, 'from', r.from_day) order by r.recorded_at, r.id), '[]')
        from responsibility r where r.place_id = p.village_id) as of_village
    from place p where p.kind = 'shop'`.execute(world.db)
  const today = '2025-02-10'
  for (const { id, ownerId, own, ofVillage } of rows) {
    const communityOfficerId = ownerOf({ responsible: ofVillage, communityOfficerId: null, chiefId: null }, today)
    expect(ownerOf({ responsible: own, communityOfficerId, chiefId: world.chief }, today), id).toBe(ownerId)
  }
})
type Named = { memberId: string | null; from: string }

test('only police who are there are responsible, and not for the past', async () => {
  const place = await world.place(village, '东张药店')
  const volunteer = await world.join('volunteer', { villageIds: [village] })
  expect((await responsible(place, volunteer)).body).toMatchObject({ code: 'member/not-police' })
  expect((await responsible(place, world.chief, '2025-02-04')).body).toMatchObject({ code: 'place/day-past' })
})

test('who leaves hands over: places and open duties go to the successor, the past keeps the name', async () => {
  const [leaving, successor] = [
    await world.join('officer', { name: '钱民警' }),
    await world.join('officer', { name: '沈民警' }),
  ]
  const place = await world.place(village, '东张汽修')
  await responsible(place, leaving)
  const team = newId()
  await world.put(`/teams/${team}`, { name: '一组', memberIds: [leaving, successor] })
  await sql`
    insert into duty (station_id, place_id, line_id, period, period_start, from_at, until, visits, state, owner_id)
    select station_id, place_id, line_id, period, '2024-12-01', '2024-12-01', '2024-12-31', 1, 'open', ${leaving} from duty
    where place_id = ${place} limit 1`.execute(world.db)

  const leave = (successorId: string | null) =>
    world.put(`/members/${leaving}/leavings/${newId()}`, { leftOn: '2025-02-05', successorId })
  expect((await leave(null)).body).toMatchObject({ code: 'member/successor-needed' })
  expect((await leave(leaving)).body).toMatchObject({ code: 'member/successor-same' })
  expect((await leave(successor)).body).toMatchObject({ id: leaving, places: 1 })
  expect(await ownersOf(place)).toEqual({ ownerId: successor, dutyOwners: [successor] })
  const { rows } = await sql`select owner_id from duty where place_id = ${place} and until = '2024-12-31'`.execute(
    world.db,
  )
  expect(rows).toEqual([{ ownerId: leaving }])
  const teams = await world.get<{ rows: readonly { id: string; members: readonly { id: string }[] }[] }>('/teams')
  expect(teams.body.rows.find(({ id }) => id === team)?.members.map(({ id }) => id)).toEqual([successor])
  expect((await leave(successor)).body).toMatchObject({ code: 'member/left' })
})

test('the only chief cannot leave, nor become something else', async () => {
  const left = await world.put(`/members/${world.chief}/leavings/${newId()}`, {
    leftOn: '2025-02-05',
    successorId: null,
  })
  expect(left.body).toMatchObject({ code: 'member/only-chief' })
  const changed = await world.put(`/members/${world.chief}/changes/${newId()}`, { basedOn: 1, role: 'officer' })
  expect(changed.body).toMatchObject({ code: 'member/only-chief' })
})

test('of two changes of one version the second is refused, with what stands', async () => {
  const member = await world.join('auxiliary', { name: '韩辅警' })
  const change = (name: string) => world.put(`/members/${member}/changes/${newId()}`, { basedOn: 1, name })
  expect((await change('韩小辅')).body).toMatchObject({ version: 2 })
  expect(await change('韩大辅')).toMatchObject({
    status: 409,
    body: { code: 'record/changed', details: { version: 2, name: '韩小辅' } },
  })
})

test('members are listed by role and found by pinyin; areas begin and end by the day', async () => {
  type Row = { id: string; name: string; villages: { id: string }[] }
  const other = await world.village('西张村')
  const volunteer = await world.join('volunteer', { name: '解义警', villageIds: [village] })
  const found = await world.get<{ rows: Row[] }>('/members?search=jieyijing')
  expect(found.body.rows).toMatchObject([{ id: volunteer, villages: [{ id: village }] }])
  const areas = { fromDay: '2025-02-08', villageIds: [other], lineIds: [] }
  expect((await world.put(`/members/${volunteer}/areas/${newId()}`, areas)).status).toBe(200)
  expect((await world.get<Row>(`/members/${volunteer}`)).body.villages).toEqual([{ id: village, name: '东张村' }])
  world.setNow('2025-02-08T09:00:00+08:00')
  expect((await world.get<Row>(`/members/${volunteer}`)).body.villages).toEqual([{ id: other, name: '西张村' }])
  const coverage = await world.get<{ rows: { villageId: string; volunteers: number }[] }>('/coverage')
  expect(coverage.body.rows.find(({ villageId }) => villageId === other)).toMatchObject({ volunteers: 1 })
  const committee = { key: 'residentsCommittee', value: true }
  expect((await world.put(`/places/${other}/facts/${newId()}`, committee)).status).toBe(200)
  const proper = await world.get<{ rows: { villageId: string }[] }>('/coverage')
  expect(proper.body.rows.map(({ villageId }) => villageId)).not.toContain(other)
  world.setNow('2025-02-05T10:00:00+08:00')
  const roles = await world.get<{ rows: { role: string }[] }>('/members?role=chief,officer')
  expect(new Set(roles.body.rows.map(({ role }) => role))).toEqual(new Set(['chief', 'officer']))
})

test('a volunteer sees the police and own neighbours, without their user names', async () => {
  const volunteer = await world.join('volunteer', { name: '蒋义警', villageIds: [village] })
  const stranger = await world.join('volunteer', { name: '秦义警', villageIds: [await world.village('王屋村')] })
  const { body } = await world.get<{ rows: { id: string; userName: string | null }[] }>('/members?limit=200', volunteer)
  const ids = body.rows.map(({ id }) => id)
  expect(ids).toContain(world.chief)
  expect(ids).toContain(volunteer)
  expect(ids).not.toContain(stranger)
  expect(body.rows.every(({ userName }) => userName === null)).toBe(true)
})

test('a member gets one account, and the password is nowhere in the records', async () => {
  const member = await world.join('officer')
  const open = (userName: string) =>
    world.put(`/members/${member}/account`, { id: newId(), userName, password: 'Kestrel-2026' })
  expect((await open('minjing-9')).body).toEqual({ id: member, userName: 'minjing-9' })
  expect((await open('minjing-10')).body).toMatchObject({ code: 'member/has-account' })
  const { rows } = await sql`
    select count(*) as found from command where reply::text like '%Kestrel%'`.execute(world.db)
  expect(rows).toEqual([{ found: 0 }])
})

test('one stands in for another on some days, and may stop earlier', async () => {
  const [away, standIn] = [await world.join('officer'), await world.join('officer', { name: '许民警' })]
  const id = newId()
  const body = { memberId: away, standInId: standIn, firstDay: '2025-02-05', lastDay: '2025-02-07' }
  expect((await world.put(`/stand-ins/${id}`, body)).status).toBe(200)
  expect((await world.get(`/members/${away}`)).body).toMatchObject({ standIn: { name: '许民警' } })
  expect((await world.put(`/stand-ins/${newId()}`, { ...body, standInId: away })).body).toMatchObject({
    code: 'member/stand-in-self',
  })
  await world.put(`/stand-ins/${id}/endings/${newId()}`, { lastDay: '2025-02-04' })
  expect((await world.get(`/members/${away}`)).body).toMatchObject({ standIn: null })
})

test.each(['officer', 'auxiliary', 'volunteer', 'auditor'] as const)(
  'a %s enters no members and no shifts',
  async (role) => {
    const member = await world.join(role)
    expect((await world.put(`/members/${newId()}`, { name: '某人', role: 'officer' }, member)).status).toBe(403)
    const days = [{ day: '2025-02-06', dutyOfficerId: world.chief, shiftLeaderId: world.chief, basedOn: 0 }]
    expect((await world.put(`/roster/entries/${newId()}`, { days }, member)).status).toBe(403)
  },
)
