import { randomUUIDv7 } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@sifang/server/platform/db/connection'
import { expect, test } from 'vitest'
import { send } from '../starts/http.fixture.ts'
import { newFolder, start } from '../starts/sifang.fixture.ts'
import { emptyDatabase } from './empty-database.fixture.ts'
import { readPresent, rebuildPresent } from './rebuild.fixture.ts'

const personal = {
  password: 'Kestrel-2026',
  chiefName: '欧阳守望',
  contactName: '司马相如',
  phone: '13912345678',
  note: '院内有三条狗',
  summary: '李某被自称客服的人骗走八千元',
  othersPresent: '燃气公司巡线员',
}

test('killed in the middle of 200 visits: each one that was acknowledged is there once, and no person is in the log', async () => {
  const dataDir = join(await newFolder(), 'data')
  const environment = { SIFANG_DATA: dataDir, DATABASE_URL: await emptyDatabase() }
  const first = await start(environment, ['--empty'])
  const { password, chiefName } = personal
  const code = /page: (\S+)/.exec(first.said)?.[1] ?? ''
  const chief = { userName: 'zhou', password }
  await send(first.address, 'POST', '/first-run', { code, stationName: '黄河口派出所', chiefName, ...chief })
  const signedIn = await send(first.address, 'POST', '/sign-in', chief)
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const me = JSON.parse(await signedIn.text())
  const put = async (path: string, body: unknown) => {
    const answer = await send(first.address, 'PUT', path, body, cookie)
    await answer.text()
    return answer.status
  }

  const villageId = randomUUIDv7()
  expect(await put(`/villages/${villageId}`, { name: '东营村' })).toBe(200)
  const places = Array.from({ length: 8 }, () => randomUUIDv7())
  for (const [index, id] of places.entries())
    expect(await put(`/places/${id}`, { kind: 'shop', name: `场所${index}`, villageId })).toBe(200)
  const contact = { name: personal.contactName, phone: personal.phone, purpose: '夜间联系' }
  expect(await put(`/places/${places[0]}/contacts/${randomUUIDv7()}`, contact)).toBe(200)
  const where = { kind: 'place', placeId: places[1] }
  const incident = { category: 'fraud', occurredAt: new Date(), where, source: '110', summary: personal.summary }
  expect(await put(`/incidents/${randomUUIDv7()}`, incident)).toBe(200)
  await put(`/visits/${randomUUIDv7()}?note=${encodeURIComponent(personal.note)}`, { note: `${personal.note}\u0000` })
  await send(first.address, 'GET', `/places/search?q=${encodeURIComponent(personal.contactName)}`, undefined, cookie)
  await send(first.address, 'GET', `/${encodeURIComponent(personal.contactName)}`, undefined, cookie)
  await send(first.address, 'POST', '/sign-in', { userName: personal.contactName, password: `${password}x` })

  const at = new Date()
  const visitOf = (index: number) => ({
    placeId: places[index % places.length],
    kind: 'patrol',
    at,
    participants: [me.member.id],
    outcome: 'inspected',
    note: personal.note,
    othersPresent: personal.othersPresent,
  })
  const acknowledged = new Set<string>()
  const ids = Array.from({ length: 200 }, () => randomUUIDv7())
  let ended: Promise<unknown> | null = null
  await Promise.all(
    ids.map(async (id, index) => {
      const status = await put(`/visits/${id}`, visitOf(index)).catch(() => null)
      if (status === 200) acknowledged.add(id)
      // some are done, some under way, some have not arrived
      if (acknowledged.size >= 60) ended ??= first.end('SIGKILL')
    }),
  )
  await ended
  expect(acknowledged.size).toBeGreaterThanOrEqual(60)
  expect(acknowledged.size).toBeLessThan(200)

  const again = await start(environment)
  const { db, pool, close } = openDatabase(environment.DATABASE_URL, 3)
  const { rows } = await pool.query<{ id: string }>('select id from visit')
  const stored = rows.map(({ id }) => id)
  expect(new Set(stored).size).toBe(stored.length)
  expect([...acknowledged].filter((id) => !stored.includes(id))).toEqual([])
  // what is there came with its command, its entry in the audit, and its change
  for (const [table, column] of [
    ['command', 'id'],
    ['audit', 'entity_id'],
    ['change', 'id'],
  ]) {
    const found = await pool.query(`select from ${table} where ${column} = any($1::uuid[])`, [stored])
    expect(found.rowCount, table).toBe(stored.length)
  }
  const changes = await pool.query<{ gaps: number }>(`select max(seq)::int - count(*)::int as gaps from change`)
  expect(changes.rows).toEqual([{ gaps: 0 }])
  const now = () => new Date()
  const station = { db, stationId: me.station.id, now }
  expect(await readPresent(station)).toEqual(await rebuildPresent(station))
  await close()

  // sent again, all of them come to be there once
  const statuses = await Promise.all(
    ids.map(async (id, index) => (await send(again.address, 'PUT', `/visits/${id}`, visitOf(index), cookie)).status),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect((await again.end()).code).toBe(0)

  const log = await readFile(join(dataDir, 'sifang.log'), 'utf8')
  expect(log).toContain('/api/v1/visits/:id')
  for (const [what, text] of Object.entries(personal)) {
    expect(log.includes(text), what).toBe(false)
    expect(log.includes(encodeURIComponent(text)), what).toBe(false)
  }
}, 60_000)
