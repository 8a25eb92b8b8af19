import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import pg from 'pg'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { storeSecrets } from '../data-directory/secrets.ts'
import { openDatabase } from '../db/connection.ts'
import { startPostgres } from '../db/postgres.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { readHeads } from '../records/audit-heads.ts'
import { sealAll } from '../records/sealer.ts'
import { verifyAudit } from '../records/verify-audit.ts'
import { checkBackup } from './check-backup.ts'
import { noteErasures } from './erasure-ledger.ts'
import { fillStation, newSecrets } from './fill-station.fixture.ts'
import { type BackupParts, makeBackup } from './make-backup.ts'
import type { Progress } from './progress.ts'
import { sheetGroups } from './recovery-sheet.ts'
import { type RestoreParts, restoreBackup } from './restore.ts'

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const secrets = newSecrets()
const at = new Date('2026-11-24T10:00+08:00')
const matterId = randomUUIDv7()

// databases are started and commands run, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let database: TestDatabase
let pool: pg.Pool
let stationId: string
let backup: string
let parts: BackupParts
let heard: Progress[]
let restored = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-backup-'))
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  const dataDir = join(folder, 'station')
  await mkdir(join(dataDir, 'attachments', 'ab'), { recursive: true })
  await writeFile(join(dataDir, 'attachments', 'ab', 'ab12cd'), randomBytes(300_000))
  await writeFile(join(dataDir, 'attachments', 'ab', 'empty'), '')
  await writeFile(join(dataDir, 'attachments', 'ab', 'arriving.new'), 'half')
  await mkdir(join(dataDir, 'tls'))
  await writeFile(join(dataDir, 'tls', 'authority-key.pem'), 'a secret key')
  stationId = await fillStation(pool, { places: 3000, visits: 20_000 })
  await pool.query(`insert into matter_key values ($1, $2, '\\x01', now())`, [stationId, matterId])
  await pool.query(
    `insert into audit (station_id, id, at, action, entity) select $1, gen_random_uuid(), now(), 'a.b', 'c' from generate_series(1, 50)`,
    [stationId],
  )
  const opened = openDatabase(database.url, 2)
  await sealAll(opened.db, { audit: Buffer.from(secrets.auditKey, 'base64') }, dataDir, at)
  await opened.close()
  parts = { url: database.url, dataDir, secrets, version: '0.1.0', clock: { kind: 'real' }, now: () => at }
  backup = join(folder, 'one.sifang')
  heard = []
  await makeBackup(parts, { to: backup, onProgress: (progress) => heard.push(progress) })
})

