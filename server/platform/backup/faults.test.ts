import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { startPostgres } from '../db/postgres.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { checkBackup } from './check-backup.ts'
import { fillStation, newSecrets } from './fill-station.fixture.ts'
import { type BackupParts, makeBackup } from './make-backup.ts'
import { finishLeftRestore } from './restore-place.ts'

const fixture = fileURLToPath(new URL('backup.fixture.ts', import.meta.url))
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const visits = 60_000

// databases are started and commands run, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let database: TestDatabase
let pool: pg.Pool
let secretsPath: string
let whole: string
let parts: BackupParts
const children = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-faults-'))
  await chmod(folder, 0o711)
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => undefined)
  await fillStation(pool, { places: 2000, visits })
  const secrets = newSecrets()
  secretsPath = join(folder, 'keys.json')
  await writeFile(secretsPath, JSON.stringify(secrets))
  whole = join(folder, 'whole.sifang')
  const dataDir = join(folder, 'station')
  parts = { url: database.url, dataDir, secrets, version: '0.1.0', clock: null, now: () => new Date() }
  await makeBackup(parts, { to: whole })
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

type Started = { readonly child: ChildProcess; readonly lines: string[]; readonly ended: Promise<unknown> }

function run(order: object): Started {
  const args = [fixture, JSON.stringify({ ...order, secrets: secretsPath })]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => lines.push(line))
  return { child, lines, ended: once(child, 'close').finally(() => children.delete(child)) }
}

async function killAt({ child, lines, ended }: Started, line: string, laterMs: number): Promise<void> {
  while (!lines.includes(line) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2))
  await new Promise((resolve) => setTimeout(resolve, laterMs))
  child.kill('SIGKILL')
  await ended
}

const backup = (to: string) => ({ kind: 'backup', url: database.url, dataDir: join(folder, 'station'), to })
const restore = (dataDir: string) => ({ kind: 'restore', from: whole, dataDir, migrations })

test('a backup that is told to stop leaves nothing behind', async () => {
  const stopping = new AbortController()
  const stop = () => stopping.abort(new Error('told to stop'))
  const to = join(folder, 'stopped', 'nightly.sifang')
  await expect(makeBackup(parts, { to, signal: stopping.signal, onProgress: stop })).rejects.toThrow('told to stop')
  expect(await readdir(join(folder, 'stopped'))).toEqual([])
})

describe('a backup that is killed', () => {
  test.each([
    ['writing', 0],
    ['writing', 120],
    ['checking', 0],
  ])('while %s, %d ms on, leaves no file that looks like one, and the next succeeds', async (stage, laterMs) => {
    const to = join(folder, `killed-${stage}-${laterMs}`, 'nightly.sifang')
    await killAt(run(backup(to)), stage, laterMs)
    const left = await readdir(join(folder, `killed-${stage}-${laterMs}`))
    // either it was quicker than the kill and is whole, or there is nothing by that name
    if (left.includes('nightly.sifang')) await checkBackup(to)
    const again = run(backup(to))
    await again.ended
    expect(again.lines.at(-1)).toBe('done')
    await checkBackup(to)
  })
})

describe('a restore that is killed', () => {
  test.each([
    ['checking', 0],
    ['restoring', 50],
    ['comparing', 30],
    ['indexing', 10],
  ])(
    'while %s, %d ms on, is no station, and the next restore is whole',
    async (stage, laterMs) => {
      const dataDir = join(folder, `restore-${stage}`)
      await killAt(run(restore(dataDir)), stage, laterMs)
      const left = await readdir(dataDir).catch((): string[] => [])
      expect(left).not.toContain('postgres')
      if (left.includes('restoring')) {
        await expect(openDataDirectory(dataDir)).rejects.toMatchObject({ code: 'restore-unfinished' })
        // a start that was refused has said so in its log
        await writeFile(join(dataDir, 'sifang.log'), '')
      }
      const again = run(restore(dataDir))
      await again.ended
      expect(again.lines.at(-1)).toBe('done')
      expect(await readdir(dataDir)).not.toContain('restoring')
      expect(await visitsIn(dataDir)).toBe(visits)
    },
    60_000,
  )
})

test('a restore that was ended while it moved into place is finished by the next start', async () => {
  const dataDir = join(folder, 'moving')
  const done = run(restore(dataDir))
  await done.ended
  await mkdir(join(dataDir, 'restoring'))
  await rename(join(dataDir, 'postgres'), join(dataDir, 'restoring', 'postgres'))
  await writeFile(join(dataDir, 'restoring', 'complete.json'), '{"complete":true}')
  expect(await finishLeftRestore(dataDir)).toBe(true)
  expect(await finishLeftRestore(dataDir)).toBe(false)
  expect(await visitsIn(dataDir)).toBe(visits)
})

async function visitsIn(dataDir: string): Promise<number> {
  const directory = await openDataDirectory(dataDir)
  const server = await startPostgres({ dataDir: directory.postgres })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from visit')
  await client.end()
  await server.stop()
  await directory.release()
  return rows[0].n
}

/** Runs with `path` on a disk of its own of `size`; answers what it said. */
function onSmallDisk(path: string, size: string, order: object): string {
  const script = 'mount -t tmpfs -o "size=$4,mode=711" tmpfs "$1" && "$2" "$3" "$5" ; echo "left:"; ls -A "$1"'
  const text = JSON.stringify({ ...order, secrets: secretsPath })
  const args = ['--mount', 'sh', '-c', script, 'sh', path, process.execPath, fixture, size, text]
  return execFileSync('unshare', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

describe.runIf(canMount())('on a full disk', () => {
  test('a backup says so and leaves nothing behind', async () => {
    const place = join(folder, 'small')
    await mkdir(place)
    const said = onSmallDisk(place, '300k', backup(join(place, 'nightly.sifang')))
      .trim()
      .split('\n')
    expect(said).toEqual(['writing', 'backup-disk-full', 'left:'])
    const { rows } = await pool.query('select count(*)::int as n from visit')
    expect(rows[0].n).toBe(visits)
  })

  test('a restore says so and leaves the data directory as it was', async () => {
    const place = join(folder, 'small-restore')
    await mkdir(place)
    const said = onSmallDisk(place, '260m', { ...restore(place), fill: join(place, 'lost+found') })
      .trim()
      .split('\n')
    expect(said, said.join()).toContain('disk-full')
    expect(said).not.toContain('done')
    const left = said.slice(said.indexOf('left:') + 1)
    expect(left).not.toContain('postgres')
    expect(left).not.toContain('restoring')
  })
})

function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return process.getuid?.() === 0
  } catch {
    return false
  }
}
