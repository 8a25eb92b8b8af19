import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newSecrets } from '../backup/fill-station.fixture.ts'
import { sheetNumber } from '../backup/recovery-sheet.ts'
import { openDataDirectory } from '../data-directory/data-directory.ts'
import { loadSecrets, storeSecrets } from '../data-directory/secrets.ts'
import { type Database, openDatabase } from '../db/connection.ts'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { createMatter, newStationKey, open, seal } from '../secrets/index.ts'
import { rotateKey } from './rotate-key.ts'
import { keysOf, withStation, withStationAlone } from './station-access.ts'

const fixture = fileURLToPath(new URL('rotate-key.fixture.ts', import.meta.url))

let dataDir: string
let database: TestDatabase
let db: Database
let close: () => Promise<void>
const stations = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
let sealed: { readonly stationId: string; readonly matterId: string; readonly text: Buffer }[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sifang-rotate-'))
  database = await testDatabase()
  ;({ db, close } = openDatabase(database.url, 2))
  await storeSecrets(dataDir, newSecrets())
  const keys = await ownKeys()
  sealed = []
  for (const stationId of stations) {
    await sql`insert into station (station_id, name, wrapped_key, created_at)
      values (${stationId}, '所', ${newStationKey(keys, stationId)}, now())`.execute(db)
    const matterId = randomUUIDv7()
    await createMatter(db, { ...holder(stationId), keys, now: () => new Date() }, matterId)
    sealed.push({ stationId, matterId, text: await seal({ ...holder(stationId), keys }, db, matterId, '张三') })
  }
})
afterEach(async () => {
  await close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const ownKeys = async () => keysOf(await loadSecrets(dataDir, false))
const holder = (id: string) => ({ station: { id, name: '所', timeZone: 'Asia/Shanghai', demo: false } })
const environment = () => ({ SIFANG_DATA: dataDir, DATABASE_URL: database.url })
const parts = () => ({ dataDir, db, now: () => new Date() })

async function expectAllOpen(): Promise<void> {
  const keys = await ownKeys()
  for (const { stationId, matterId, text } of sealed) {
    expect((await open({ ...holder(stationId), keys }, db, matterId, text)).toString()).toBe('张三')
  }
}

describe('an exchange of the outer key', () => {
  test('leaves all that is sealed open under the new key, and nothing under the old one', async () => {
    const before = await ownKeys()
    const rotated = await rotateKey(parts())
    const after = await ownKeys()
    expect(after.outer.equals(before.outer)).toBe(false)
    expect(after.outer.equals(rotated.outerKey)).toBe(true)
    expect({ audit: after.audit, command: after.command, session: after.session }).toEqual({
      audit: before.audit,
      command: before.command,
      session: before.session,
    })
    expect(rotated).toMatchObject({
      stations: 3,
      resumed: false,
      number: sheetNumber(after.outer),
      formerNumber: sheetNumber(before.outer),
    })
    await expectAllOpen()
    const [first] = sealed
    if (!first) throw new Error('nothing sealed')
    await expect(open({ ...holder(first.stationId), keys: before }, db, first.matterId, first.text)).rejects.toThrow()
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).not.toContain(before.outer.toString('base64'))
    const { rows } = await sql<{ n: number }>`
      select count(distinct station_id)::int as n from audit where action = 'station.key-rotated'`.execute(db)
    expect(rows).toEqual([{ n: 3 }])
  })

  test.each(['checked', 'noted', 'wrapped', 'done'] as const)(
    'that is killed when it has %s loses nothing, and the next one ends it',
    async (step) => {
      const child = spawn(process.execPath, [fixture, database.url, dataDir, step], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'close')
      for await (const line of createInterface(child.stdout)) if (line === step) break
      child.kill('SIGKILL')
      await ended
      const unfinished = step === 'noted' || step === 'wrapped'
      if (unfinished) {
        await expect(loadSecrets(dataDir, false)).rejects.toMatchObject({ code: 'rotation-unfinished' })
        await expect(withStation(environment(), async () => null)).rejects.toMatchObject({
          code: 'rotation-unfinished',
        })
      } else await expectAllOpen()
      const { nextOuterKey = null } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
      const rotated = await rotateKey(parts())
      expect(rotated.resumed).toBe(unfinished)
      if (unfinished) expect(rotated.outerKey.toString('base64')).toBe(nextOuterKey)
      await expectAllOpen()
    },
  )

  test('with a key that does not open the database changes nothing', async () => {
    await storeSecrets(dataDir, newSecrets())
    const file = await readFile(join(dataDir, 'secrets.json'), 'utf8')
    const keys = await sql<{ wrappedKey: Buffer }>`select wrapped_key from station order by station_id`.execute(db)
    await expect(rotateKey(parts())).rejects.toMatchObject({ code: 'rotation-wrong-key' })
    expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe(file)
    expect((await sql`select wrapped_key from station order by station_id`.execute(db)).rows).toEqual(keys.rows)
  })

  test('is refused beside a running station, and lets none start meanwhile', async () => {
    const running = await openDataDirectory(dataDir)
    const rotate = () => withStationAlone(environment(), (station) => rotateKey(station))
    await expect(rotate()).rejects.toMatchObject({ code: 'rotation-while-running' })
    await running.release()
    const starting: unknown[] = []
    await withStationAlone(environment(), (station) =>
      rotateKey(station, async () => starting.push(await openDataDirectory(dataDir).catch((error: unknown) => error))),
    )
    expect(starting).toHaveLength(4)
    for (const error of starting) expect(error).toMatchObject({ code: 'already-running' })
    await expectAllOpen()
  })
})
