import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '../db/connection.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { type JobParts, type Jobs, startJobs } from './runner.ts'
import type { Schedule } from './schedule.ts'
import { failedJobs, jobCounts } from './state.ts'
import { defineMachineTask, defineTask, type Task } from './task.ts'

const stationId = randomUUIDv7()
const fixture = fileURLToPath(new URL('tally.fixture.ts', import.meta.url))
const key = randomBytes(32)

// these wait for what other processes do, on a machine that may be busy
vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase
let pool: pg.Pool
let opened: { db: Database; close(): Promise<void> }
let started: Jobs[]
const children = new Set<ChildProcess>()

beforeEach(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => undefined)
  opened = openDatabase(database.url, 4)
  started = []
  await pool.query(
    `insert into station (station_id, name, wrapped_key, created_at) values ($1, '牛庄派出所', '', now())`,
    [stationId],
  )
  await pool.query('create table tally (job_id uuid, by text)')
})

afterEach(async () => {
  await Promise.all(started.map((jobs) => jobs.stop()))
  for (const child of children) await kill(child)
  await opened.close()
  await pool.end()
  await database.drop()
})

async function start(tasks: readonly Task[], more: Partial<JobParts> = {}): Promise<Jobs> {
  const jobs = await startJobs({
    url: database.url,
    db: opened.db,
    keys: { outer: key, audit: key, command: key, session: key },
    log: pino({ level: 'silent' }),
    tasks,
    now: () => new Date(),
    newId: () => randomUUIDv7(),
    ...more,
  })
  started.push(jobs)
  return jobs
}

async function intend(task: string, payload: unknown): Promise<string> {
  const id = randomUUIDv7()
  await pool.query('insert into job_intent (station_id, id, task, payload, at) values ($1, $2, $3, $4, now())', [
    stationId,
    id,
    task,
    JSON.stringify(payload),
  ])
  return id
}

async function tally(): Promise<readonly { jobId: string; by: string }[]> {
  return (await pool.query<{ jobId: string; by: string }>('select job_id as "jobId", by from tally')).rows
}

/** A process that runs jobs; resolves when it is ready. `lines` grows with what it says. */
async function runnerProcess(name: string): Promise<{ child: ChildProcess; lines: string[] }> {
  const child = spawn(process.execPath, [fixture, database.url, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => lines.push(line))
  await vi.waitFor(() => expect(lines).toContain('ready'), { timeout: 15_000 })
  return { child, lines }
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('a job', () => {
  test('is done soon after the commit that asked for it, with its station and its checked payload', async () => {
    const seen: unknown[] = []
    const greet = defineTask('test.greet', z.object({ n: z.number() }), async (job, payload, { jobId }) => {
      seen.push([job.station.name, payload.n, jobId, job.requestId])
    })
    await start([greet])
    const id = await intend('test.greet', { n: 3 })
    await vi.waitFor(() => expect(seen).toEqual([['牛庄派出所', 3, id, id]]), { timeout: 10_000 })
    await intend('test.greet', { n: 4 })
    await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 15_000 })
    const none = { waiting: 0, queued: 0, running: 0 }
    await vi.waitFor(async () => expect(await jobCounts(pool)).toMatchObject(none), { timeout: 10_000 })
  })

  test('that is rolled back with its command never happens', async () => {
    const seen: number[] = []
    await start([defineTask('test.greet', z.object({ n: z.number() }), async (_job, { n }) => void seen.push(n))])
    const client = await pool.connect()
    await client.query('begin')
    await client.query(
      `insert into job_intent (station_id, id, task, payload, at) values ($1, $2, 'test.greet', '{"n":1}', now())`,
      [stationId, randomUUIDv7()],
    )
    await client.query('rollback')
    client.release()
    await intend('test.greet', { n: 2 })
    await vi.waitFor(() => expect(seen).toEqual([2]), { timeout: 15_000 })
  })

  test('that fails is tried again, and is shown without its payload', async () => {
    let attempts = 0
    const flaky = defineTask('test.flaky', z.object({ phone: z.string() }), async (_job, { phone }) => {
      attempts++
      if (attempts === 1) throw new TypeError(`no way to reach ${phone}`)
    })
    await start([flaky])
    await intend('test.flaky', { phone: '13800000000' })
    await vi.waitFor(async () => expect(await failedJobs(pool)).toHaveLength(1), { timeout: 15_000 })
    const failed = await failedJobs(pool)
    expect(failed[0]).toMatchObject({ task: 'test.flaky', attempts: 1, givenUp: false, error: 'TypeError' })
    expect(JSON.stringify(failed)).not.toContain('138')
    await vi.waitFor(() => expect(attempts).toBe(2), { timeout: 12_000 })
    await vi.waitFor(async () => expect(await failedJobs(pool)).toEqual([]), { timeout: 10_000 })
  })

  test('runs one at a time for its station', async () => {
    let running = 0
    let most = 0
    let done = 0
    const alone = defineTask('test.alone', z.object({}), async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 30))
      running--
      done++
    })
    await start([alone], { concurrency: 4 })
    for (let n = 0; n < 6; n++) await intend('test.alone', {})
    await vi.waitFor(() => expect(done).toBe(6), { timeout: 15_000 })
    expect(most).toBe(1)
  })
})

