import { access, chmod, constants, lstat, mkdir, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts'
import { writeDurably } from './json-file.ts'
import { asStartError, diskFull, errorCode, notWritable, restoreUnfinished } from './start-error.ts'

/** A data directory held by this process. */
export type DataDirectory = {
  readonly path: string
  /** The embedded server's folder. */
  readonly postgres: string
  announce(address: string): Promise<void>
  release(): Promise<void>
}

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** `SIFANG_DATA`, else `.sifang` beside the program. */
export function dataDirectoryPath(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment.SIFANG_DATA
  return named === undefined || named === '' ? join(repository, '.sifang') : resolve(named)
}

/** Below this a start is refused: the database must be able to write its log and stop cleanly. */
const leastFreeBytes = 200 * 1024 * 1024

/**
 * Makes the directory where it is absent, proves that it can be written, and takes it for this process.
 * Errors: data-directory-not-writable, disk-full, already-running, restore-unfinished.
 */
export async function openDataDirectory(
  path: string,
  options: { leastFree?: number; restoring?: boolean } = {},
): Promise<DataDirectory> {
  await makeDirectory(path)
  // Asked before anything is written, so that a second start leaves the first alone.
  const lock = await takeInstanceLock(path)
  try {
    await checkRoom(path, options.leastFree ?? leastFreeBytes)
    if (!options.restoring) await checkNoRestore(path)
    await writeDurably(join(path, 'README.txt'), readme, 0o600)
  } catch (error) {
    await lock.release()
    throw error
  }
  return { path, postgres: join(path, 'postgres'), ...releasing(lock) }
}

async function makeDirectory(path: string): Promise<void> {
  try {
    const isNew = await makeFolders(path)
    // As root the database runs as another user, who must be able to pass through to its own folder.
    if (isNew && process.getuid?.() === 0) await chmod(path, 0o711)
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const known = asStartError(error, path)
    throw known === error ? notWritable(path, error) : known
  }
}

/**
 * Makes a folder and those above it, for their owner only; false when it was there. Node's own recursive mkdir never ends
 * where a file system refuses new folders with ENOENT, as /proc does.
 */
export async function makeFolders(path: string): Promise<boolean> {
  const make = () => mkdir(path, { mode: 0o700 })
  try {
    await make()
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return false
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolders(dirname(path))
    await make()
    return true
  }
}

async function checkRoom(path: string, leastFree: number): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize < leastFree) throw diskFull(path)
}

/** A restore is built in `restoring` and moved into place when it is whole. */
async function checkNoRestore(path: string): Promise<void> {
  const found = await lstat(join(path, 'restoring')).catch(() => null)
  if (found !== null) throw restoreUnfinished(path)
}

const releasing = (lock: InstanceLock): InstanceLock => ({ announce: lock.announce, release: lock.release })

const readme = `四访的数据目录 · the data directory of sifang

postgres/     数据库 · the database
attachments/  照片、录音和文件，已加密 · photos, speech and files, sealed
secrets.json  密钥，丢失则个人信息无法解开 · the keys: without them personal matters cannot be opened
请勿手动修改 · do not change anything by hand
`
