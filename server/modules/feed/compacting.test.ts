import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../accounts/world.fixture.ts'
import { feedRoutes } from './index.ts'
import { compactTask } from './tasks.ts'

const now = new Date('2025-06-01T03:50:00+08:00')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const worlds: World[] = []
let world: World
beforeEach(async () => {
  world = await openWorld({ routes: feedRoutes() })
  worlds.push(world)
})
afterAll(() => Promise.all(worlds.map((one) => one.close())))

/** Entries of these ages, after what was there; answers the number of the first. */
async function entriesOf(ages: readonly number[]): Promise<number> {
  await sql`delete from change`.execute(world.db)
  const { rows } = await sql<{ seq: number }>`
    with head as (update change_counter set seq = seq + ${ages.length}::int where station_id = ${world.stationId} returning seq)
    insert into change (station_id, seq, op, entity, id, at)
    select ${world.stationId}, head.seq - ${ages.length}::int + no, 'put', 'member', gen_random_uuid(), at
    from head, unnest(${ages.map((age) => daysAgo(age))}::timestamptz[]) with ordinality as given(at, no)
    returning seq`.execute(world.db)
  return rows[0]?.seq ?? 0
}

async function compact(): Promise<readonly number[]> {
  const { db, keys } = world.parts
  const station = { id: world.stationId, name: '', timeZone: 'Asia/Shanghai', demo: false }
  const ctx = { db, keys, station, now: () => now, newId: randomUUIDv7, requestId: 'job', address: 'local' }
  await compactTask.run(ctx, { day: '2025-06-01' }, { jobId: 'job', attempt: 1, signal: new AbortController().signal })
  const { rows } = await sql<{ seq: number }>`select seq from change order by seq`.execute(world.db)
  return rows.map(({ seq }) => seq)
}

async function readAfter(after: number) {
  const cookie = await world.cookieOf((await world.member('chief')).userName)
  return (await world.get(`/changes?after=${after}`, cookie)).body
}

test('entries older than 90 days go, and none that is younger, however many they are', async () => {
  const first = await entriesOf([...Array<number>(1300).fill(100), 90.01, 89.99, 5])
  expect(await compact()).toEqual([first + 1301, first + 1302])
  expect(await compact()).toHaveLength(2)
})

test('what is left has no gaps, though the times of entries need not be in their order', async () => {
  const first = await entriesOf([95, 89, 95, 95, 1])
  expect(await compact()).toEqual([1, 2, 3, 4].map((no) => first + no))
})

test('a reader who has all that went reads on, and one who has not begins anew', async () => {
  const first = await entriesOf([95, 95, 5, 1])
  await compact()
  expect(await readAfter(first)).toMatchObject({ restart: true, entries: [] })
  expect(await readAfter(first + 1)).toMatchObject({
    restart: false,
    entries: [{ seq: first + 2 }, { seq: first + 3 }],
  })
})

test('also where nothing is left, after three quiet months', async () => {
  const first = await entriesOf([95, 95])
  expect(await compact()).toEqual([])
  expect(await readAfter(first)).toMatchObject({ restart: true, seq: first + 1 })
  expect(await readAfter(first + 1)).toMatchObject({ restart: false, entries: [], seq: first + 1 })
})
