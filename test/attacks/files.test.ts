import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdir, readdir, readFile, rm, statfs, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { compareAttachments } from '@sifang/server/platform/attachments/index'
import { sweepFiles } from '@sifang/server/platform/attachments/sweep'
import { openDatabase } from '@sifang/server/platform/db/connection'
import { testServerVariable } from '@sifang/server/platform/db/template'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { call, encryptPieces, newToken, phoneOf, type TestPhone, uploadOf } from '../journeys/harness-phone.ts'
import { send } from '../starts/http.fixture.ts'
import { mountMemory, newFolder, type Started, start } from '../starts/sifang.fixture.ts'

// What becomes of an upload when the machine does not: a process killed, a disk full. Never half a file, never a row alone.

/** A station with one follow-up, on a database and a data directory of its own. */
async function newStation() {
  const dataDir = join(await newFolder(), 'data')
  const environment = { SIFANG_DATA: dataDir, DATABASE_URL: await emptyDatabase() }
  const server = await start(environment, ['--empty'])
  const code = /page: (\S+)/.exec(server.said)?.[1] ?? ''
  const chief = { userName: 'zhou', password: 'Kestrel-2026' }
  await send(server.address, 'POST', '/first-run', { code, stationName: '黄河口派出所', chiefName: '周所长', ...chief })
  const signedIn = await send(server.address, 'POST', '/sign-in', chief)
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const stationId: string = JSON.parse(await signedIn.text()).station.id
  const [villageId, matterId] = [randomUUIDv7(), randomUUIDv7()]
  const put = (path: string, body: unknown) => send(server.address, 'PUT', path, body, cookie)
  expect((await put(`/villages/${villageId}`, { name: '东营村' })).status).toBe(200)
  const order = { subject: 'order', placeId: villageId, words: '看一下水渠' }
  expect((await put(`/follow-ups/${matterId}`, order)).status).toBe(200)
  const folder = join(dataDir, 'attachments', stationId, matterId)
  return { dataDir, environment, server, cookie, stationId, matterId, folder }
}
type Station = Awaited<ReturnType<typeof newStation>>

const speech = (bytes: number) => Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(bytes)])
const pathOf = ({ matterId }: Station, id: string, content: Buffer) => {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return `/api/v1/matters/${matterId}/attachments/${id}?kind=speech&sha256=${sha256}`
}

async function upload(station: Station, { address }: Started, id: string, content: Buffer) {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), '录音.amr')
  const answer = await fetch(`${address}${pathOf(station, id, content)}`, {
    method: 'PUT',
    headers: { cookie: station.cookie },
    body,
  })
  return { status: answer.status, body: await answer.json() }
}

