import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { startError } from '../data-directory/start-error.ts'

/** The user that PostgreSQL runs as, or null for the one who runs us: PostgreSQL refuses to be root. */
export type Account = { readonly uid: number; readonly gid: number } | null

const run = promisify(execFile)
const name = 'postgres'

/** As root: the owner of existing data, else the user `postgres`, made where absent. Errors: database-account. */
export async function databaseAccount(dataFolder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(dataFolder).catch(() => null)
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await find()) ?? (await make())
}

/** Whether that user can enter `path`; asked of the system, because access lists and mounts have a say too. */
export async function canEnter(account: Account, path: string): Promise<boolean> {
  if (account === null) return true
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { cwd: '/', ...account }).then(
    () => true,
    () => false,
  )
}

async function find(): Promise<Account> {
  const answer = await run('id', [name]).catch(() => null)
  const [, uid, gid] = /uid=(\d+).*? gid=(\d+)/.exec(answer?.stdout ?? '') ?? []
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) }
}

async function make(): Promise<Account> {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
    // Alpine and other small systems
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', name],
  ]
  for (const [program = '', ...args] of ways) {
    await run(program, args).catch(() => null)
    const made = await find()
    if (made !== null) return made
  }
  throw noAccount(null)
}

export const noAccount = (cause: unknown): Error =>
  startError(
    'database-account',
    {
      zh: `以 root 运行时数据库需要以系统用户 ${name} 运行，但做不到；请创建该用户、改用普通用户运行，或设置 DATABASE_URL。`,
      en: `Run as root, the database must run as a system user ${name}, which cannot be had here: make that user, run as an ordinary one, or set DATABASE_URL.`,
    },
    cause,
  )
