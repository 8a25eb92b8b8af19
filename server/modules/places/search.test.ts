import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readings, searchGrams } from './search-grams.ts'
import { searchPieces } from './search-pieces.ts'
import { newId, openWorld, type World } from './world.fixture.ts'

describe('pieces of a name', () => {
  test('a sign with several readings gives each of them', () => {
    const letters = readings('解家').map((reading) => reading.join(''))
    expect(letters).toEqual(expect.arrayContaining(['xiejia', 'jiejia']))
  })

  test('no piece of one station is a piece of another', () => {
    const here = new Set(searchGrams(newId(), '牛庄便民超市'))
    expect(searchGrams(newId(), '牛庄便民超市').filter((piece) => here.has(piece))).toEqual([])
  })
})

const size = 20_000
const villageNames = ['解家', '西范', '牛庄', '吕家堡', '单家', '东张', '西张', '陈庄', '王营', '李屋']
const trades = [
  '五金店',
  '便民超市',
  '汽修铺',
  '棉花仓库',
  '卫生室',
  '幼儿园',
  '旧厂院',
  '蔬菜大棚',
  '采油三队',
  '加油站',
]

let world: World
let villages: readonly string[]
beforeAll(async () => {
  world = await openWorld()
  villages = await Promise.all(villageNames.map((name) => world.village(`${name}村`)))
  await fill(world.stationId, size)
  const other = newId()
  await sql`insert into station (station_id, name, wrapped_key, created_at) values (${other}, '别处', '', now())`.execute(
    world.db,
  )
  await fill(other, size)
  await sql`analyze place`.execute(world.db)
}, 120_000)
afterAll(() => world.close())

/** Many places in one statement a few thousand; those of another station are in no village. */
async function fill(stationId: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => {
    const village = at % villageNames.length
    const name = `${villageNames[village]}${trades[Math.floor(at / villageNames.length) % trades.length]}（${at}）`
    return {
      id: newId(),
      name,
      grams: searchGrams(stationId, name),
      villageId: stationId === world.stationId ? villages[village] : null,
    }
  })
  for (let start = 0; start < count; start += 4000) {
    await sql`
      insert into place (station_id, id, kind, name, search_grams, village_id, tier, created_at, created_by)
      select ${stationId}, x.id, 'shop', x.name, array(select jsonb_array_elements_text(x.grams)), x."villageId", 'green', now(), ${world.chief}
      from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + 4000))}::jsonb)
        as x(id uuid, name text, grams jsonb, "villageId" uuid)`.execute(world.db)
  }
}

type Found = {
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly villageId: string
  }[]
}
const search = async (q: string, as?: string) =>
  (await world.get<Found>(`/places/search?q=${encodeURIComponent(q)}`, as)).body.rows

test.each([
  ['解', '解家村'],
  ['解家', '解家村'],
  ['jiejia', '解家村'],
  ['xiejia', '解家村'],
  ['jjc', '解家村'],
  ['xjc', '解家村'],
  ['lvjiapu', '吕家堡村'],
  ['ljb', '吕家堡村'],
  ['danjia', '单家村'],
  ['shanjia', '单家村'],
  ['nz', '牛庄村'],
  ['niuzhuang', '牛庄村'],
  ['NiuZhuang Cun', '牛庄村'],
  ['西范村', '西范村'],
])('%s finds %s first', async (q, name) => {
  expect((await search(q))[0]).toMatchObject({ name })
})

test('a piece inside a name, by signs, letters and initials', async () => {
  for (const q of ['幼儿园', '家五金', 'youeryuan', 'yey', '采油三', 'cysd', '（105）', '105']) {
    const rows = await search(q)
    expect(rows.length, q).toBeGreaterThan(0)
  }
  expect((await search('牛庄幼儿园')).every(({ name }) => name.startsWith('牛庄幼儿园'))).toBe(true)
  expect((await search('nzyey')).every(({ name }) => name.startsWith('牛庄幼儿园'))).toBe(true)
})

test('what is in no name finds nothing, and a query of signs alone neither', async () => {
  for (const q of ['龙宫', 'qqqq', 'x%y', '（）', ' ']) expect(await search(q), q).toEqual([])
})

test('pieces in another order are no match', async () => {
  expect(await search('店五金')).toEqual([])
  expect(await search('zniu')).toEqual([])
})

test('a member’s own villages come first', async () => {
  const officer = await world.join('officer', { villageIds: [villages[3] ?? ''] })
  const rows = await search('便民超市', officer)
  expect(rows.length).toBe(20)
  const own = rows.findIndex(({ villageId }) => villageId === villages[3])
  expect(own).toBe(0)
})

test('a volunteer finds own villages only', async () => {
  const volunteer = await world.join('volunteer', { villageIds: [villages[0] ?? ''] })
  const rows = await search('五金', volunteer)
  expect(rows.length).toBe(20)
  expect(new Set(rows.map(({ villageId }) => villageId))).toEqual(new Set([villages[0]]))
  expect(await search('西范', volunteer)).toEqual([])
})

test('the list takes the same words together with its filters', async () => {
  const rows = await world.get<Found>(
    `/places?search=${encodeURIComponent('超市')}&villageId=${villages[2]}&kind=shop&limit=10`,
  )
  expect(rows.body.rows).toHaveLength(10)
  expect(rows.body.rows.every(({ name }) => name.includes('超市') && name.startsWith('牛庄'))).toBe(true)
})

test('the list by pinyin is whole, in order, and without repetition over its pages', async () => {
  const names: string[] = []
  let after = ''
  do {
    const page = await world.get<Found & { next: string | null }>(`/places?villageId=${villages[0]}&limit=200${after}`)
    names.push(...page.body.rows.map(({ name }) => name))
    after = page.body.next ? `&after=${page.body.next}` : ''
  } while (after)
  expect(names).toHaveLength(size / villageNames.length + 1)
  expect(new Set(names).size).toBe(names.length)
  const sorted = await sql<{ name: string }>`
    select name from place where village_id = ${villages[0]} order by name collate "zh-Hans-x-icu", id`.execute(
    world.db,
  )
  expect(names).toEqual(sorted.rows.map(({ name }) => name))
})

test('a search reads through the index of pieces, and no other station’s rows', async () => {
  for (const q of ['niuzhuang', '牛庄', 'nz']) {
    const pieces = searchPieces(world.stationId, q)
    const led = [...(pieces?.pinyinInside ?? pieces?.inside ?? [])]
    const { rows } = await sql<Record<'QUERY PLAN', string>>`
      explain (analyze, buffers off, timing off, summary off)
      select p.id from place p where p.search_grams @> ${led}::text[] and p.station_id = ${world.stationId}
        and p.merged_into_id is null and p.closed_at is null limit 160`.execute(world.db)
    const plan = rows.map((row) => Object.values(row)[0]).join('\n')
    expect(plan, q).toContain('place_by_search')
    expect(plan, q).not.toMatch(/Rows Removed by Filter: [1-9]\d{2}/)
  }
})

test('among 20,000 places a search takes milliseconds', async () => {
  const queries = ['超市', '牛庄', 'niuzhuang', 'jiejiawujin', 'wjd', 'nz', '院', '龙宫', 'qqqq']
  for (const q of queries) await search(q)
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    for (const q of queries) {
      const start = performance.now()
      await search(q)
      times.push(performance.now() - start)
    }
  }
  times.sort((a, b) => a - b)
  // bench/search proves 50 ms among 100,000; this only notices a plan that reads everything
  expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(100)
})