afterAll(async () => {
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const typed = () => sheetGroups(Buffer.from(secrets.outerKey, 'base64')).join(' ')

function restoring(from: string, more: Partial<RestoreParts> = {}): RestoreParts {
  const dataDir = join(folder, `restored-${++restored}`)
  return { from, dataDir, migrations, askSheet: async () => typed(), ledgerFolder: folder, ...more }
}

/** Opens what was restored as a start would. */
async function inside<T>(dataDir: string, look: (pool: pg.Pool, url: string) => Promise<T>): Promise<T> {
  const directory = await openDataDirectory(dataDir)
  const server = await startPostgres({ dataDir: directory.postgres })
  const client = new pg.Pool({ connectionString: server.url, max: 2 })
  client.on('error', () => undefined)
  try {
    return await look(client, server.url)
  } finally {
    await client.end()
    await server.stop()
    await directory.release()
  }
}

describe('a backup', () => {
  test('says what is in it, and holds no key', async () => {
    const { head, manifest } = await checkBackup(backup)
    expect(head).toMatchObject({ version: '0.1.0', at: at.toISOString() })
    const rows = new Map(manifest.tables.map((table) => [table.name, table.rows]))
    expect(rows.get('place')).toBe(3000)
    expect(rows.get('visit')).toBe(20_000)
    expect(manifest.attachments.map(({ path }) => path).sort()).toEqual(['ab/ab12cd', 'ab/empty'])
    expect(manifest.auditHeads).toMatchObject([{ stationId, no: 1, lastChainNo: 50 }])
    const plain = zstdDecompressSync(await readFile(backup))
    for (const key of Object.values(secrets)) {
      expect(plain.includes(key)).toBe(false)
      expect(plain.includes(Buffer.from(key, 'base64'))).toBe(false)
    }
    expect(plain.includes('a secret key')).toBe(false)
    expect((await stat(backup)).mode & 0o777).toBe(0o600)
  })

  test('takes along the clock as it is noted with the data', async () => {
    const clock = { kind: 'set', offsetMs: 5, lastSeenMs: 1_700_000_000_000 }
    await writeFile(join(parts.dataDir, 'clock.json'), JSON.stringify(clock))
    const to = join(folder, 'clock.sifang')
    await makeBackup(parts, { to })
    await rm(join(parts.dataDir, 'clock.json'))
    expect((await checkBackup(to)).manifest.clock).toEqual(clock)
  })

  test('tells how far it is', () => {
    expect(new Set(heard.map(({ stage }) => stage))).toEqual(new Set(['writing', 'checking']))
    for (const { done, total } of heard) expect(done).toBeLessThanOrEqual(total)
  })

  test('is of one instant although the station works on', async () => {
    let stop = false
    const working = (async () => {
      while (!stop) {
        // each transaction adds as many visits as changes: seen apart, the counts would differ
        const id = randomUUIDv7()
        await pool.query(
          `with counted as (
             insert into change (station_id, seq, op, entity, at)
             select $1, coalesce(max(seq), 0) + 1, 'put', 'probe', now() from change where station_id = $1 returning seq
           )
           insert into erasure (station_id, id, matter_id, reason, at) select $1, $2, $2, 'probe', now() from counted`,
          [stationId, id],
        )
      }
    })()
    const to = join(folder, 'busy.sifang')
    try {
      for (let round = 0; round < 3; round++) {
        await makeBackup(parts, { to })
        const { manifest } = await checkBackup(to)
        const rows = new Map(manifest.tables.map((table) => [table.name, table.rows]))
        expect(rows.get('change')).toBeGreaterThan(0)
        expect(rows.get('erasure')).toBe(rows.get('change'))
      }
    } finally {
      stop = true
      await working
      await pool.query(`delete from erasure where reason = 'probe'; delete from change where entity = 'probe'`)
    }
  })

  test('waits for no migration, and says so', async () => {
    const client = await pool.connect()
    await client.query('select pg_advisory_lock(7430001)')
    const to = join(folder, 'migrating.sifang')
    await expect(makeBackup(parts, { to })).rejects.toMatchObject({ code: 'backup-migrating' })
    await expect(makeBackup(parts, { to, beforeMigration: true })).resolves.toMatchObject({ path: to })
    await client.query('select pg_advisory_unlock(7430001)')
    client.release()
  })
})

describe('a restore', () => {
  test('brings everything back, with the key of the recovery sheet', async () => {
    const job = randomUUIDv7()
    await pool.query(
      `insert into job_intent values ($1, $2, 'duties.judge', '{}', now(), now());
       create schema graphile_worker;
       create table graphile_worker._private_tasks (id int, identifier text);
       create table graphile_worker._private_jobs (id int, task_id int, payload json, key text, attempts int, max_attempts int);
       insert into graphile_worker._private_tasks values (1, 'duties.judge');`
        .replaceAll('$1', `'${stationId}'`)
        .replaceAll('$2', `'${job}'`),
    )
    await pool.query('insert into graphile_worker._private_jobs values (1, 1, $1, $2, 0, 10)', [
      JSON.stringify({ stationId, id: job, payload: { a: 1 } }),
      job,
    ])
    const to = join(folder, 'with-job.sifang')
    await makeBackup(parts, { to })
    await pool.query('drop schema graphile_worker cascade')

    const given = restoring(to)
    expect(await restoreBackup(given)).toMatchObject({ attachments: 2, brokenAudits: [], migrated: 0 })
    expect((await readdir(given.dataDir)).sort()).toEqual(
      ['README.txt', 'attachments', 'audit-heads.json', 'clock.json', 'lock', 'postgres', 'secrets.json', 'tls'].sort(),
    )
    expect(JSON.parse(await readFile(join(given.dataDir, 'secrets.json'), 'utf8'))).toEqual(secrets)
    expect(await readFile(join(given.dataDir, 'tls', 'authority-key.pem'), 'utf8')).toBe('a secret key')
    expect(await readFile(join(given.dataDir, 'attachments', 'ab', 'ab12cd'))).toEqual(
      await readFile(join(parts.dataDir, 'attachments', 'ab', 'ab12cd')),
    )
    const old = await pool.query('select epoch from change_counter')
    await inside(given.dataDir, async (there, url) => {
      const one = async (text: string) => (await there.query(text)).rows[0]
      expect(await one('select count(*)::int as n from visit')).toEqual({ n: 20_000 })
      const place = `select * from place where facts ->> 'n' = '77'`
      expect(await one(place)).toEqual((await pool.query(place)).rows[0])
      expect((await one('select epoch from change_counter')).epoch).not.toBe(old.rows[0].epoch)
      expect(await one(`select handed_at, payload from job_intent where id = '${job}'`)).toEqual({
        handed_at: null,
        payload: {},
      })
      const foreign = `select count(*)::int as n from pg_constraint where contype = 'f'`
      expect(await one(foreign)).toEqual((await pool.query(foreign)).rows[0])
      expect(
        (
          await one(`insert into tier_change (station_id, id, place_id, tier, rule, at, recorded_at)
          select station_id, gen_random_uuid(), place_id, tier, rule, at, recorded_at from tier_change limit 1 returning ordinal::int`)
        ).ordinal,
      ).toBe(4)
      const opened = openDatabase(url, 2)
      const keys = { audit: Buffer.from(secrets.auditKey, 'base64') }
      expect(await verifyAudit(opened.db, keys, stationId, await readHeads(given.dataDir))).toMatchObject({
        kind: 'whole',
        entries: 50,
      })
      await opened.close()
    })
  })

  test('uses the keys in the data directory without asking', async () => {
    const given = restoring(backup, { askSheet: async () => Promise.reject(new Error('asked')) })
    await mkdir(given.dataDir)
    await storeSecrets(given.dataDir, secrets)
    await restoreBackup(given)
  })

  test('destroys again what was erased after the backup', async () => {
    await pool.query('update matter_key set wrapped_key = null, erased_at = now()')
    await pool.query(`insert into erasure values ($1, gen_random_uuid(), $2, 'time', now())`, [stationId, matterId])
    const ledgerFolder = join(folder, 'ledger')
    await noteErasures(pool, [ledgerFolder])
    await noteErasures(pool, [ledgerFolder])
    const given = restoring(backup, { ledgerFolder })
    expect(await restoreBackup(given)).toMatchObject({ erasedAgain: 1 })
    await inside(given.dataDir, async (there) => {
      expect((await there.query('select wrapped_key from matter_key')).rows).toEqual([{ wrapped_key: null }])
      expect((await there.query('select reason from erasure')).rows).toEqual([{ reason: 'ledger' }])
    })
  })

  test('into a database of one’s own needs it empty', async () => {
    const own = await testDatabase()
    const given = restoring(backup, { databaseUrl: own.url })
    await restoreBackup(given)
    const again = restoring(backup, { databaseUrl: own.url })
    await expect(restoreBackup(again)).rejects.toMatchObject({ code: 'restore-not-empty' })
    await own.drop()
  })

  test('goes into an empty data directory only', async () => {
    const given = restoring(backup)
    await mkdir(join(given.dataDir, 'postgres'), { recursive: true })
    await expect(restoreBackup(given)).rejects.toMatchObject({ code: 'restore-not-empty' })
    expect(await readdir(given.dataDir)).toEqual(expect.arrayContaining(['postgres']))
    expect(await readdir(given.dataDir)).not.toContain('restoring')
  })

  test('brings an older backup up to date', async () => {
    const older = join(folder, 'older-migrations')
    await mkdir(older)
    const files = (await readdir(migrations)).sort()
    for (const file of files) await writeFile(join(older, file), await readFile(join(migrations, file)))
    const newer = join(folder, 'newer-migrations')
    await mkdir(newer)
    for (const file of files) await writeFile(join(newer, file), await readFile(join(migrations, file)))
    const next = String(files.length + 1).padStart(4, '0')
    await writeFile(join(newer, `${next}_later.sql`), 'alter table place add column later int not null default 7')
    const given = restoring(backup, { migrations: newer })
    expect(await restoreBackup(given)).toMatchObject({ migrated: 1 })
    await inside(given.dataDir, async (there) => {
      expect((await there.query('select distinct later from place')).rows).toEqual([{ later: 7 }])
    })
    await rm(join(older, files.at(-1) ?? ''))
    const back = restoreBackup(restoring(backup, { migrations: older }))
    await expect(back).rejects.toMatchObject({ code: 'backup-newer', en: expect.stringContaining('0.1.0') })
  })
})

describe('refused, with the data directory as before:', () => {
  async function refused(from: string, code: string, more: Partial<RestoreParts> = {}): Promise<void> {
    const given = restoring(from, more)
    await expect(restoreBackup(given)).rejects.toMatchObject({ code, zh: expect.any(String), en: expect.any(String) })
    expect(await readdir(given.dataDir).catch(() => [])).toEqual([])
  }

  async function variant(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
    const path = join(folder, `${name}.sifang`)
    await writeFile(path, change(await readFile(backup)))
    return path
  }

  test('one flipped bit, wherever it is', async () => {
    const { size } = await stat(backup)
    for (let n = 0; n < 60; n++) {
      const position = 4 + Math.floor(((size - 4) * (n + 0.5)) / 60)
      const path = await variant('flipped', (bytes) => {
        bytes[position] = (bytes[position] ?? 0) ^ (1 << (n % 8))
        return bytes
      })
      await expect(checkBackup(path), `byte ${position}`).rejects.toMatchObject({
        code: expect.stringMatching(/^backup-(damaged|foreign)$/),
      })
    }
    await refused(join(folder, 'flipped.sifang'), 'backup-damaged')
  })

  test.each([0.02, 0.3, 0.7, 0.999])('a file cut off at %d of its length', async (share) => {
    await refused(
      await variant('cut', (bytes) => bytes.subarray(0, Math.floor(bytes.length * share))),
      'backup-damaged',
    )
  })

  test('a file that is none, an empty one, a missing one, a folder', async () => {
    const text = join(folder, 'text.sifang')
    await writeFile(text, 'PK\u0003\u0004 not ours')
    await refused(text, 'backup-foreign')
    await writeFile(text, '')
    await refused(text, 'backup-foreign')
    await refused(join(folder, 'absent.sifang'), 'backup-unreadable')
    await refused(folder, 'backup-unreadable')
  })

  async function tarOf(entries: readonly [string, string][]): Promise<Buffer> {
    const tar = pack()
    for (const [name, text] of entries) tar.entry({ name }, text)
    tar.finalize()
    const chunks: Buffer[] = []
    for await (const chunk of tar as unknown as AsyncIterable<Buffer>) chunks.push(chunk)
    return zstdCompressSync(Buffer.concat(chunks))
  }

  test('somebody else’s archive', async () => {
    const path = join(folder, 'foreign.sifang')
    await writeFile(path, await tarOf([['etc/passwd', 'root:x:0']]))
    await refused(path, 'backup-foreign')
    await writeFile(path, await tarOf([['sifang.json', '{"format":"other"}']]))
    await refused(path, 'backup-foreign')
    await writeFile(path, zstdCompressSync(Buffer.from('no archive')))
    await refused(path, 'backup-damaged')
  })

  test('an archive of the right form whose manifest is missing, or that names a file outside', async () => {
    const { head } = await checkBackup(backup)
    const path = join(folder, 'forged.sifang')
    await writeFile(path, await tarOf([['sifang.json', JSON.stringify(head)]]))
    await refused(path, 'backup-damaged')
    await writeFile(
      path,
      await tarOf([
        ['sifang.json', JSON.stringify(head)],
        ['attachments/../../evil', 'x'],
        ['manifest.json', '{}'],
      ]),
    )
    await refused(path, 'backup-damaged')
  })

  test('a backup that was altered and put together again', async () => {
    const path = join(folder, 'altered.sifang')
    const { head, manifest } = await checkBackup(backup)
    const empty = { bytes: 0, rows: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
    const forged = { ...manifest, attachments: [], tables: manifest.tables.map((table) => ({ ...table, ...empty })) }
    await writeFile(
      path,
      await tarOf([
        ['sifang.json', JSON.stringify(head)],
        ['manifest.json', JSON.stringify(forged)],
      ]),
    )
    await refused(path, 'restore-wrong-keys')
  })

  test('the key of another station, a mistyped one, none', async () => {
    const other = sheetGroups(randomBytes(32)).join('')
    await refused(backup, 'restore-wrong-keys', { askSheet: async () => other })
    const mistyped = `${typed().slice(0, -1)}${typed().endsWith('0') ? '1' : '0'}`
    await refused(backup, 'recovery-sheet-mistyped', { askSheet: async () => mistyped })
    await refused(backup, 'restore-keys-needed', { askSheet: async () => null })
  })
})
