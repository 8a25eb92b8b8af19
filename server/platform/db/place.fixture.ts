import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startPostgres, stopLeftPostgres } from './postgres.ts'

export const isRoot = process.getuid?.() === 0
export const nobody = { uid: 65534, gid: 65534 }

export const owner = fileURLToPath(new URL('owner.fixture.ts', import.meta.url))

/** A folder for a server, new for each test, cleared after it whatever the test left running. */
export type Place = {
  readonly folder: string
  readonly dataDir: string
  /** Lays a stopped server's data there, made once for the file: half a second less than making them. */
  laySeed(): void
  /** Starts a process that owns a server there. */
  spawnOwner(as?: typeof nobody): ChildProcess
}

export function placeForEach(): Place {
  let folder = ''
  let seedFolder = ''
  const children = new Set<ChildProcess>()

  beforeAll(async () => {
    seedFolder = await mkdtemp(join(tmpdir(), 'sifang-seed-'))
    await (await startPostgres({ dataDir: join(seedFolder, 'postgres') })).stop()
  })
  afterAll(() => rm(seedFolder, { recursive: true, force: true }))

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sifang-db-'))
    await chmod(folder, 0o711)
  })
  afterEach(async () => {
    for (const child of children) await kill(child)
    children.clear()
    await stopLeftPostgres(join(folder, 'postgres'))
    await rm(folder, { recursive: true, force: true })
  })

  return {
    get folder() {
      return folder
    },
    get dataDir() {
      return join(folder, 'postgres')
    },
    laySeed: () => void execFileSync('cp', ['-a', join(seedFolder, 'postgres'), folder]),
    spawnOwner: (as) => {
      const args = [owner, join(folder, 'postgres')]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...as })
      children.add(child)
      return child
    },
  }
}

/** The one line that an owner says. */
export async function answerOf(child: ChildProcess): Promise<{ url: string; adopted: boolean; code?: string }> {
  if (child.stdout === null) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  return JSON.parse(String(line))
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

export async function postmasterPid(dataDir: string): Promise<number> {
  const pid = Number.parseInt(await readFile(join(dataDir, 'data', 'postmaster.pid'), 'utf8'), 10)
  if (Number.isNaN(pid)) throw new Error('not yet written')
  return pid
}

export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Whether a test may mount a small disk of its own. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return isRoot
  } catch {
    return false
  }
}
