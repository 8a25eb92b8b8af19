import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { createClock } from './clock.ts'
import { type ClockStorage, databaseClockStorage, fileClockStorage } from './clock-state.ts'

const day = 24 * 3600_000
const real = Date.parse('2026-11-24T10:00+08:00')
const setting = '2025-02-01T09:00+08:00'
const wanted = Date.parse(setting)

let database: TestDatabase
let pool: pg.Pool
const folders: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

const kinds: readonly { name: string; fresh: () => Promise<ClockStorage> }[] = [
  {
    name: 'a data directory',
    fresh: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sifang-clock-'))
      folders.push(folder)
      return fileClockStorage(folder)
    },
  },
  {
    name: 'a database',
    fresh: async () => {
      await pool.query(`delete from machine where key = 'clock'`)
      return databaseClockStorage(pool)
    },
  },
]

describe.each(kinds)('a clock kept in $name', ({ fresh }) => {
  test('is the real one unless it is set, and then stays the real one', async () => {
    const storage = await fresh()
    const clock = await createClock({ storage, realNow: () => real })
    expect(clock).toMatchObject({ isSet: false, offsetMs: 0, lastSeenMs: null })
    expect(clock.now()).toBe(real)
    await clock.tick()
    await expect(createClock({ setting, storage, realNow: () => real })).rejects.toMatchObject({
      code: 'clock-real-data',
    })
  })

  test('starts at the set instant and runs on', async () => {
    let now = real
    const clock = await createClock({ setting, storage: await fresh(), realNow: () => now })
    expect(clock).toMatchObject({ isSet: true, offsetMs: wanted - real })
    expect(clock.now()).toBe(wanted)
    now += 5000
    expect(clock.now()).toBe(wanted + 5000)
  })

  test('goes on from the stored offset without a setting', async () => {
    const storage = await fresh()
    await createClock({ setting, storage, realNow: () => real })
    const next = await createClock({ storage, realNow: () => real + day })
    expect(next).toMatchObject({ isSet: true, lastSeenMs: wanted })
    expect(next.now()).toBe(wanted + day)
  })

  test('does not go before what the data have seen, though the machine was put back', async () => {
    const storage = await fresh()
    let now = real
    const first = await createClock({ setting, storage, realNow: () => now })
    now += day
    await first.tick()
    now = real
    await first.tick()
    const next = await createClock({ storage, realNow: () => real - 30 * day })
    expect(next.now()).toBe(wanted + day)
  })

  test('jumps to a later setting, and refuses an earlier one', async () => {
    const storage = await fresh()
    let now = real
    const first = await createClock({ setting, storage, realNow: () => now })
    now += 60_000
    await first.tick()
    await expect(createClock({ setting, storage, realNow: () => now })).rejects.toMatchObject({
      code: 'clock-backwards',
      en: expect.stringContaining('2025-02-01T01:01:00.000Z'),
    })
    const later = await createClock({ setting: '2025-03-01T00:00Z', storage, realNow: () => now })
    expect(later.now()).toBe(Date.parse('2025-03-01T00:00Z'))
    expect(later.lastSeenMs).toBe(wanted + 60_000)
  })
})

test.each(['2025-02-01', '2025-02-01T09:00', 'tomorrow', '2025-13-01T09:00Z', '2025-02-01 09:00+08:00'])(
  '%s is no instant',
  async (text) => {
    const storage: ClockStorage = fileClockStorage(tmpdir())
    await expect(createClock({ setting: text, storage, realNow: () => real })).rejects.toMatchObject({
      code: 'clock-unreadable',
    })
  },
)
