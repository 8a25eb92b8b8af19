import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('../../cli/sifang.ts', import.meta.url))
const run = promisify(execFile)

export type Environment = Readonly<Record<string, string>>
/** How a command ended and what it said. */
export type Said = { readonly code: number | null; readonly out: string; readonly err: string }

export type SignIn = { readonly role: string; readonly userName: string; readonly password: string }

/** A server that a person started on a terminal. */
export type Started = {
  readonly pid: number
  readonly address: string
  /** All it said until it was ready. */
  readonly said: string
  readonly signIns: readonly SignIn[]
  /** As Ctrl-C, a service manager or a crash would. */
  end(signal?: NodeJS.Signals): Promise<Said>
}

const children = new Set<ChildProcess>()
const folders: string[] = []

afterAll(async () => {
  for (const child of children) {
    child.kill('SIGINT')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
  }
  for (const folder of folders) {
    await stopDatabase(folder)
    await rm(folder, { recursive: true, force: true })
  }
})

/** A database that a test left behind on purpose. */
async function stopDatabase(folder: string): Promise<void> {
  const pid = await databasePid(join(folder, 'data'))
  if (pid !== null && (await isRunning(pid))) process.kill(pid, 'SIGQUIT')
}

/** A folder of this test's own; the data directory is `data` in it. In memory where there is plenty. */
export async function newFolder(): Promise<string> {
  const memory = process.platform === 'linux' ? await statfs('/dev/shm').catch(() => null) : null
  const isRoomy = memory !== null && memory.bavail * memory.bsize > 2 * 1024 ** 3
  const folder = await mkdtemp(join(isRoomy ? '/dev/shm' : tmpdir(), 'sifang-starts-'))
  // the database runs as another user where we are root
  await chmod(folder, 0o711)
  folders.push(folder)
  return folder
}

const own = [process.execPath, program] as const
/** What the README says; what has to be installed and built before it is there already. */
const byNpm = ['npm', '--ignore-scripts', 'start', '--'] as const

function launch([command, ...args]: readonly [string, ...string[]], environment: Environment) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', HOST: '', SIFANG_CLOCK: '', PORT: '0', ...environment },
  })
  children.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const ended = new Promise<Said>((resolve) =>
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code, ...said })
    }),
  )
  return { child, said, ended }
}

/** Runs a command to its end. */
export function sifang(args: readonly string[], environment: Environment): Promise<Said> {
  return launch([...own, ...args], environment).ended
}

/** Starts a server and answers once it says that it is ready. */
export function start(environment: Environment, args: readonly string[] = []): Promise<Started> {
  return started(launch([...own, 'start', ...args], environment))
}

/** The same by `npm start`; what ends is npm. */
export function startByNpm(environment: Environment, args: readonly string[] = []): Promise<Started> {
  return started(launch([...byNpm, ...args], environment))
}

async function started({ child, said, ended }: ReturnType<typeof launch>): Promise<Started> {
  const ready = await waitForWord(child, ended, () => said.out.includes('Ctrl-C'))
  if (ready !== 'said') throw new Error(`the start ended with ${ready.code}: ${ready.err}`)
  return {
    pid: child.pid ?? 0,
    address: /ready: (\S+)/.exec(said.out)?.[1] ?? '',
    said: said.out,
    signIns: [...said.out.matchAll(/^ {2}(\w+) +(\w+) +(\S+)$/gm)].map(
      ([, role = '', userName = '', password = '']) => ({
        role,
        userName,
        password,
      }),
    ),
    end: (signal = 'SIGINT') => {
      child.kill(signal)
      return ended
    },
  }
}

/** A start that is sent `signal` as soon as it has said `word` on its error output. */
export async function startInterrupted(environment: Environment, word: string, signal: NodeJS.Signals): Promise<Said> {
  const { child, said, ended } = launch([...own, 'start'], environment)
  await waitForWord(child, ended, () => said.err.includes(word))
  child.kill(signal)
  return ended
}

async function waitForWord(child: ChildProcess, ended: Promise<Said>, isSaid: () => boolean): Promise<'said' | Said> {
  const heard = new Promise<'said'>((resolve) => {
    const look = () => isSaid() && resolve('said')
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
  })
  return Promise.race([heard, ended])
}

/** The process of the embedded database, or null when none was ever started or it was stopped. */
export async function databasePid(dataDir: string): Promise<number | null> {
  const note = await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => null)
  return note === null ? null : Number(note.split('\n')[0])
}

/** No process works in this data directory any more. */
export async function expectNothingLeft(dataDir: string): Promise<void> {
  expect(await databasePid(dataDir)).toBeNull()
  const { stdout } = await run('ps', ['-eo', 'pid,args'])
  expect(stdout.split('\n').filter((line) => line.includes(dataDir))).toEqual([])
}

export async function isRunning(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return state !== '' && !/\) [ZX] /.test(state)
}

/** One clear sentence in each language, exit code 1, nothing of the program's inside. */
export function expectRefusal(said: Said, ...words: readonly string[]): void {
  expect(said).toMatchObject({ code: 1, out: '' })
  const lines = said.err.trim().split('\n')
  expect(lines, said.err).toHaveLength(2)
  expect(lines[0]).toMatch(/[\u4e00-\u9fff].*[。，；]/)
  expect(lines[1]).toMatch(/^[A-Za-z].*\.?$/)
  expect(said.err).not.toMatch(/^\s+at |Error:|node:/m)
  for (const word of words) expect(said.err).toContain(word)
}

/** Whether this user may mount a small file system of its own. */
export async function mountMemory(folder: string, options: string): Promise<(() => Promise<void>) | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const before = await stat(folder)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  } catch {
    return null
  }
  if ((await stat(folder)).dev === before.dev) return null
  return async () => {
    await run('umount', [folder])
  }
}
