import { randomUUIDv7 } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { backupAge, readBackupState } from './backup-state.ts'
import { checkBackup } from './check-backup.ts'
import { readLedger } from './erasure-ledger.ts'
import { newSecrets } from './fill-station.fixture.ts'
import { newestBackup } from './folders.ts'
import { backupBeforeMigration, backupTasks, type KeepParts, keepBackup } from './keep-backups.ts'

const hourMs = 3_600_000
let folder: string
let database: TestDatabase
let pool: pg.Pool
let now: Date
let parts: KeepParts & { pool: pg.Pool }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-keep-'))
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => undefined)
  now = new Date('2026-11-24T02:30:05+08:00')
  parts = {
    url: database.url,
    dataDir: folder,
    secrets: newSecrets(),
    version: '0.1.0',
    clock: null,
    log: pino({ level: 'silent' }),
    pool,
    now: () => now,
  }
})

afterEach(async () => {
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const backups = (at = join(folder, 'backups')) => readdir(at).then((names) => names.sort())

test('each night gets its file, and seven are kept, here and in the second folder', async () => {
  const copyTo = join(folder, 'usb')
  for (let night = 0; night < 9; night++) {
    await keepBackup({ ...parts, copyTo }, 'nightly')
    now = new Date(now.getTime() + 24 * hourMs)
  }
  const names = await backups()
  expect(names).toHaveLength(7)
  expect(names[0]).toBe('sifang-nightly-20261126T023005.sifang')
  expect(await backups(copyTo)).toEqual(names)
  await checkBackup(join(copyTo, names[0] ?? ''))
  expect((await newestBackup(copyTo))?.path).toBe(join(copyTo, names[6] ?? ''))
})

test('after 36 hours without one it is overdue', async () => {
  expect(await backupAge(folder, now)).toEqual({ lastAt: null, overdue: false, copyOverdue: false, problem: null })
  expect((await backupAge(folder, new Date(now.getTime() + 37 * hourMs))).overdue).toBe(true)
  await keepBackup(parts, 'nightly')
  expect(await backupAge(folder, new Date(now.getTime() + 35 * hourMs))).toMatchObject({ lastAt: now, overdue: false })
  expect((await backupAge(folder, new Date(now.getTime() + 37 * hourMs))).overdue).toBe(true)
})

test('a second folder that fails does not lose the backup, and shows', async () => {
  const copyTo = join(folder, 'file')
  await writeFile(copyTo, '')
  const kept = await keepBackup({ ...parts, copyTo }, 'nightly')
  expect(kept).toMatchObject({ copy: null, copyProblem: 'EEXIST' })
  await checkBackup(kept.path)
  expect(await backupAge(folder, new Date(now.getTime() + 37 * hourMs))).toMatchObject({
    copyOverdue: true,
    problem: 'copy-failed',
  })
})

test('a backup that fails is remembered with its reason', async () => {
  const nowhere = { ...parts, url: database.url.replace(/\/test_\w+$/, '/absent') }
  await expect(keepBackup(nowhere, 'nightly')).rejects.toThrow()
  expect((await readBackupState(folder))?.problem).toBe('3D000')
  expect(await backups()).toEqual([])
})

test('a migration waits for its backup, and does not run without one', async () => {
  const migrations = join(folder, 'migrations')
  const own = join(import.meta.dirname, '../../migrations')
  await mkdir(migrations)
  for (const file of await readdir(own)) await writeFile(join(migrations, file), await readFile(join(own, file)))
  const next = `${String((await readdir(own)).length + 1).padStart(4, '0')}_later.sql`
  await writeFile(join(migrations, next), 'alter table place add column later int')

  const fail = () => backupBeforeMigration({ ...parts, url: 'postgres://127.0.0.1:1/none' })
  await expect(migrate(pool, migrations, { before: fail })).rejects.toThrow()
  const column = `select from information_schema.columns where column_name = 'later'`
  expect((await pool.query(column)).rowCount).toBe(0)

  await migrate(pool, migrations, { before: () => backupBeforeMigration(parts) })
  expect((await pool.query(column)).rowCount).toBe(1)
  const [file = ''] = await backups()
  expect(file).toMatch(/^sifang-migration-/)
  const { head } = await checkBackup(join(folder, 'backups', file))
  expect(head.migrations.length).toBe((await readdir(own)).length)
})

test('what was erased is noted beside the backups, in both folders, and never taken out', async () => {
  const copyTo = join(folder, 'usb')
  const [station, matter] = [randomUUIDv7(), randomUUIDv7()]
  await pool.query(`insert into station (station_id, name, wrapped_key, created_at) values ($1, '甲', '', now())`, [
    station,
  ])
  await pool.query(`insert into erasure values ($1, $2, $2, '张三 has moved', now())`, [station, matter])
  const note = backupTasks({ ...parts, copyTo }).find(({ name }) => name === 'backup.erasures')
  const job = { jobId: '', attempt: 1, signal: new AbortController().signal, now: () => now }
  await note?.run(job, {})
  await pool.query('delete from erasure')
  await note?.run(job, {})
  for (const place of [join(folder, 'backups'), copyTo]) {
    expect(await readLedger(place)).toMatchObject([{ stationId: station, matterId: matter }])
    expect(await readFile(join(place, 'erasures.json'), 'utf8')).not.toContain('张三')
  }
})
