import { randomBytes } from 'node:crypto'
import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { syncFolder, writeDurably, writeJson } from '../data-directory/json-file.ts'
import { asStartError, databaseUnreachable } from '../data-directory/start-error.ts'
import { type Migration, readMigrations } from '../db/migrate.ts'
import { startPostgres, stopLeftPostgres } from '../db/postgres.ts'
import { checkServerVersion } from '../db/server-version.ts'
import { isPlainPath } from './format.ts'
import { databaseNotEmpty, notEmpty } from './problem.ts'

/** Where a restore is built: `restoring` inside the data directory. While it is there, a start is refused. */
export type Place = {
  readonly folder: string
  readonly url: string
  addSecretFile(name: string, text: string): Promise<void>
  /** A folder with the first `count` migrations only. */
  migrationsUntil(all: readonly Migration[], folder: string, count: number): Promise<string>
  /** Stops the database and says that all is there. */
  complete(): Promise<void>
  /** Leaves the data directory as it was. */
  abandon(): Promise<void>
}

const name = 'restoring'
const completeNote = 'complete.json'
/** What may lie in a directory that counts as empty. */
const harmless = new Set(['instance.json', 'README.txt', 'secrets.json', 'backups', 'backup.json', 'lost+found', name])

/** What a start leaves that was refused, as it is after a restore that was killed. */
const byStarts = /^(lock(-journal)?|sifang\.log(\.\d+)?)$/

/** Errors: restore-not-empty, disk-full, data-directory-not-writable, and those of the database. */
export async function makePlace(dataDir: string, databaseUrl: string | undefined): Promise<Place> {
  const folder = join(dataDir, name)
  await checkEmpty(dataDir)
  await removePlace(folder)
  await mkdir(folder, { mode: 0o711 })
  // as root the database runs as another user, who must be able to pass through
  await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
  const temporary = await mkdtemp(join(tmpdir(), 'sifang-restore-'))
  const clean = () => rm(temporary, { recursive: true, force: true })
  try {
    const server = databaseUrl ? null : await startPostgres({ dataDir: join(folder, 'postgres') })
    const url = databaseUrl ?? server?.url ?? ''
    if (databaseUrl) await checkEmptyDatabase(databaseUrl)
    return {
      folder,
      url,
      addSecretFile: (file, text) => addSecretFile(folder, file, text),
      migrationsUntil: (all, from, count) => migrationsUntil(temporary, all, from, count),
      complete: async () => {
        await server?.stop()
        await clean()
        await writeJson(join(folder, completeNote), { complete: true })
      },
      abandon: async () => {
        await server?.stop().catch(() => undefined)
        await clean()
        await removePlace(folder).catch(() => undefined)
      },
    }
  } catch (error) {
    await clean()
    await removePlace(folder).catch(() => undefined)
    throw asStartError(error, dataDir)
  }
}

async function checkEmpty(dataDir: string): Promise<void> {
  // an earlier restore that was ended while it moved into place only has to be finished
  await finishRestore(dataDir)
  const found = (await readdir(dataDir)).filter((entry) => !harmless.has(entry) && !byStarts.test(entry))
  if (found.length > 0) throw notEmpty(dataDir)
}

/** Removes what a killed restore left, with the database that it may have left running. */
async function removePlace(folder: string): Promise<void> {
  if ((await lstat(folder).catch(() => null)) === null) return
  const postgres = join(folder, 'postgres')
  if ((await lstat(postgres).catch(() => null)) !== null) await stopLeftPostgres(postgres)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

async function checkEmptyDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect().catch((error: unknown) => {
    throw databaseUnreachable(error)
  })
  try {
    await checkServerVersion(client)
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.station') is not null as there`)
    if (!rows[0]?.there) return
    const { rowCount } = await client.query('select from station limit 1')
    if (rowCount) throw databaseNotEmpty()
  } finally {
    await client.end()
  }
}

async function addSecretFile(folder: string, file: string, text: string): Promise<void> {
  if (!isPlainPath(file)) throw new Error(`not a file of ours: ${file}`)
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeDurably(path, text, 0o600)
}

async function migrationsUntil(
  temporary: string,
  all: readonly Migration[],
  from: string,
  count: number,
): Promise<string> {
  const folder = join(temporary, randomBytes(4).toString('hex'))
  await mkdir(folder)
  for (const { number, name: title } of all.slice(0, count)) {
    const file = `${String(number).padStart(4, '0')}_${title}.sql`
    await copyFile(join(from, file), join(folder, file))
  }
  await readMigrations(folder)
  return folder
}

async function isComplete(dataDir: string): Promise<boolean> {
  return (await lstat(join(dataDir, name, completeNote)).catch(() => null)) !== null
}

/**
 * For a start: finishes a complete restore that was ended while it moved into place. Leaves one alone that is at work.
 * Errors: already-running.
 */
export async function finishLeftRestore(dataDir: string): Promise<boolean> {
  if (!(await isComplete(dataDir))) return false
  const directory = await openDataDirectory(dataDir, { restoring: true })
  return finishRestore(dataDir).finally(() => directory.release())
}

/** The database last: until it is there nothing could be mistaken for a station. */
const order = (entry: string): number => (entry === 'postgres' ? 1 : 0)

/** Moves a complete restore into its place; does nothing when there is none. May be ended at any point and called again. */
export async function finishRestore(dataDir: string): Promise<boolean> {
  const folder = join(dataDir, name)
  if (!(await isComplete(dataDir))) return false
  const entries = (await readdir(folder)).filter((entry) => entry !== completeNote)
  for (const entry of entries.sort((a, b) => order(a) - order(b))) {
    await rename(join(folder, entry), join(dataDir, entry))
  }
  await syncFolder(dataDir)
  await rm(join(folder, completeNote))
  await rmdir(folder)
  await syncFolder(dataDir)
  return true
}
