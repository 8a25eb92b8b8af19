import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeKinds } from '@sifang/domain/places/kinds'
import { type Machine, openMachine } from '@sifang/server/main'
import { loadDemo } from '@sifang/server/modules/demo/index'
import { testDatabase } from '@sifang/server/platform/db/template'
import { createLog } from '@sifang/server/platform/log/index'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let machine: Machine
let dataDir: string

// what a newcomer is shown: the size and the seed of a first start
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sifang-demo-'))
  const { url } = await testDatabase()
  machine = await openMachine({
    dataDir,
    databaseUrl: url,
    clockSetting: '2026-03-18T10:00:00+08:00',
    log: createLog({ level: 'silent' }),
  })
  await loadDemo(machine, {
    places: 600,
    days: 730,
    seed: 370502,
    stationName: '牛庄派出所（演示）',
    now: machine.now(),
  })
}, 90_000)

afterAll(async () => {
  await machine.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The one column of the rows, in its order. */
async function column<T>(query: RawBuilder<{ it: T }>): Promise<readonly T[]> {
  return (await query.execute(machine.db)).rows.map(({ it }) => it)
}

test('is the real town: 42 villages and a residents’ committee in 7 communities', async () => {
  const villages = await column<boolean>(sql`
    select coalesce(facts #>> '{residentsCommittee,value}', 'false') = 'true' as it from place
    where kind = 'village' and community_id is not null and division_code like '370502102%'`)
  expect(villages.filter((isCommittee) => !isCommittee)).toHaveLength(42)
  expect(villages.filter((isCommittee) => isCommittee)).toHaveLength(1)
  expect(await column(sql`select name as it from place where kind = 'community'`)).toHaveLength(7)
})

test('has about 600 places of every kind, 4 oilfield units among them, each in a village and with an owner', async () => {
  const kinds = await column<string>(sql`
    select kind as it from place where tier is not null and village_id is not null and owner_id is not null`)
  expect(kinds.length).toBeGreaterThan(570)
  expect(kinds.length).toBeLessThan(640)
  expect(await column(sql`select kind as it from place where tier is not null`)).toHaveLength(kinds.length)
  // segments come with the lines
  expect(new Set(kinds)).toEqual(new Set([...placeKinds.map(({ kind }) => kind), 'segment']))
  expect(kinds.filter((kind) => kind === 'oilfield-unit')).toHaveLength(4)
})

test('has 3 lines of 38.1 km, with posts and segments from end to end', async () => {
  const lengths = await column<number>(sql`select length_km as it from line`)
  expect(lengths).toHaveLength(3)
  expect(lengths.reduce((sum, km) => sum + km, 0)).toBeCloseTo(38.1, 6)
  const bare = sql<{ it: string }>`
    select l.name as it from line l
    where not exists (select from line_post p where p.station_id = l.station_id and p.line_id = l.id)
      or (select sum(s.to_km - s.from_km) from place s where s.station_id = l.station_id and s.line_id = l.id and s.kind = 'segment')
        is distinct from l.length_km`
  expect(await column(bare)).toEqual([])
})

test('has a chief, officers and auxiliaries, and a volunteer in every village', async () => {
  const roles = new Set(await column<string>(sql`select role as it from member`))
  for (const role of ['chief', 'officer', 'auxiliary', 'volunteer']) expect(roles).toContain(role)
  const without = sql<{ it: string }>`
    select v.name as it from place v where v.kind = 'village' and not exists (
      select from member_area a join member m on m.station_id = a.station_id and m.id = a.member_id
      where a.station_id = v.station_id and a.village_id = v.id and m.role = 'volunteer')`
  expect(await column(without)).toEqual([])
})

test('has two years of visits and incidents that end today; no homicide, violence or puncture among them', async () => {
  const [first, last] = await column<Date>(sql`
    select at as it from (select min(at) as at from visit union all select max(at) from visit) as edge order by at`)
  const agoDays = (at: Date | undefined) => (machine.now().getTime() - (at?.getTime() ?? 0)) / 86_400_000
  expect(agoDays(first)).toBeGreaterThan(720)
  expect(agoDays(last)).toBeLessThan(1)
  expect(agoDays(last)).toBeGreaterThan(0)
  const categories = new Set(await column<string>(sql`select category as it from incident`))
  expect(categories.size).toBeGreaterThan(2)
  for (const category of ['homicide', 'violence', 'pipeline-puncture']) expect(categories).not.toContain(category)
})

test('has the three streaks with their starts, and months of the register that two persons went through', async () => {
  const starts = await column<string>(sql`
    select s.name || ' ' || coalesce(t.day::text, t.first_year::text) as it
    from streak s join streak_start t on t.station_id = s.station_id and t.streak_id = s.id order by s.kind`)
  expect(starts).toEqual(['“三零” 2020-07-13', '春节零警情 2022', '零命案 2018-05-12'])
  const waiting = await column<boolean>(sql`select confirmed_at is null as it from reconciliation order by month`)
  expect(waiting.length).toBeGreaterThan(20)
  expect(waiting.indexOf(true)).toBe(waiting.length - 1)
})

test('has matters in every stage, each sealed, and an urgent one that waits for the duty officer', async () => {
  const states = await column<string>(sql`select distinct state as it from follow_up order by state`)
  expect(states).toEqual(['accepted', 'confirmed', 'open', 'settled', 'working'])
  const urgent = sql<{ it: string }>`select clock as it from follow_up where state = 'open' and urgency = 'urgent'`
  expect(await column(urgent)).toEqual(['answer'])
  expect(await column(sql`select id as it from finding where sealed is null`)).toEqual([])
})

test('has an appointment held and minuted, with a promise kept and one open, one that is booked, and a tour to come', async () => {
  expect(
    await column(sql`
      select kind || ' ' || state || ' ' || (select count(*) from booking b where b.appointment_id = a.id) as it
      from appointment a order by starts_at`),
  ).toEqual(['fixed-day closed 3', 'fixed-day open 3', 'village-tour open 0'])
  expect(
    await column(sql`select f.state as it from agenda_item i join follow_up f on f.id = i.promise_id order by i.no`),
  ).toEqual(['settled', 'open'])
  expect(await column(sql`select true as it from promise_publication`)).toHaveLength(2)
})
