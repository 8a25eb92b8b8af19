import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, pendingMigrations } from './migrate.ts'
import { type TestDatabase, testDatabase } from './template.ts'

let folder: string
let database: TestDatabase
let pool: pg.Pool

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-migrations-'))
  database = await testDatabase({ migrations: folder })
  pool = new pg.Pool({ connectionString: database.url })
  await write('0001_village.sql', 'create table village (name text);')
  await write('0002_tongtai.sql', `insert into village values ('牛庄'); alter table village add column code text;`)
})

afterEach(async () => {
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const write = (file: string, sql: string): Promise<void> => writeFile(join(folder, file), sql)
const numbers = (applied: readonly { number: number }[]): number[] => applied.map(({ number }) => number)

test('each migration is applied once, in order, and recorded', async () => {
  expect(numbers(await pendingMigrations(database.url, folder))).toEqual([1, 2])
  expect(numbers(await migrate(database.url, folder))).toEqual([1, 2])
  expect(await migrate(pool, folder)).toEqual([])
  await write('0003_more.sql', 'create table more ();')
  expect(numbers(await migrate(pool, folder))).toEqual([3])
  const { rows } = await pool.query('select number, name, length(sha256) as length from migration order by number')
  expect(rows).toEqual([
    { number: 1, name: 'village', length: 64 },
    { number: 2, name: 'tongtai', length: 64 },
    { number: 3, name: 'more', length: 64 },
  ])
})

test('starts at the same moment apply each migration once', async () => {
  const starts = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, folder)))
  expect(starts.flatMap(numbers).sort()).toEqual([1, 2])
  expect((await pool.query('select count(*)::int as n from village')).rows).toEqual([{ n: 1 }])
})

test('a failing one is undone as a whole; those before it stay, and it is tried again when mended', async () => {
  await write('0003_bad.sql', 'create table half (); select no_such_thing;')
  await expect(migrate(pool, folder)).rejects.toMatchObject({ code: 'migration-failed' })
  expect((await pool.query(`select to_regclass('half') as half, max(number) as last from migration`)).rows).toEqual([
    { half: null, last: 2 },
  ])
  await write('0003_bad.sql', 'create table half ();')
  expect(numbers(await migrate(pool, folder))).toEqual([3])
})

test('a user who may not make tables is told so, and nothing is begun', async () => {
  const role = `guest_${randomBytes(4).toString('hex')}`
  await pool.query(`create role ${role} login password 'Kestrel-2026'`)
  const url = new URL(database.url)
  url.username = role
  url.password = 'Kestrel-2026'
  await expect(migrate(url.href, folder)).rejects.toMatchObject({ code: 'database-forbidden' })
  expect((await pool.query(`select to_regclass('migration') as made`)).rows).toEqual([{ made: null }])
  await pool.query(`drop role ${role}`)
})

test('an edited one that has landed is refused, Windows line ends are no edit', async () => {
  await write('0003_lines.sql', 'create table\n  more ();\n')
  await migrate(pool, folder)
  await write('0003_lines.sql', 'create table\r\n  more ();\r\n')
  expect(await migrate(pool, folder)).toEqual([])
  await write('0001_village.sql', 'create table village (name text, other text);')
  await expect(migrate(pool, folder)).rejects.toMatchObject({ code: 'migration-edited' })
})

test('data of a newer program are refused and left as they are', async () => {
  await migrate(pool, folder)
  await rm(join(folder, '0002_tongtai.sql'))
  await expect(migrate(pool, folder)).rejects.toMatchObject({
    code: 'migration-newer',
    en: expect.stringContaining('A newer sifang made this data'),
  })
})

test('a gap, a double number and a strange name are refused', async () => {
  for (const file of ['0004_gap.sql', '0002_twice.sql', '3_short.sql']) {
    await write(file, '')
    await expect(migrate(pool, folder)).rejects.toMatchObject({ code: 'migration-numbering' })
    await rm(join(folder, file))
  }
})

test('before the first change to data that are there, the caller is asked; its failure stops all', async () => {
  const asked: number[][] = []
  const before = async (pending: readonly { number: number }[]) => void asked.push(numbers(pending))
  await migrate(pool, folder, { before })
  expect(asked).toEqual([])
  await write('0003_more.sql', 'create table more ();')
  const fails = async () => {
    throw new Error('no room for a backup')
  }
  await expect(migrate(pool, folder, { before: fails })).rejects.toThrow('no room')
  await migrate(pool, folder, { before })
  expect(asked).toEqual([[3]])
})

test('with nothing to do it takes a moment', async () => {
  await migrate(pool, folder)
  const begun = performance.now()
  await migrate(pool, folder)
  expect(performance.now() - begun).toBeLessThan(100)
})