describe('with two processes', () => {
  test('each of many jobs is done exactly once, and a schedule runs once', async () => {
    await Promise.all([runnerProcess('one'), runnerProcess('two')])
    const ids = await Promise.all(Array.from({ length: 30 }, () => intend('test.count', { slowMs: 0 })))
    await vi.waitFor(async () => expect(await tally()).toHaveLength(30), { timeout: 40_000 })
    const done = await tally()
    expect(new Set(done.map(({ jobId }) => jobId))).toEqual(new Set(ids))
  })

  test('a job whose process is killed is done by the other, soon and once', async () => {
    const one = await runnerProcess('one')
    const id = await intend('test.count', { slowMs: 3000 })
    await vi.waitFor(() => expect(one.lines).toContain(`begun ${id}`), { timeout: 15_000 })
    await kill(one.child)
    await runnerProcess('two')
    await vi.waitFor(async () => expect(await tally()).toEqual([{ jobId: id, by: 'two' }]), { timeout: 40_000 })
  })
})

describe('scheduled work', () => {
  const daily = (missed: 'last' | 'each'): Schedule => ({ kind: 'daily', task: 'test.night', at: '02:30', missed })

  function night(): { task: Task; days: unknown[] } {
    const days: unknown[] = []
    return { task: defineMachineTask('test.night', async (_job, payload) => void days.push(payload)), days }
  }

  test('waits for its hour, by the station’s clock', async () => {
    let now = new Date('2025-02-01T02:00+08:00')
    const { task, days } = night()
    await start([task], { schedules: [daily('last')], now: () => now })
    await vi.waitFor(
      async () =>
        expect((await pool.query('select last_run_on::text from schedule')).rows).toEqual([
          { last_run_on: '2025-01-31' },
        ]),
      { timeout: 10_000 },
    )
    expect(days).toEqual([])
    now = new Date('2025-02-01T02:30+08:00')
    await vi.waitFor(() => expect(days).toEqual([{ day: '2025-02-01' }]), { timeout: 15_000 })
  })

  test('that was slept through is made up for, once or day by day', async () => {
    const now = new Date('2025-02-04T12:00+08:00')
    const last = night()
    await pool.query(`insert into schedule values ('test.night', '2025-01-31', '2025-01-31T02:30+08:00')`)
    await start([last.task], { schedules: [daily('last')], now: () => now })
    await vi.waitFor(() => expect(last.days).toEqual([{ day: '2025-02-04' }]), { timeout: 15_000 })

    await started.pop()?.stop()
    await pool.query(`update schedule set last_run_on = '2025-01-31'`)
    const each = night()
    await start([each.task], { schedules: [daily('each')], now: () => now })
    const wanted = ['2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04'].map((day) => ({ day }))
    await vi.waitFor(() => expect(each.days).toEqual(wanted), { timeout: 40_000 })
  })

  test('goes on when a clock that was a year ahead is put right, and once a day', async () => {
    let now = new Date('2025-02-04T12:00+08:00')
    const { task, days } = night()
    await pool.query(`insert into schedule values ('test.night', '2026-02-03', '2026-02-03T02:30+08:00')`)
    await start([task], { schedules: [daily('last')], now: () => now })
    await vi.waitFor(() => expect(days).toEqual([{ day: '2025-02-04' }]), { timeout: 15_000 })
    now = new Date('2025-02-05T02:30+08:00')
    await vi.waitFor(() => expect(days).toEqual([{ day: '2025-02-04' }, { day: '2025-02-05' }]), { timeout: 15_000 })
  })
})
