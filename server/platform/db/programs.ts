import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { diskFull, errorCode, startError } from '../data-directory/start-error.ts'
import { type Account, noAccount } from './account.ts'
import { type Binaries, notForThisMachine, program } from './binaries.ts'

/** How the server's programs are called: who they are, what they are called with, where they write. */
export type Programs = { readonly binaries: Binaries; readonly account: Account; readonly logPath: string }

/** What a program answered; `output` is what it, and the server that it started, wrote meanwhile. */
export type Outcome = { readonly status: number; readonly output: string }

/**
 * Runs initdb or pg_ctl in `folder`. Their output goes to the log file and never to a pipe: the server inherits it,
 * and a pipe would keep us waiting for as long as it lives.
 */
export async function runProgram(
  programs: Programs,
  name: 'initdb' | 'pg_ctl',
  args: readonly string[],
  folder: string,
): Promise<Outcome> {
  const log = await open(programs.logPath, 'a+', 0o600)
  try {
    const before = (await log.stat()).size
    const status = await new Promise<number>((done, fail) => {
      const child = spawn(program(programs.binaries, name), args, {
        cwd: folder,
        env: environment,
        stdio: ['ignore', log.fd, log.fd],
        windowsHide: true,
        ...programs.account,
      })
      child.once('error', (error) => fail(cannotRun(error)))
      child.once('close', (code) => done(code ?? -1))
    })
    const { size } = await log.stat()
    // the log may have been emptied meanwhile
    const from = Math.max(before > size ? 0 : before, size - 65_536)
    const { buffer, bytesRead } = await log.read(Buffer.alloc(size - from), { position: from })
    return { status, output: buffer.toString('utf8', 0, bytesRead) }
  } finally {
    await log.close()
  }
}

/** Nothing of ours leaks in: PGDATA or PGPORT of somebody else's server would be followed. */
const environment: NodeJS.ProcessEnv = {
  LC_ALL: 'C',
  PATH: process.env.PATH,
  ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP }),
}

/** EPERM: a container that may not change its user. Else e.g. ENOENT: no loader for these programs (Alpine). */
const cannotRun = (error: unknown): Error =>
  errorCode(error) === 'EPERM' ? noAccount(error) : notForThisMachine('PostgreSQL', error)

export function didNotStart(programs: Programs, folder: string, outcome: Outcome): Error {
  if (outcome.output.includes('No space left on device')) return diskFull(folder)
  const reason = outcome.output.split('\n').findLast((line) => /FATAL|PANIC|error/.test(line)) ?? outcome.output
  return startError('database-did-not-start', {
    zh: `数据库未能启动，详见 ${programs.logPath}：${reason.trim()}`,
    en: `The database did not start; ${programs.logPath} says why: ${reason.trim()}`,
  })
}
