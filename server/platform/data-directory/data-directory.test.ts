import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataDirectoryPath, openDataDirectory } from './data-directory.ts'
import { runningInstance } from './instance-lock.ts'
import { processIdentity } from './process-identity.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const holder = fileURLToPath(new URL('holder.fixture.ts', import.meta.url))

let folder: string
const children = new Set<ChildProcess>()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-data-'))
})

afterEach(async () => {
  for (const child of children) await kill(child)
  await rm(folder, { recursive: true, force: true })
})

/** Starts a holder; answers its first line. */
async function hold(
  path: string,
  address?: string,
  as?: typeof nobody,
): Promise<{ child: ChildProcess; said: string }> {
  const args = [holder, path, ...(address === undefined ? [] : [address])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...as })
  children.add(child)
  const [said] = await once(createInterface(child.stdout), 'line')
  return { child, said: String(said) }
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('the place', () => {
  test('is SIFANG_DATA, or .sifang beside the program', () => {
    expect(dataDirectoryPath({ SIFANG_DATA: '/srv/sifang' })).toBe('/srv/sifang')
    expect(dataDirectoryPath({ SIFANG_DATA: '' })).toBe(fileURLToPath(new URL('../../../.sifang', import.meta.url)))
  })

  test('is made with nothing for others to read', async () => {
    const path = join(folder, 'a', 'b')
    const directory = await openDataDirectory(path)
    expect((await stat(path)).mode & 0o777).toBe(isRoot ? 0o711 : 0o700)
    await directory.release()
  })

  test('under a file cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(openDataDirectory(join(folder, 'file', 'data'))).rejects.toMatchObject({
      code: 'data-directory-not-writable',
      en: expect.stringContaining(join(folder, 'file', 'data')),
      zh: expect.stringContaining('不可写'),
    })
  })

  test.runIf(isRoot)('of somebody else cannot be written', async () => {
    await chmod(folder, 0o755)
    const { said } = await hold(folder, undefined, nobody)
    expect(said).toContain('data-directory-not-writable')
  })

  test('on a disk with too little room is refused', async () => {
    const attempt = openDataDirectory(folder, { leastFree: Number.MAX_SAFE_INTEGER })
    await expect(attempt).rejects.toMatchObject({ code: 'disk-full' })
    expect(await runningInstance(folder)).toBeNull()
  })

  test.runIf(canMount())('on a disk that is full is refused, though it asked for no room', () => {
    const script = 'mount -t tmpfs -o size=64k tmpfs "$1" && cat /dev/zero 2>/dev/null >"$1/fill"; exec "$2" "$3" "$1"'
    const args = ['--mount', 'sh', '-c', script, 'sh', folder, process.execPath, holder]
    expect(execFileSync('unshare', args, { encoding: 'utf8' })).toContain('disk-full')
  })
})

describe('a second start', () => {
  test('hears where the first one runs, and leaves it alone', async () => {
    const first = await hold(folder, 'http://127.0.0.1:8400')
    await expect(openDataDirectory(folder)).rejects.toMatchObject({
      code: 'already-running',
      en: expect.stringContaining('http://127.0.0.1:8400'),
    })
    expect(await runningInstance(folder)).toMatchObject({ pid: first.child.pid, address: 'http://127.0.0.1:8400' })
  })

  test('in the same process is refused as well', async () => {
    const first = await openDataDirectory(folder)
    await expect(openDataDirectory(folder)).rejects.toMatchObject({ code: 'already-running' })
    await first.release()
    await (await openDataDirectory(folder)).release()
  })

  test('after a kill finds the directory free', async () => {
    const first = await hold(folder, 'http://127.0.0.1:8400')
    await kill(first.child)
    expect(await runningInstance(folder)).toBeNull()
    const second = await openDataDirectory(folder)
    expect(await runningInstance(folder)).toEqual({ ...(await processIdentity(process.pid)), address: null })
    await second.release()
  })

  test('is not deceived by a process that got the number of a killed one', async () => {
    const stale = { pid: process.pid, startedAt: 'an earlier boot/1', address: 'http://127.0.0.1:8400' }
    await writeFile(join(folder, 'instance.json'), JSON.stringify(stale))
    expect(await runningInstance(folder)).toBeNull()
    await (await openDataDirectory(folder)).release()
  })

  test('is not stopped by a damaged note of the first', async () => {
    await writeFile(join(folder, 'instance.json'), '{"pid":')
    await (await openDataDirectory(folder)).release()
  })

  test('at the same moment: exactly one wins, new or after a kill', async () => {
    for (let round = 0; round < 3; round++) {
      const starts = await Promise.all(Array.from({ length: 6 }, () => hold(folder)))
      expect(starts.filter(({ said }) => said === 'held')).toHaveLength(1)
      expect(starts.filter(({ said }) => said.startsWith('already-running'))).toHaveLength(5)
      for (const { child } of starts) await kill(child)
    }
  })
})

test.runIf(isRoot)('an ordinary user gets a directory of its own', async () => {
  const path = join(folder, 'own')
  await chmod(folder, 0o755)
  await mkdir(path)
  await chown(path, nobody.uid, nobody.gid)
  expect((await hold(path, undefined, nobody)).said).toBe('held')
  expect(await readFile(join(path, 'README.txt'), 'utf8')).toContain('sifang')
})

function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return isRoot
  } catch {
    return false
  }
}
