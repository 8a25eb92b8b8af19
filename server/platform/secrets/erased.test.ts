import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/connection.ts'
import { testDatabase } from '../db/template.ts'
import { applyErasures, createMatter, eraseMatter, newStationKey } from './index.ts'
import { heldByMatters } from './sealed-columns.ts'

// Whatever table holds something of a matter: a row of it goes, or is emptied, with the matter's key.

let db: Database
let close: () => Promise<void>
const keys = { outer: randomBytes(32), audit: randomBytes(32), command: randomBytes(32), session: randomBytes(32) }
const station = { id: randomUUIDv7(), name: '所', timeZone: 'Asia/Shanghai', demo: false }
const holder = { station, keys, now: () => new Date('2026-11-24T10:00+08:00'), newId: () => randomUUIDv7() }
const marker = Buffer.from('what was said')

beforeAll(async () => {
  ;({ db, close } = openDatabase((await testDatabase()).url, 2))
  await sql`insert into station (station_id, name, wrapped_key, created_at)
    values (${station.id}, '所', ${newStationKey(keys, station.id)}, now())`.execute(db)
  // a row of each table by itself: what it refers to, and what its codes may be, is not what is asked here
  const { rows } = await sql<{ statement: string }>`
    select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as statement
    from pg_constraint where contype in ('c', 'f') and conrelid <> 0 and connamespace = 'public'::regnamespace`.execute(
    db,
  )
  for (const { statement } of rows) await sql.raw(statement).execute(db)
})
afterAll(() => close())

let numbers = 0

type Column = { readonly name: string; readonly type: string }

/** One row of a table with a marker in every column of bytes. */
async function fill(table: string, matterColumn: string, matterId: string): Promise<void> {
  const { rows } = await sql<Column>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
      and (data_type = 'bytea' or is_nullable = 'NO' or column_name = ${matterColumn})`.execute(db)
  const valueFor = ({ name, type }: Column): unknown => {
    if (name === 'station_id') return station.id
    if (name === matterColumn) return matterId
    if (type === 'bytea') return marker
    if (type === 'uuid') return randomUUIDv7()
    if (type === 'jsonb') return '[]'
    if (type === 'ARRAY') return '{}'
    if (type === 'boolean') return false
    if (type === 'text') return 'x'
    return /date|time/.test(type) ? '2026-11-24' : ++numbers
  }
  await sql`insert into ${sql.table(table)} (${sql.join(rows.map(({ name }) => sql.ref(name)))})
    values (${sql.join(rows.map(valueFor))})`.execute(db)
}

/** In which tables the marker still lies under a matter. */
async function left(matterId: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { table, matter } of heldByMatters) {
    const { rows } = await sql<{ whole: string }>`
      select held::text as whole from ${sql.table(table)} held where ${sql.ref(matter)} = ${matterId}`.execute(db)
    if (rows.some(({ whole }) => whole.includes(marker.toString('hex')))) found.push(table)
  }
  return found
}

test('nothing that any table held of a matter outlives its key, also when an older state comes back', async () => {
  const [gone, kept] = [randomUUIDv7(), randomUUIDv7()]
  const tables = heldByMatters.map(({ table }) => table)
  for (const matterId of [gone, kept]) {
    await createMatter(db, holder, matterId)
    for (const { table, matter } of heldByMatters) await fill(table, matter, matterId)
    expect(await left(matterId)).toEqual(tables)
  }
  const { rows } = await sql`select wrapped_key from matter_key where matter_id = ${gone}`.execute(db)
  await db.transaction().execute((tx) => eraseMatter(tx, holder, gone, 'retention-over'))
  expect(await left(gone)).toEqual([])
  expect(await left(kept)).toEqual(tables)

  // a backup from before brings the key and all of it back; the ledger is newer
  for (const { table, matter } of heldByMatters) {
    await sql`delete from ${sql.table(table)} where ${sql.ref(matter)} = ${gone}`.execute(db)
    await fill(table, matter, gone)
  }
  await sql`update matter_key set wrapped_key = ${rows[0] && Object.values(rows[0])[0]}, erased_at = null
    where matter_id = ${gone}`.execute(db)
  expect(await left(gone)).toEqual(tables)
  expect(await applyErasures(db)).toBe(1)
  expect(await left(gone)).toEqual([])
  expect(await left(kept)).toEqual(tables)
})
