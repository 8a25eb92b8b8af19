import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maskName, maskPhone } from './mask.ts'
import { newId, openWorld, type World } from './world.fixture.ts'

let world: World
let place: string
beforeAll(async () => {
  world = await openWorld()
  place = await world.place(await world.village('陈庄村'), '供销社旧址')
})
afterAll(() => world.close())

const set = (name: string, phone: string | null) => world.put(`/places/${place}/contacts/${newId()}`, { name, phone })
const read = (query: string, as?: string) => world.get(`/places/${place}/contact?${query}`, as)

test.each([
  ['张三', '张*'],
  ['欧阳建国', '欧***'],
  ['李', '李*'],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['13812345678', '138****5678'],
  ['0546-8123456', '054****3456'],
  ['110', '*10'],
  ['', ''],
])('%s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

test('the row holds nothing that can be read, and the page only what is masked', async () => {
  expect((await set('张三丰', '13812345678')).status).toBe(200)
  const { rows } = await sql<{ row: string; sealed: Buffer }>`
    select k::text as row, sealed from place_contact k where place_id = ${place}`.execute(world.db)
  expect(rows).toHaveLength(1)
  for (const { row, sealed } of rows) {
    expect(row).not.toMatch(/张三丰|13812345678/)
    expect(sealed.includes(Buffer.from('张三丰'))).toBe(false)
    expect(sealed.includes(Buffer.from('13812345678'))).toBe(false)
  }
  expect((await world.get(`/places/${place}`)).body).toMatchObject({ contact: { name: '张**', phone: '138****5678' } })
  const { rows: elsewhere } = await sql<{ found: boolean }>`
    select exists (select from command where reply::text like '%张三%')
      or exists (select from audit where details::text like '%张三%' or details::text like '%1381234%')
      or exists (select from place_event where details::text like '%张三%') as found`.execute(world.db)
  expect(elsewhere).toEqual([{ found: false }])
})

test('in full only with a purpose, and the reading is on record with it', async () => {
  expect((await read('')).status).toBe(400)
  expect((await read('purpose=curiosity')).status).toBe(400)
  expect((await read('purpose=other')).status).toBe(400)
  const answer = await read(`purpose=other&note=${encodeURIComponent('核对门锁')}`)
  expect(answer).toMatchObject({ status: 200, body: { name: '张三丰', phone: '13812345678' } })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { rows } = await sql`select member_id, entity_id, purpose from audit where action = 'contact.read'`.execute(
    world.db,
  )
  expect(rows).toEqual([{ memberId: world.chief, entityId: place, purpose: 'other: 核对门锁' }])
})

test.each(['volunteer', 'cadre', 'partner', 'auditor', 'administrator'] as const)(
  'a %s reads no contact',
  async (role) => {
    const { rows } = await sql<{ villageId: string }>`select village_id from place where id = ${place}`.execute(
      world.db,
    )
    const member = await world.join(role, { villageIds: rows.map(({ villageId }) => villageId) })
    expect((await read('purpose=incident', member)).status).toBe(403)
    if (role === 'administrator' || role === 'auditor') return
    expect((await world.get(`/places/${place}`, member)).body).toMatchObject({ contact: null })
  },
)

test('another contact destroys the key of the one before; a removal destroys it for good', async () => {
  await set('李四', null)
  expect((await read('purpose=incident')).body).toEqual({ name: '李四', phone: null })
  expect((await world.put(`/places/${place}/contact-removals/${newId()}`, { reason: '本人要求' })).status).toBe(200)
  expect((await read('purpose=incident')).body).toMatchObject({ code: 'place/no-contact' })
  const { rows } = await sql`
    select count(*) filter (where wrapped_key is null) as erased, count(*) as made, (select count(*) from erasure) as ledger
    from matter_key`.execute(world.db)
  expect(rows).toEqual([{ erased: 2, made: 2, ledger: 2 }])
})

test('the timeline says that a contact was named and removed, and not whom; only to police', async () => {
  type Page = { rows: readonly { kind: string; details: Readonly<Record<string, unknown>> }[] }
  const { body } = await world.get<Page>(`/places/${place}/timeline?kinds=contact`)
  expect(body.rows.map(({ details }) => details)).toEqual([
    { event: 'contact-removed' },
    { event: 'contact-set' },
    { event: 'contact-set' },
  ])
})
