import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './template.ts'

test('each test file gets a migrated database of its own, quickly', async () => {
  const first = await testDatabase()
  const begun = performance.now()
  const second = await testDatabase()
  const tookMs = performance.now() - begun
  expect(second.url).not.toBe(first.url)
  const client = new pg.Client({ connectionString: second.url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as applied from migration')
  expect(rows[0].applied).toBeGreaterThan(0)
  await client.end()
  await Promise.all([first.drop(), second.drop()])
  expect(tookMs).toBeLessThan(1000)
})

test('a killed test run is cleared away by the next one, which leaves nothing itself', async () => {
  const killed = await run()
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  await ping(killed.url)

  const next = await run()
  await expect(ping(killed.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await ping(next.url)
  next.child.send('end')
  await once(next.child, 'exit')
  await expect(ping(next.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
}, 60_000)

async function run() {
  const child = fork(fileURLToPath(new URL('run.fixture.ts', import.meta.url)), { silent: true })
  if (child.stdout === null) throw new Error('no output')
  const [url] = await once(createInterface(child.stdout), 'line')
  return { child, url: String(url) }
}

async function ping(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
}
