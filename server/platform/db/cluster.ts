import { randomBytes } from 'node:crypto'
import { chmod, chown, lchown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder, writeDurably } from '../data-directory/json-file.ts'
import { startError } from '../data-directory/start-error.ts'
import { type Account, canEnter } from './account.ts'
import type { Binaries } from './binaries.ts'
import { didNotStart, type Programs, runProgram } from './programs.ts'

export const superuser = 'sifang'

export const dataFolderOf = (folder: string): string => join(folder, 'data')

/** The database's password, made at first; the user that the database runs as may read it, nobody else. */
export async function clusterPassword(folder: string, account: Account): Promise<string> {
  const path = join(folder, 'password')
  const found = await readFile(path, 'utf8').catch(() => null)
  const password = found?.trim() ?? randomBytes(24).toString('hex')
  if (found === null) await writeDurably(path, `${password}\n`, 0o600)
  if (account !== null) await chown(path, account.uid, account.gid)
  return password
}

/** Makes the folder for `data`, the password and the log, reachable by the account. */
export async function makeFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (account === null) return
  await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o700)
  const data = await stat(dataFolderOf(folder)).catch(() => null)
  if (data?.uid === 0) await takeOver(folder, account)
}

/** Data that root copied here, e.g. from a backup, belong to root, and PostgreSQL would not touch them. */
async function takeOver(folder: string, { uid, gid }: NonNullable<Account>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid)
  }
  await chmod(dataFolderOf(folder), 0o700)
}

/**
 * Makes the data, under another name until they are whole: a start that was killed meanwhile leaves a folder that the
 * next one removes. Errors: database-did-not-start, disk-full.
 */
export async function makeCluster(programs: Programs, folder: string): Promise<void> {
  await removeUnfinished(folder)
  const unfinished = `${dataFolderOf(folder)}.${randomBytes(6).toString('hex')}.new`
  await mkdir(unfinished, { mode: 0o700 })
  if (programs.account !== null) await chown(unfinished, programs.account.uid, programs.account.gid)
  const args = [
    ...['-D', await spoken(programs.account, unfinished), '-U', superuser],
    ...['-A', 'scram-sha-256', '--pwfile', await spoken(programs.account, unfinished, '..', 'password')],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums'],
  ]
  const outcome = await runProgram(programs, 'initdb', args, unfinished)
  if (outcome.status !== 0) {
    await rm(unfinished, { recursive: true, force: true })
    throw didNotStart(programs, folder, outcome)
  }
  await rename(unfinished, dataFolderOf(folder)).catch((error: unknown) => {
    throw damaged(dataFolderOf(folder), error)
  })
  await syncFolder(folder)
}

/** There is a folder of data that does not say its version. */
const damaged = (path: string, cause: unknown): Error =>
  startError(
    'data-directory-unreadable',
    {
      zh: `数据库文件夹 ${path} 已损坏，请从备份恢复。`,
      en: `The database in ${path} is damaged: restore it from a backup.`,
    },
    cause,
  )

/**
 * How a path is said to a program that runs in `folder`: as it is, or, where the account cannot walk there (a home of
 * mode 0700) or pg_ctl's shell would misread it, through /proc/self/cwd, which needs no walking.
 */
export async function spoken(account: Account, folder: string, ...rest: readonly string[]): Promise<string> {
  const plain = !/["$`\\]/.test(folder) && (await canEnter(account, folder))
  return plain || process.platform !== 'linux' ? join(folder, ...rest) : ['/proc/self/cwd', ...rest].join('/')
}

/** The version of the data's format, or null when there are none. */
export async function clusterVersion(folder: string): Promise<number | null> {
  const text = await readFile(join(dataFolderOf(folder), 'PG_VERSION'), 'utf8').catch(() => null)
  return text === null ? null : Number.parseInt(text, 10)
}

/** Errors: database-too-old, database-too-new. */
export function checkVersion(version: number, binaries: Binaries): void {
  if (version === binaries.major) return
  const older = version < binaries.major
  throw startError(older ? 'database-too-old' : 'database-too-new', {
    zh: `数据由 PostgreSQL ${version} 写成，而本程序带的是 ${binaries.major}；请用${older ? '旧' : '新'}版四访备份，再用本版恢复。`,
    en: `The data were written by PostgreSQL ${version}, this program brings ${binaries.major}: make a backup with the ${older ? 'older' : 'newer'} sifang and restore it here.`,
  })
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^data\..*\.new$/.test(name)) continue
    // An orphaned initdb may still write there; then the next start removes it.
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
