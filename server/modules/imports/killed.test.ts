import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importTasks } from './index.ts'
import { now, openWorld, placesCsv, somePlaces, type World } from './world.fixture.ts'

const fixture = fileURLToPath(new URL('worker.fixture.ts', import.meta.url))
const places = 3000

let world: World
const children = new Set<ChildProcess>()
beforeEach(async () => {
  world = await openWorld({ jobs: false })
})
afterEach(async () => {
  for (const child of children) await kill(child)
  await world.close()
})

async function startWorker(): Promise<ChildProcess> {
  const { outer, audit, command, session } = world.keys
  const keys = [outer, audit, command, session].map((key) => key.toString('hex'))
  const child = spawn(process.execPath, [fixture, world.url, world.uploads, ...keys], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Waits until the import has come so far in that state. */
async function reached(id: string, state: string, done: number): Promise<void> {
  await expect
    .poll(async () => (await world.call('GET', `/imports/${id}`)).body, { timeout: 30_000, interval: 5 })
    .toSatisfy((body: { state: string; done: number }) => body.state !== state || body.done >= done)
}

describe('a process that is killed', () => {
  test('in the middle of a check begins it again; in the middle of going live leaves nothing, then all', {
    timeout: 90_000,
  }, async () => {
    const uploaded = await world.upload('sheet=places', placesCsv(somePlaces(places)))
    const { id } = uploaded.body
    const before = await world.count('place')
    await world.call('POST', `/imports/${id}/check`, { id: randomUUIDv7() })
    const first = await startWorker()
    await reached(id, 'checking', 1000)
    await kill(first)

    const second = await startWorker()
    const checked = await world.until(id, 'checked', 'failed')
    expect(checked.body.report).toMatchObject({ rows: places, ok: places })
    expect(await world.count('import_row')).toBe(places)

    await world.call('POST', `/imports/${id}/start`, { id: randomUUIDv7() })
    await reached(id, 'importing', 1)
    await kill(second)
    const left = (await world.count('place')) - before
    expect([0, places]).toContain(left)

    await startWorker()
    const done = await world.until(id, 'done', 'failed')
    expect(done.body).toMatchObject({ state: 'done', report: { added: places } })
    expect(await world.count('place')).toBe(before + places)
    await expect.poll(() => readdir(world.uploads), { timeout: 10_000 }).toEqual([])
  })
})

describe('what is left over', () => {
  test('is given up after a day, and half files after an hour', async () => {
    const { body } = await world.upload('sheet=places', placesCsv(somePlaces(1)))
    const half = join(world.uploads, `${randomUUIDv7()}.abcd.part`)
    await writeFile(half, 'half')
    const hourAgo = Date.now() / 1000 - 7200
    await utimes(half, hourAgo, hourAgo)
    const tidy = importTasks({ uploads: world.uploads, db: world.db, newId: () => randomUUIDv7() }).find(
      ({ name }) => name === 'imports.tidy',
    )
    if (tidy?.kind !== 'machine') throw new Error('no such task')
    const attempt = { jobId: '', attempt: 1, signal: new AbortController().signal }
    await tidy.run({ ...attempt, now }, {})
    expect(await readdir(world.uploads)).toEqual([body.id])
    await tidy.run({ ...attempt, now: () => new Date(now().getTime() + 25 * 3600_000) }, {})
    expect(await readdir(world.uploads)).toEqual([])
    expect((await world.call('GET', `/imports/${body.id}`)).body).toMatchObject({
      state: 'cancelled',
      problem: { code: 'import/expired' },
    })
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from import_row`.execute(world.db)
    expect(rows[0]?.n).toBe(0)
  })
})
