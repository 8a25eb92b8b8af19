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
