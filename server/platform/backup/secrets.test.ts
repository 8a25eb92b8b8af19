import { createHash, randomUUIDv7 } from 'node:crypto'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAttachment, receive, removeMatterFiles } from '../attachments/index.ts'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { loadSecrets, storeSecrets } from '../data-directory/secrets.ts'
import { type Database, openDatabase } from '../db/connection.ts'
import { startPostgres } from '../db/postgres.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { createMatter, eraseMatter, getMatter, newStationKey } from '../secrets/index.ts'
import { rotateKey } from '../service/rotate-key.ts'
import { keysOf } from '../service/station-access.ts'
import { readBackupHead } from './backup-head.ts'
import { checkBackup } from './check-backup.ts'
import { noteErasures } from './erasure-ledger.ts'
import { newSecrets } from './fill-station.fixture.ts'
import { makeBackup } from './make-backup.ts'
import { sheetGroups, sheetNumber } from './recovery-sheet.ts'
import { restoreBackup } from './restore.ts'

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
// databases are started, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let dataDir: string
let backup: string
let database: TestDatabase
let db: Database
let close: () => Promise<void>
const first = newSecrets()
const stationId = randomUUIDv7()
const [kept, erased] = [randomUUIDv7(), randomUUIDv7()]
const now = () => new Date('2026-11-24T10:00+08:00')
const holder = {
  station: { id: stationId, name: '所', timeZone: 'Asia/Shanghai', demo: false },
  now,
  newId: () => randomUUIDv7(),
}
const contentOf = (matterId: string) => Buffer.from(`水渠照片的说明 ${matterId}`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-backup-secrets-'))
  await chmod(folder, 0o711)
  dataDir = join(folder, 'station')
  await mkdir(dataDir)
  database = await testDatabase()
  ;({ db, close } = openDatabase(database.url, 2))
  await storeSecrets(dataDir, first)
  const keys = keysOf(first)
  await sql`insert into station (station_id, name, wrapped_key, created_at)
    values (${stationId}, '所', ${newStationKey(keys, stationId)}, now())`.execute(db)
  await sql`insert into change_counter (station_id, epoch) values (${stationId}, gen_random_uuid())`.execute(db)
  const memberId = randomUUIDv7()
  await sql`insert into member (station_id, id, name, role, joined_on)
    values (${stationId}, ${memberId}, '王试', 'officer', '2024-01-01')`.execute(db)
  const villageId = randomUUIDv7()
  await sql`insert into place (station_id, id, kind, name, search_grams, facts, created_at, created_by)
    values (${stationId}, ${villageId}, 'village', '试村', '{}', '{}', now(), ${memberId})`.execute(db)
  for (const matterId of [kept, erased]) {
    const matter = await createMatter(db, { ...holder, keys }, matterId)
    const said = matter.seal('两家为浇地争吵')
    await sql`insert into follow_up (station_id, id, standing, version, subject, urgency, place_id, village_id, state,
        owner_id, opened_at, changed_at, closed_at)
      values (${stationId}, ${matterId}, '{}', 1, 'dispute', 'ordinary', ${villageId}, ${villageId}, 'confirmed',
        ${memberId}, now(), now(), now())`.execute(db)
    await sql`insert into follow_up_entry (station_id, follow_up_id, version, id, kind, at, received_at, by, place_id, sealed)
      values (${stationId}, ${matterId}, 1, ${randomUUIDv7()}, 'opened', now(), now(), ${memberId}, ${villageId}, ${said})`.execute(
      db,
    )
    await sql`insert into finding (station_id, id, follow_up_id, kind, urgency, source, place_id, at, received_at, entered_by,
        sealed)
      values (${stationId}, ${matterId}, ${matterId}, 'dispute', 'ordinary', 'call', ${villageId}, now(), now(), ${memberId},
        ${said})`.execute(db)
    await sql`insert into paper (station_id, id, matter_id, kind, occasion, year, number, state, pages, issued_on, issued_at,
        issued_by, sealed)
      values (${stationId}, ${randomUUIDv7()}, ${matterId}, 'agreement', 1, 2026, ${matterId === kept ? 1 : 2}, 'issued', 1,
        '2026-11-24', now(), ${memberId}, ${said})`.execute(db)
    const content = contentOf(matterId)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const given = { kind: 'file', name: 'a.txt', sha256, evidence: false, content: Readable.from([content]) } as const
    const received = await receive({ dataDir, stationId }, matter, given)
    await received.settle()
    await sql`insert into attachment (station_id, id, matter_id, kind, type, bytes, hash, sealed_name, evidence,
        uploaded_by, uploaded_at)
      values (${stationId}, ${randomUUIDv7()}, ${matterId}, 'file', 'text/plain', ${received.bytes}, ${received.hash},
        ${matter.seal('a.txt')}, false, ${memberId}, now())`.execute(db)
  }
  backup = join(folder, 'before.sifang')
  await makeBackup({ url: database.url, dataDir, secrets: first, version: '0.1.0', clock: null, now }, { to: backup })
})
afterAll(async () => {
  await close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const groups = (outerKey: string) => sheetGroups(Buffer.from(outerKey, 'base64')).join(' ')

/** What is left of both matters in a restored station, and the content of the files that open. */
async function inside(restored: string) {
  const directory = await openDataDirectory(restored)
  const server = await startPostgres({ dataDir: directory.postgres })
  const opened = openDatabase(server.url, 2)
  try {
    const keys = keysOf(await loadSecrets(restored, false))
    const { rows } = await sql<{ matterId: string; hash: Buffer }>`
      select matter_id, hash from attachment order by matter_id`.execute(opened.db)
    const contents: string[] = []
    for (const { matterId, hash } of rows) {
      const matter = await getMatter(opened.db, { ...holder, keys }, matterId)
      const stream = await openAttachment({ dataDir: restored, stationId }, matter, hash)
      contents.push(Buffer.concat(await stream.toArray()).toString())
    }
    const folders = (await readdir(join(restored, 'attachments', stationId))).sort()
    const worded = await sql<{ matterId: string; n: number }>`
      select f.id as matter_id, (select count(*)::int from finding x where x.follow_up_id = f.id and x.sealed is not null)
        + (select count(*)::int from follow_up_entry x where x.follow_up_id = f.id and x.sealed is not null)
        + (select count(*)::int from paper x where x.matter_id = f.id and x.sealed is not null) as n
      from follow_up f order by f.id`.execute(opened.db)
    const words = Object.fromEntries(worded.rows.map(({ matterId, n }) => [matterId, n]))
    return { rows: rows.map(({ matterId }) => matterId), contents, folders, words }
  } finally {
    await opened.close()
    await server.stop()
    await directory.release()
  }
}

test('attachments are in the backup, sealed, and a restored station opens them', async () => {
  const { manifest, head } = await checkBackup(backup)
  expect(manifest.attachments).toHaveLength(2)
  expect(head.keyNumber).toBe(sheetNumber(Buffer.from(first.outerKey, 'base64')))
  const to = join(folder, 'restored')
  await restoreBackup({
    from: backup,
    dataDir: to,
    migrations,
    ledgerFolder: folder,
    askSheet: async () => groups(first.outerKey),
  })
  const both = [kept, erased].sort()
  expect(await inside(to)).toEqual({
    rows: both,
    contents: both.map((id) => contentOf(id).toString()),
    folders: both,
    words: { [kept]: 3, [erased]: 3 },
  })
})

test('a restore does not bring back what was erased since: no words, no paper, no file', async () => {
  const beside = join(folder, 'ledger')
  await db.transaction().execute((tx) => eraseMatter(tx, holder, erased, 'retention-over'))
  await removeMatterFiles(dataDir, stationId, erased)
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  await noteErasures(pool, [beside])
  await pool.end()
  const to = join(folder, 'erased-again')
  const askSheet = async () => groups(first.outerKey)
  const restored = await restoreBackup({ from: backup, dataDir: to, migrations, ledgerFolder: beside, askSheet })
  expect(restored).toMatchObject({ attachments: 2, erasedAgain: 1 })
  expect(await inside(to)).toEqual({
    rows: [kept],
    contents: [contentOf(kept).toString()],
    folders: [kept],
    words: { [kept]: 3, [erased]: 0 },
  })
})

test('a backup made before the key was exchanged says which sheet opens it, and opens with that one only', async () => {
  const rotated = await rotateKey({ dataDir, db, now })
  const second = await loadSecrets(dataDir, false)
  const after = join(folder, 'after.sifang')
  await makeBackup({ url: database.url, dataDir, secrets: second, version: '0.1.0', clock: null, now }, { to: after })
  expect((await readBackupHead(backup)).keyNumber).toBe(rotated.formerNumber)
  expect((await readBackupHead(after)).keyNumber).toBe(rotated.number)

  // on the same machine: its own key is the new one
  const to = join(folder, 'same-machine')
  await mkdir(to)
  await copyFile(join(dataDir, 'secrets.json'), join(to, 'secrets.json'))
  const asked: (string | null)[] = []
  const restore = (from: string, answer: string | null) =>
    restoreBackup({
      from,
      dataDir: to,
      migrations,
      ledgerFolder: folder,
      askSheet: async (number) => {
        asked.push(number)
        return answer
      },
    })
  await expect(restore(backup, null)).rejects.toMatchObject({
    code: 'restore-keys-needed',
    zh: expect.stringMatching(new RegExp(`${rotated.formerNumber}.*${rotated.number}`)),
  })
  await expect(restore(backup, groups(second.outerKey))).rejects.toMatchObject({
    code: 'restore-wrong-keys',
    en: expect.stringContaining(rotated.formerNumber),
  })
  expect(await restore(backup, groups(first.outerKey))).toMatchObject({ attachments: 2 })
  expect(asked).toEqual([rotated.formerNumber, rotated.formerNumber, rotated.formerNumber])
  expect((await inside(to)).contents).toContain(contentOf(kept).toString())
  expect(await loadSecrets(to, false)).toEqual(first)
})