async function read({ matterId, cookie }: Station, { address }: Started, id: string): Promise<Buffer> {
  const answer = await fetch(`${address}/api/v1/matters/${matterId}/attachments/${id}?purpose=handle`, {
    headers: { cookie },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

const lying = ({ folder }: Station) => readdir(folder).catch((): string[] => [])

/** As if a day and more had gone by: nobody can be at work on a file any more. */
async function age(station: Station): Promise<void> {
  const old = Date.now() / 1000 - 2 * 86_400
  for (const name of await lying(station)) await utimes(join(station.folder, name), old, old)
}

test('killed in the middle of an upload: no row, and what lies there half is swept; sent again it arrives', async () => {
  const station = await newStation()
  const { db, close } = openDatabase(station.environment.DATABASE_URL, 2)
  // what is small enough to be held in memory touches the disk only when it is whole
  const content = speech(3_000_000)
  const id = randomUUIDv7()
  const sending = request(`${station.server.address}${pathOf(station, id, content)}`, {
    method: 'PUT',
    headers: {
      cookie: station.cookie,
      'content-type': 'multipart/form-data; boundary=cut',
      'content-length': 6_000_000,
    },
  })
  const ended = new Promise((resolve) => sending.once('close', resolve))
  sending.on('error', () => undefined)
  sending.write('--cut\r\ncontent-disposition: form-data; name="file"; filename="a.amr"\r\n\r\n')
  sending.write(content)
  await expect.poll(() => lying(station)).toHaveLength(1)
  await station.server.end('SIGKILL')
  await ended

  const again = await start(station.environment)
  expect((await lying(station)).filter((name) => name.endsWith('.new'))).toHaveLength(1)
  expect(await rowsOf(db)).toBe(0)
  await age(station)
  await sweepFiles(db, station.dataDir, station.stationId)
  expect(await lying(station)).toEqual([])
  expect((await upload(station, again, id, content)).status).toBe(200)
  expect((await read(station, again, id)).equals(content)).toBe(true)
  expect(await compareAttachments(db, station.dataDir)).toEqual({ files: 1, missing: 0, strays: 0 })
  await close()
  await again.end()
}, 90_000)

test('killed between the file and its row: the file alone is swept, or taken by the same upload sent again', async () => {
  const station = await newStation()
  const { db, close } = openDatabase(station.environment.DATABASE_URL, 3)
  const [first, second] = [speech(200_000), speech(200_000)]
  const ids = [randomUUIDv7(), randomUUIDv7()] as const
  // the feed's counter comes last in a command: who holds it keeps both uploads between their file and their commit
  const { promise: killed, resolve: release } = Promise.withResolvers<void>()
  const { promise: held, resolve: holds } = Promise.withResolvers<number>()
  const holding = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid from change_counter for update`.execute(
      tx,
    )
    holds(rows[0]?.pid ?? 0)
    await killed
  })
  const holder = await held
  const sent = Promise.allSettled([
    upload(station, station.server, ids[0], first),
    upload(station, station.server, ids[1], second),
  ])
  await expect.poll(async () => (await lying(station)).filter((name) => name.length === 64)).toHaveLength(2)
  await station.server.end('SIGKILL')
  // and the database's part of it: what has reached it would still be committed, with its file
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid not in (pg_backend_pid(), ${holder})`.execute(db)
  release()
  await holding
  expect((await sent).map(({ status }) => status)).toEqual(['rejected', 'rejected'])

  const again = await start(station.environment)
  expect(await rowsOf(db)).toBe(0)
  expect(await lying(station)).toHaveLength(2)
  // nobody knows yet whether its upload is still under way
  await sweepFiles(db, station.dataDir, station.stationId)
  expect(await lying(station)).toHaveLength(2)
  expect((await upload(station, again, ids[0], first)).status).toBe(200)
  await age(station)
  expect(await compareAttachments(db, station.dataDir)).toEqual({ files: 2, missing: 0, strays: 1 })
  await sweepFiles(db, station.dataDir, station.stationId)
  expect(await compareAttachments(db, station.dataDir)).toEqual({ files: 1, missing: 0, strays: 0 })
  expect((await read(station, again, ids[0])).equals(first)).toBe(true)
  expect((await upload(station, again, ids[1], second)).status).toBe(200)
  expect((await read(station, again, ids[1])).equals(second)).toBe(true)
  await close()
  await again.end()
}, 90_000)

test('a disk that fills in the middle of an upload: it says so, nothing stays half, and with room again it arrives', async ({
  skip,
}) => {
  const station = await newStation()
  const files = join(station.dataDir, 'attachments')
  await mkdir(files, { recursive: true })
  const unmount = await mountMemory(files, 'size=24m,mode=700')
  if (!unmount) return skip('needs root and mounts')
  const { db, close } = openDatabase(station.environment.DATABASE_URL, 2)
  try {
    const kept = speech(100_000)
    const keptId = randomUUIDv7()
    expect((await upload(station, station.server, keptId, kept)).status).toBe(200)
    const filler = join(files, 'filler')
    const { bavail, bsize } = await statfs(files)
    await writeFile(filler, Buffer.alloc(bavail * bsize - 2 * 2 ** 20))

    const [content, id] = [speech(8 * 2 ** 20), randomUUIDv7()]
    const full = await upload(station, station.server, id, content)
    expect(full).toMatchObject({ status: 503, body: { code: 'request/disk-full' } })
    expect(await lying(station)).toHaveLength(1)
    expect(await rowsOf(db)).toBe(1)
    expect((await read(station, station.server, keptId)).equals(kept)).toBe(true)

    await rm(filler)
    expect((await upload(station, station.server, id, content)).status).toBe(200)
    expect((await read(station, station.server, id)).equals(content)).toBe(true)
    expect(await compareAttachments(db, station.dataDir)).toMatchObject({ missing: 0, strays: 0 })
  } finally {
    await close()
    await station.server.end()
    await unmount()
  }
}, 90_000)

test('a disk that fills while a phone uploads: what arrived stays as it was sent, and the phone goes on from there', async ({
  skip,
}) => {
  const station = await newStation()
  const arriving = join(station.dataDir, 'arriving')
  const sealed = join(station.dataDir, 'attachments')
  const unmounts: (() => Promise<void>)[] = []
  for (const folder of [arriving, sealed]) {
    await mkdir(folder, { recursive: true })
    const unmount = await mountMemory(folder, 'size=8m,mode=700')
    if (!unmount) return skip('needs root and mounts')
    unmounts.push(unmount)
  }
  const { db, close } = openDatabase(station.environment.DATABASE_URL, 2)
  try {
    const phone = await enrolled(station)
    const [content, key, id] = [Buffer.from(randomBytes(2_250_000).toString('hex')), randomBytes(32), randomUUIDv7()]
    const cipher = await encryptPieces(content, key)
    const send = (from: number) => phone.send('PUT', `/uploads/${id}?offset=${from}`, cipher.subarray(from))

    const refill = await fillTo(arriving, 2.5 * 2 ** 20)
    expect(await send(0)).toMatchObject({ status: 503, body: { code: 'request/disk-full' } })
    const received = Number((await phone.send('GET', `/uploads/${id}`)).body.received)
    expect(received).toBeGreaterThan(2 * 2 ** 20)
    const file = await readFile(join(arriving, station.stationId, phone.id, id))
    expect(file.equals(cipher.subarray(0, received))).toBe(true)
    await refill()
    expect((await send(received)).body).toEqual({ received: cipher.length })

    // and where it is taken into the store there is no room either
    const word = { ...uploadOf(station.matterId, { id, content, key }) }
    const restore = await fillTo(sealed, 2 ** 20)
    expect(await phone.submit(word)).toMatchObject({ status: 503, body: { code: 'request/disk-full' } })
    expect(await lying(station)).toEqual([])
    expect(await rowsOf(db)).toBe(0)
    expect((await phone.send('GET', `/uploads/${id}`)).body).toEqual({ received: cipher.length })
    await restore()
    expect(await phone.submit(word)).toMatchObject({ status: 200, body: { id, bytes: content.length } })
    expect((await read(station, station.server, id)).equals(content)).toBe(true)
    expect(await readdir(join(arriving, station.stationId, phone.id))).toEqual([])
  } finally {
    await close()
    await station.server.end()
    for (const unmount of unmounts) await unmount()
  }
}, 90_000)

/** Fills a folder's disk until so much is left; what is answered makes room again. */
async function fillTo(folder: string, left: number): Promise<() => Promise<void>> {
  const filler = join(folder, 'filler')
  const { bavail, bsize } = await statfs(folder)
  await writeFile(filler, Buffer.alloc(bavail * bsize - left))
  return () => rm(filler)
}

/** A phone of the chief's. */
async function enrolled({ server, cookie, stationId }: Station): Promise<TestPhone> {
  const me = await (await fetch(`${server.address}/api/v1/me`, { headers: { cookie } })).json()
  const given = await send(server.address, 'PUT', `/members/${me.member.id}/enrolments/${randomUUIDv7()}`, {}, cookie)
  const { code } = JSON.parse(await given.text())
  const tokens = { sendToken: newToken(), readToken: newToken() }
  const device = { deviceId: randomUUIDv7(), name: '所长的手机', ageFriendly: false }
  const at = { address: server.address, clock: { now: () => new Date() } }
  const { body } = await call(at, 'POST', '/enrolments/redemptions', { code, ...device, ...tokens })
  const known = { id: device.deviceId, memberId: me.member.id, stationId, stationKey: String(body.stationKey) }
  return phoneOf(at, { ...known, ...tokens })
}

async function rowsOf(db: ReturnType<typeof openDatabase>['db']): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from attachment`.execute(db)
  return rows[0]?.n ?? 0
}

/** On the server of the test run. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(process.env[testServerVariable] ?? '')
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const name = `files_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}
