import { randomBytes } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { type ClockState, fileClockStorage } from '../clock/clock-state.ts'
import { makeFolders } from '../data-directory/data-directory.ts'
import { syncFolder } from '../data-directory/json-file.ts'
import type { Secrets } from '../data-directory/secrets.ts'
import { errorCode, isStartError } from '../data-directory/start-error.ts'
import { type ArchiveWriter, archiveWriter } from './archive-writer.ts'
import { attachmentFiles } from './attachments.ts'
import { checkBackup } from './check-backup.ts'
import { attachmentPrefix, formatVersion, type Head, headName, type Manifest, manifestName } from './format.ts'
import { macOf, sealPart } from './keys.ts'
import { otherRecords } from './other-records.ts'
import { migrating, noRoom, notWritable } from './problem.ts'
import { type Progress, reading } from './progress.ts'
import { sheetNumber } from './recovery-sheet.ts'
import { appliedMigrations, listTables, settleTextForm } from './tables.ts'
import { writeTable } from './write-tables.ts'

export type BackupParts = {
  readonly url: string
  readonly dataDir: string
  readonly secrets: Secrets
  /** The program's own version. */
  readonly version: string
  /** Where the data directory does not say it. */
  readonly clock: ClockState | null
  now(): Date
}

export type BackupOptions = {
  /** Where the file shall lie. */
  readonly to: string
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Called by the migration itself, which holds the lock that others wait for. */
  readonly beforeMigration?: boolean
  /** Ends it early, with nothing left behind. */
  readonly signal?: AbortSignal | undefined
}

export type BackupMade = {
  readonly path: string
  readonly bytes: number
  readonly rows: number
  readonly tables: number
  readonly attachments: number
  readonly durationMs: number
}

/**
 * Writes all tables as they stood at one instant, and the attachments, into one file while the station works; reads
 * the file back and compares it before it gets its name. A backup that does not come about leaves nothing behind and
 * harms nothing. Errors: backup-disk-full, backup-not-writable, backup-migrating, backup-damaged, backup-unreadable.
 */
export async function makeBackup(parts: BackupParts, options: BackupOptions): Promise<BackupMade> {
  const began = performance.now()
  const folder = dirname(options.to)
  const unfinished = join(folder, `.${basename(options.to)}.${randomBytes(6).toString('hex')}.new`)
  try {
    await makeFolders(folder)
    await removeLeftovers(folder)
    const manifest = await writeTo(unfinished, parts, options)
    const { size } = await stat(unfinished)
    await checkBackup(unfinished, await reading({ ...options, from: unfinished }, 'checking'), options.signal)
    options.signal?.throwIfAborted()
    await rename(unfinished, options.to)
    await syncFolder(folder)
    return {
      path: options.to,
      bytes: size,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      tables: manifest.tables.length,
      attachments: manifest.attachments.length,
      durationMs: Math.round(performance.now() - began),
    }
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw asBackupError(error, options.to)
  }
}

const forbidden = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT', 'ENAMETOOLONG']

function asBackupError(error: unknown, path: string): unknown {
  const code = errorCode(error) ?? ''
  if (isStartError(error)) return error
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return noRoom(path, error)
  return forbidden.includes(code) ? notWritable(path, error) : error
}

/** What a killed backup left: unfinished files nobody wrote to for a day. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..*\.sifang\.[0-9a-f]{12}\.new$/.test(name)) continue
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (Date.now() - mtimeMs > 3_600_000) await rm(join(folder, name), { force: true })
  }
}

async function writeTo(path: string, parts: BackupParts, options: BackupOptions): Promise<Manifest> {
  const client = new pg.Client({ connectionString: parts.url, application_name: 'sifang backup' })
  client.on('error', () => undefined)
  await client.connect()
  let archive: ArchiveWriter | null = null
  try {
    await settleTextForm(client)
    await holdMigrations(client, options)
    await client.query('begin isolation level repeatable read read only')
    archive = archiveWriter(path)
    const manifest = await writeAll(client, archive, parts, options)
    await archive.finish()
    await client.query('commit')
    return manifest
  } finally {
    await archive?.abandon()
    await client.end().catch(() => undefined)
  }
}

/** The lock of platform/db/migrate.ts, shared: no table changes its shape while it is copied. */
async function holdMigrations(client: pg.ClientBase, options: BackupOptions): Promise<void> {
  if (options.beforeMigration) return
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock_shared(7430001) as held')
  if (!rows[0]?.held) throw migrating()
}

async function writeAll(
  client: pg.ClientBase,
  archive: ArchiveWriter,
  parts: BackupParts,
  options: BackupOptions,
): Promise<Manifest> {
  const head: Head = {
    format: 'sifang-backup',
    formatVersion,
    version: parts.version,
    migrations: [...(await appliedMigrations(client))],
    at: parts.now().toISOString(),
    keyNumber: sheetNumber(Buffer.from(parts.secrets.outerKey, 'base64')),
  }
  await archive.add(headName, Buffer.from(JSON.stringify(head)))
  const tables: Manifest['tables'] = []
  const listed = await listTables(client)
  for (const table of listed) {
    options.onProgress?.({ stage: 'writing', done: tables.length, total: listed.length })
    tables.push(await writeTable(client, archive, table, options.signal))
  }
  const manifest = {
    tables,
    // after the snapshot was taken: whatever a row speaks of is there by now
    attachments: await writeAttachments(archive, parts.dataDir),
    ...(await otherRecords(client)),
    // as it is noted with the data by now; with a database of one's own it lies in the tables
    clock: (await fileClockStorage(parts.dataDir).read()) ?? parts.clock,
    sealed: await sealOthers(parts),
  }
  const mac = macOf(Buffer.from(parts.secrets.outerKey, 'base64'), head, manifest)
  const whole: Manifest = { ...manifest, mac }
  await archive.add(manifestName, Buffer.from(JSON.stringify(whole)))
  options.onProgress?.({ stage: 'writing', done: listed.length, total: listed.length })
  return whole
}

async function writeAttachments(archive: ArchiveWriter, dataDir: string): Promise<Manifest['attachments']> {
  const written: Manifest['attachments'] = []
  for await (const { path, file, bytes } of attachmentFiles(dataDir)) {
    // one that is erased from here on is still read to its end
    const content = await open(file, 'r').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null
      throw error
    })
    if (!content) continue
    const sha256 = await archive.addFile(`${attachmentPrefix}${path}`, content, bytes)
    written.push({ path, bytes, sha256 })
  }
  return written
}

/** Secret files that phones rely on after a restore: the station's own certificates. */
const secretFiles = ['tls/authority.pem', 'tls/authority-key.pem', 'tls/server.pem', 'tls/server-key.pem'] as const

async function sealOthers({ dataDir, secrets }: BackupParts): Promise<string> {
  const { outerKey, ...others } = secrets
  const files: Record<string, string> = {}
  for (const name of secretFiles) {
    const text = await readFile(join(dataDir, name), 'utf8').catch(() => null)
    if (text !== null) files[name] = text
  }
  return sealPart(Buffer.from(outerKey, 'base64'), { secrets: others, files })
}
