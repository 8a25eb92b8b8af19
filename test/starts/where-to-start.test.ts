import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testServerVariable } from '../../server/platform/db/template.ts'
import { send, signIn } from './http.fixture.ts'
import { oldDatabase } from './old-database.fixture.ts'
import { expectNothingLeft, expectRefusal, mountMemory, newFolder, sifang, start } from './sifang.fixture.ts'

const folder = await newFolder()

describe('a data directory that cannot be written is named', () => {
  test('below a file', async () => {
    await writeFile(join(folder, 'file'), '')
    const dataDir = join(folder, 'file', 'data')
    expectRefusal(await sifang(['start'], { SIFANG_DATA: dataDir }), dataDir, 'SIFANG_DATA')
  })

  test.runIf(process.platform === 'linux')('where the system takes no files', async () => {
    expectRefusal(await sifang(['start'], { SIFANG_DATA: '/proc/sifang' }), '/proc/sifang')
  })

  test('on a disk mounted for reading', async ({ skip }) => {
    const mounted = join(folder, 'read-only')
    await mkdir(mounted)
    const unmount = await mountMemory(mounted, 'ro,size=8m')
    if (!unmount) return skip('needs root and mounts')
    try {
      expectRefusal(await sifang(['start'], { SIFANG_DATA: mounted }), mounted)
      expectRefusal(await sifang(['start'], { SIFANG_DATA: join(mounted, 'data') }), mounted)
    } finally {
      await unmount()
    }
  })
})

test('a full disk is said; with room again it starts', async ({ skip }) => {
  const mounted = join(folder, 'small')
  await mkdir(mounted)
  const unmount = await mountMemory(mounted, 'size=420m,mode=711')
  if (!unmount) return skip('needs root and mounts')
  const dataDir = join(mounted, 'data')
  try {
    await (await start({ SIFANG_DATA: dataDir }, ['--empty'])).end()
    const filler = join(mounted, 'filler')
    const { bavail, bsize } = await statfs(mounted)
    await writeFile(filler, Buffer.alloc(bavail * bsize - 4 * 1024 * 1024))
    expectRefusal(await sifang(['start'], { SIFANG_DATA: dataDir }), 'is full')
    await rm(filler)
    await (await start({ SIFANG_DATA: dataDir })).end()
    await expectNothingLeft(dataDir)
  } finally {
    await unmount()
  }
})

test('a disk that fills while the station works: an import changes nothing and says so, and is done once there is room', async ({
  skip,
}) => {
  const mounted = join(folder, 'filling')
  await mkdir(mounted)
  const unmount = await mountMemory(mounted, 'size=600m,mode=711')
  if (!unmount) return skip('needs root and mounts')
  const here = { SIFANG_DATA: join(mounted, 'data') }
  const rows = Array.from({ length: 2000 }, (_, at) => `第${at}号商铺,商铺,西隋村`)
  const sheet = join(folder, 'places.csv')
  await writeFile(sheet, `名称,类型,村\n${rows.join('\n')}\n`)
  try {
    const server = await start(here)
    const filler = join(mounted, 'filler')
    await writeFile(filler, Buffer.alloc(700 * 1024 * 1024)).catch(() => undefined)
    expectRefusal(await sifang(['import', 'places', sheet, '--duplicates', 'keep'], here), '磁盘满了')
    expect((await send(server.address, 'GET', '/health')).status).toBe(503)
    await rm(filler)
    expect((await send(server.address, 'GET', '/health')).status).toBe(200)
    const again = await sifang(['import', 'places', sheet, '--duplicates', 'keep'], here)
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('2000 added') })
    await server.end()
    await expectNothingLeft(here.SIFANG_DATA)
  } finally {
    await unmount()
  }
})

test('an address or port that is none of ours is said', async () => {
  const SIFANG_DATA = join(folder, 'ports')
  expectRefusal(await sifang(['start'], { SIFANG_DATA, PORT: '70000' }), '70000')
  expectRefusal(await sifang(['start'], { SIFANG_DATA, PORT: 'http' }), 'http')
  // nothing was made for it
  await expect(stat(SIFANG_DATA)).rejects.toMatchObject({ code: 'ENOENT' })
})

describe('a database of one’s own', () => {
  const SIFANG_DATA = join(folder, 'own')

  test('that does not answer is said, without its password', async () => {
    const url = 'postgres://sifang:Kestrel-2026@127.0.0.1:1/sifang'
    const said = await sifang(['start'], { SIFANG_DATA, DATABASE_URL: url })
    expectRefusal(said, 'DATABASE_URL', 'ECONNREFUSED')
    expect(said.err).not.toContain('Kestrel')
  })

  test('that is too old is said, and nothing is asked of it beyond that', async () => {
    const old = await oldDatabase('14.9 (Debian 14.9-1)')
    try {
      expectRefusal(await sifang(['start'], { SIFANG_DATA, DATABASE_URL: old.url }), 'PostgreSQL 14.9', '18')
      expect(old.asked).toEqual(['select', 'show server_version'])
    } finally {
      old.close()
    }
  })

  test('is migrated and used, and none is started', async () => {
    const DATABASE_URL = await emptyDatabase()
    const server = await start({ SIFANG_DATA, DATABASE_URL }, ['--empty'])
    expect(await readdir(SIFANG_DATA)).not.toContain('postgres')
    const code = /page: (\S+)/.exec(server.said)?.[1] ?? ''
    const wish = { code, stationName: '黄河口派出所', chiefName: '周所长', userName: 'zhou', password: 'Kestrel-2026' }
    expect((await send(server.address, 'POST', '/first-run', wish)).status).toBe(200)
    expect(await server.end()).toMatchObject({ code: 0 })

    const again = await start({ SIFANG_DATA, DATABASE_URL })
    expect(await (await signIn(again.address, wish)).get('/me')).toMatchObject({ station: { name: '黄河口派出所' } })
    await again.end()

    const other = await sifang(['start'], { SIFANG_DATA: join(folder, 'other'), DATABASE_URL })
    expectRefusal(other, 'secrets.json')
  })
})

/** On the server of the test run. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(process.env[testServerVariable] ?? '')
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const name = `start_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}
