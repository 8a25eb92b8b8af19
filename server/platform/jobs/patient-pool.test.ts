import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { PatientPool } from './patient-pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** A door to the database that opens when it is told to. */
async function door() {
  const { hostname, port } = new URL(database.url)
  const forward = createServer((socket) => {
    const onward = connect(Number(port), hostname)
    socket.pipe(onward).pipe(socket)
    for (const each of [socket, onward]) each.on('error', () => undefined)
  })
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const free = (probe.address() as AddressInfo).port
  probe.close()
  await once(probe, 'close')
  const url = new URL(database.url)
  url.hostname = '127.0.0.1'
  url.port = String(free)
  return {
    url: url.href,
    open: () => once(forward.listen(free, '127.0.0.1'), 'listening'),
    close: () => forward.close(),
  }
}

test('who asks for a connection while the database is away gets it once it is back', async () => {
  const { url, open, close } = await door()
  const pool = new PatientPool({ connectionString: url, max: 1 })
  const asked = pool.connect()
  // somebody who asks with a query is told
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await open()
  const client = await asked
  expect((await client.query('select 7 as n')).rows).toEqual([{ n: 7 }])
  client.release()
  await pool.end()
  close()
})

test('a wrong name is an error at once', async () => {
  const url = new URL(database.url)
  url.pathname = '/none_of_that_name'
  const pool = new PatientPool({ connectionString: url.href })
  await expect(pool.connect()).rejects.toMatchObject({ code: '3D000' })
  await pool.end()
})

test('a query that is cut off says that it cannot be done now, which the runner tries again', async () => {
  const pool = new PatientPool({ connectionString: database.url, max: 2 })
  pool.on('connect', (client) => client.on('error', () => undefined))
  const [one, other] = [await pool.connect(), await pool.connect()]
  const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid')
  const asked = one.query('select pg_sleep(60)')
  void asked.catch(() => undefined)
  await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await expect(asked).rejects.toMatchObject({ code: '57P03' })
  await expect(other.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
  one.release(true)
  other.release()
  await pool.end()
})
