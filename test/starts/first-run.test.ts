import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { send, signIn } from './http.fixture.ts'
import {
  databasePid,
  expectNothingLeft,
  expectRefusal,
  newFolder,
  sifang,
  start,
  startByNpm,
} from './sifang.fixture.ts'

const folder = await newFolder()
const dataDir = join(folder, 'data')
const here = { SIFANG_DATA: dataDir }
const chief = { userName: 'zhousuo', password: 'Kestrel-2026' }

// One data directory lives through all of these, in this order.

test('an empty start prints a one-time code; with it the page makes the station and its chief, once', async () => {
  const server = await start(here, ['--empty'])
  const code = /page: (\S+)/.exec(server.said)?.[1] ?? ''
  const wish = { stationName: '黄河口派出所', chiefName: '周所长', ...chief }
  const make = (body: unknown) => send(server.address, 'POST', '/first-run', body)

  expect(await (await send(server.address, 'GET', '/first-run')).json()).toEqual({ needed: true })
  expect((await make({ ...wish, code: 'wrong-code' })).status).toBe(403)
  const both = await Promise.all([make({ ...wish, code }), make({ ...wish, code })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await (await send(server.address, 'GET', '/first-run')).json()).toEqual({ needed: false })
  expect((await make({ ...wish, userName: 'other', code })).status).toBe(409)

  const visitor = await signIn(server.address, chief)
  expect(await visitor.get('/me')).toMatchObject({ station: { name: '黄河口派出所', demo: false } })
  await server.end()
  const log = await readFile(join(dataDir, 'sifang.log'), 'utf8')
  for (const secret of [code, chief.password, '周所长']) expect(log).not.toContain(secret)
})

test('no later start has a code', async () => {
  const server = await start(here, ['--empty'])
  expect(server.said).not.toContain('one-time')
  await server.end()
})

test('when npm alone is told to stop, as a container does, nothing stays behind', async () => {
  const server = await startByNpm(here)
  await server.end('SIGTERM')
  await expectNothingLeft(dataDir)
})

test('data of real time refuse a set clock, and an instant must be one', async () => {
  const set = (clock: string) => sifang(['start'], { ...here, SIFANG_CLOCK: clock })
  expectRefusal(await set('2025-02-01T09:00+08:00'), 'made in real time')
  expectRefusal(await set('2025-02-01'), '2025-02-01T09:00+08:00')
  await expectNothingLeft(dataDir)
})

test('a taken port is said, and the database does not stay behind', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  expectRefusal(await sifang(['start'], { ...here, PORT: String(portOf(other)) }), `${portOf(other)}`, '端口')
  await new Promise((resolve) => other.close(resolve))
  await expectNothingLeft(dataDir)
})

test('beyond loopback nothing is served without a certificate', async () => {
  expectRefusal(await sifang(['start'], { ...here, HOST: '0.0.0.0' }), 'sifang tls')
})

test('with the station’s own authority it is served over HTTPS, and the cookie stays there', async () => {
  expect(await sifang(['tls', 'sifang.lan', '127.0.0.1'], here)).toMatchObject({ code: 0 })
  const server = await start({ ...here, HOST: '0.0.0.0' })
  expect(server.address).toMatch(/^https:/)
  const ca = await readFile(join(dataDir, 'tls', 'authority.pem'), 'utf8')
  const answer = await overTls(server.address, ca)
  expect(answer).toMatchObject({ status: 200, hsts: expect.stringContaining('max-age') })
  expect(answer.cookie).toMatch(/HttpOnly; SameSite=Lax; Secure$/)
  await server.end()
})

test('data of an older PostgreSQL are left as they are', async () => {
  const version = join(dataDir, 'postgres', 'data', 'PG_VERSION')
  const own = await readFile(version, 'utf8')
  await writeFile(version, '12\n')
  expectRefusal(await sifang(['start'], here), 'PostgreSQL 12', 'restore')
  await writeFile(version, own)
  expect(await databasePid(dataDir)).toBeNull()
})

test('data of a newer sifang are left as they are', async () => {
  const server = await start(here)
  const client = new pg.Client({ connectionString: await databaseUrl() })
  await client.connect()
  await client.query(`insert into migration (number, name, sha256) values (9999, 'tomorrow', '')`)
  await client.end()
  await server.end()
  expectRefusal(await sifang(['start'], here), 'newer sifang')
  await expectNothingLeft(dataDir)
})

async function databaseUrl(): Promise<string> {
  const read = (name: string) => readFile(join(dataDir, 'postgres', name), 'utf8')
  const { port }: { port: number } = JSON.parse(await read('port.json'))
  return `postgres://sifang:${(await read('password')).trim()}@127.0.0.1:${port}/sifang`
}

function portOf(server: Server): number {
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}

type TlsAnswer = { readonly status: number | undefined; readonly cookie: string; readonly hsts: string | undefined }

/** Signs in as a phone that has the authority installed and knows the server by name. */
function overTls(address: string, ca: string): Promise<TlsAnswer> {
  const url = new URL('/api/v1/sign-in', address)
  const body = JSON.stringify(chief)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: url.port, path: url.pathname, method: 'POST', ca, servername: 'sifang.lan', headers },
      (answer) => {
        answer.resume()
        const [cookie = ''] = answer.headers['set-cookie'] ?? []
        resolve({ status: answer.statusCode, cookie, hsts: answer.headers['strict-transport-security'] })
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
