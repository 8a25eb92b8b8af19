import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { removeErasedFiles } from '../attachments/sweep.ts'
import { databaseClockStorage, fileClockStorage } from '../clock/clock-state.ts'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { readJson } from '../data-directory/json-file.ts'
import { parseSecrets, type Secrets, storeSecrets } from '../data-directory/secrets.ts'
import { diskFull, isDiskFull, isStartError } from '../data-directory/start-error.ts'
import { openDatabase } from '../db/connection.ts'
import { type Migration, migrate, readMigrations } from '../db/migrate.ts'
import { noteHeads } from '../records/audit-heads.ts'
import { verifyAudit } from '../records/verify-audit.ts'
import { applyErasures } from '../secrets/matters.ts'
import { type CheckedBackup, checkBackup } from './check-backup.ts'
import { type ErasureLedger, readLedger } from './erasure-ledger.ts'
import type { Head } from './format.ts'
import { checkMac, openPart } from './keys.ts'
import { loadBackup } from './load-backup.ts'
import { foreign, keysNeeded, newer, otherSheet } from './problem.ts'
import { type Progress, reading } from './progress.ts'
import { readSheet, sheetNumber } from './recovery-sheet.ts'
import { finishRestore, makePlace, type Place } from './restore-place.ts'

export type RestoreParts = {
  readonly from: string
  readonly dataDir: string
  /** The folder of migrations that this program brings. */
  readonly migrations: string
  /** A PostgreSQL of one's own, in which nothing lies yet. */
  readonly databaseUrl?: string | undefined
  /** What stands on the recovery sheet with this number; asked only when the data directory has not its key. */
  readonly askSheet: (number: string | null) => Promise<string | null>
  /** The folder with the ledger of erasures; beside the backup unless told. */
  readonly ledgerFolder: string
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export type Restored = {
  readonly rows: number
  readonly tables: number
  readonly attachments: number
  readonly erasedAgain: number
  readonly migrated: number
  /** When the backup was made, on the station's clock. */
  readonly at: string
  /** Stations whose audit chain does not hold; it did not when the backup was made. */
  readonly brokenAudits: readonly string[]
}

/**
 * Restores a backup into an empty data directory. Nothing of it is there until all of it is there and was compared:
 * it is built aside and moved into place at the end. Errors: restore-*, backup-*, and those of the start.
 */
export async function restoreBackup(parts: RestoreParts): Promise<Restored> {
  const backup = await checkBackup(parts.from, await reading(parts, 'checking'), parts.signal)
  const migrations = await readMigrations(parts.migrations)
  checkMigrations(parts.from, backup, migrations)
  const { secrets, files } = openPart(await outerKey(parts, backup.head), backup.manifest.sealed)
  checkMac(Buffer.from(secrets.outerKey, 'base64'), backup.head, backup.manifest)
  const ledger = await readLedger(parts.ledgerFolder)

  parts.signal?.throwIfAborted()
  const directory = await openDataDirectory(parts.dataDir, { restoring: true })
  try {
    const place = await makePlace(parts.dataDir, parts.databaseUrl)
    try {
      const restored = await build(parts, place, backup, { secrets, files, ledger, migrations })
      await place.complete()
      await finishRestore(parts.dataDir)
      return restored
    } catch (error) {
      // asked while its files still lie there
      const full = await isFull(error, parts.dataDir)
      await place.abandon()
      throw full ? diskFull(parts.dataDir, error) : error
    }
  } finally {
    await directory.release()
  }
}

/** A database that finds no room says so, or, in the midst of its log, just ends. */
async function isFull(error: unknown, dataDir: string): Promise<boolean> {
  if (isDiskFull(error)) return true
  if (isStartError(error)) return false
  const disk = await statfs(dataDir).catch(() => null)
  return disk !== null && disk.bavail * disk.bsize < 20_000_000
}

type Given = {
  readonly secrets: Secrets
  readonly files: Readonly<Record<string, string>>
  readonly ledger: ErasureLedger
  readonly migrations: readonly Migration[]
}

async function build(parts: RestoreParts, place: Place, backup: CheckedBackup, given: Given): Promise<Restored> {
  const { head, manifest } = backup
  await migrate(place.url, await place.migrationsUntil(given.migrations, parts.migrations, head.migrations.length))
  await loadBackup({ ...parts, url: place.url, folder: place.folder, backup, ledger: given.ledger })
  const migrated = await migrate(place.url, parts.migrations)

  const { db, pool, close } = openDatabase(place.url, 2)
  try {
    const erasedAgain = await applyErasures(db)
    // the backup may be older than an erasure: then it brought the files back as well
    await removeErasedFiles(db, place.folder)
    if (manifest.clock) {
      const storage = parts.databaseUrl ? databaseClockStorage(pool) : fileClockStorage(place.folder)
      await storage.write(manifest.clock)
    }
    const brokenAudits: string[] = []
    const keys = { audit: Buffer.from(given.secrets.auditKey, 'base64') }
    for (const { stationId } of manifest.auditHeads) {
      const state = await verifyAudit(db, keys, stationId, manifest.auditHeads)
      if (state.kind === 'broken') brokenAudits.push(stationId)
    }
    await pool.query('analyze')
    await storeSecrets(place.folder, given.secrets)
    await noteHeads(place.folder, manifest.auditHeads)
    for (const [name, text] of Object.entries(given.files)) await place.addSecretFile(name, text)
    return {
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      tables: manifest.tables.length,
      attachments: manifest.attachments.length,
      erasedAgain,
      migrated: migrated.length,
      at: head.at,
      brokenAudits,
    }
  } finally {
    await close()
  }
}

function checkMigrations(path: string, { head }: CheckedBackup, own: readonly Migration[]): void {
  if (head.migrations.length > own.length) throw newer(path, head.version)
  head.migrations.forEach(({ number, sha256 }, index) => {
    const migration = own[index]
    if (migration?.number !== number || migration.sha256 !== sha256) throw foreign(path)
  })
}

/**
 * The key that opens it: the one in the data directory, unless the backup was made under another; then that of a sheet.
 * Errors: restore-keys-needed, recovery-sheet-mistyped, restore-wrong-keys.
 */
async function outerKey({ dataDir, askSheet }: RestoreParts, head: Head): Promise<Buffer> {
  const keyNumber = head.keyNumber ?? null
  const found = await readJson(join(dataDir, 'secrets.json'), parseSecrets)
  const own = found && Buffer.from(found.outerKey, 'base64')
  if (own && (keyNumber === null || sheetNumber(own) === keyNumber)) return own
  const typed = await askSheet(keyNumber)
  if (typed === null || typed.trim() === '') throw keysNeeded(keyNumber, own ? sheetNumber(own) : null)
  const key = readSheet(typed)
  if (keyNumber !== null && sheetNumber(key) !== keyNumber) throw otherSheet(keyNumber, sheetNumber(key))
  return key
}
