import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attachmentFolder } from '../../platform/attachments/folder.ts'
import { applyErasures, getMatter } from '../../platform/secrets/index.ts'
import { eraseDue } from './service.ts'
import { gone, openWorld, type World, whole } from './world.fixture.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const erase = (now?: string) => eraseDue(world.ctx(now), world.dataDir, new AbortController().signal)

describe('the daily erasing', () => {
  test('erases two years after the closing, the day after the anniversary, and leaves nothing that was said', async () => {
    const id = await world.followUp({ closedAt: '2023-02-04T23:59:00+08:00' })
    const later = await world.followUp({ closedAt: '2023-02-05T00:00:00+08:00' })
    const open = await world.followUp({})
    await erase('2025-02-04T12:00:00+08:00')
    expect(await world.left(id)).toEqual(whole)
    await erase('2025-02-05T03:10:00+08:00')
    expect(await world.left(id)).toEqual(gone)
    expect(await world.left(later)).toEqual(whole)
    expect(await world.left(open)).toEqual(whole)
    await expect(getMatter(world.db, world.ctx(), id)).rejects.toMatchObject({ code: 'secret/erased' })
  })

  test('keeps statutory files as long as the setting says', async () => {
    const id = await world.followUp({ closedAt: '2005-02-04T12:00:00+08:00', retention: 'statutory' })
    await erase('2035-02-04T12:00:00+08:00')
    expect(await world.left(id)).toEqual(whole)
    await erase('2035-02-05T12:00:00+08:00')
    expect(await world.left(id)).toEqual(gone)
  })

  test('goes by the station’s own years', async () => {
    const shorter = await openWorld({ retention: { years: 1, statutoryYears: 10 } })
    const id = await shorter.followUp({ closedAt: '2024-02-04T12:00:00+08:00' })
    await eraseDue(shorter.ctx(), shorter.dataDir, new AbortController().signal)
    expect(await shorter.left(id)).toEqual(gone)
    await shorter.close()
  })

  test('lets one that was merged wait for the one that it went into, however far', async () => {
    const goesOn = await world.followUp({})
    const between = await world.followUp({ closedAt: '2021-01-01T00:00:00+08:00', mergedInto: goesOn })
    const first = await world.followUp({ closedAt: '2020-06-01T00:00:00+08:00', mergedInto: between })
    await erase()
    expect(await world.left(first)).toEqual(whole)
    await sql`update follow_up set closed_at = '2022-01-01', due_at = null where id = ${goesOn}`.execute(world.db)
    await erase()
    for (const id of [first, between, goesOn]) expect(await world.left(id)).toEqual(gone)
  })

  test('erases an incident’s words two years after its last review, and none that was never reviewed', async () => {
    const [reviewed, recent, waiting] = [
      await world.incident('2023-02-04T12:00:00+08:00'),
      await world.incident('2024-12-01T12:00:00+08:00'),
      await world.incident(null),
    ]
    await erase()
    expect(await world.left(reviewed)).toMatchObject({ key: false, sealed: 0 })
    for (const id of [recent, waiting]) expect(await world.left(id)).toMatchObject({ key: true, sealed: 1 })
  })

  test('erases the note of a hand-over two years after the second signature', async () => {
    const [taken, recent, waiting] = [
      await world.handOver('2023-02-04T12:00:00+08:00'),
      await world.handOver('2024-12-01T12:00:00+08:00'),
      await world.handOver(null),
    ]
    await erase()
    expect(await world.left(taken)).toMatchObject({ key: false, sealed: 0 })
    for (const id of [recent, waiting]) expect(await world.left(id)).toMatchObject({ key: true, sealed: 1 })
  })

  test('erases a check two years after its day, and a booking and an appointment after its end', async () => {
    const [old, recent] = [await world.check('2023-02-04'), await world.check('2023-02-06')]
    const past = await world.booking('2023-02-04T12:00:00+08:00')
    const later = await world.booking('2024-12-01T12:00:00+08:00')
    await erase()
    for (const id of [old, past.appointment, past.booking]) {
      expect(await world.left(id)).toMatchObject({ key: false, sealed: 0 })
    }
    for (const id of [recent, later.appointment, later.booking]) {
      expect(await world.left(id)).toMatchObject({ key: true, sealed: 1 })
    }
  })

  test('says what it erased: ids, kinds and counts, for chief and auditor', async () => {
    const id = await world.followUp({ closedAt: '2023-02-04T12:00:00+08:00' })
    await erase()
    const chief = await world.cookieOf((await world.member('chief')).userName)
    const { status, body } = await world.get('/erasures', chief)
    expect(status).toBe(200)
    expect(body).toEqual({
      rows: [
        {
          id: expect.any(String),
          matterId: id,
          subject: 'dispute',
          reason: 'retention-over',
          at: '2025-02-04T19:10:00.000Z',
          counts: { findings: 1, entries: 1, attachments: 1, pairs: 1 },
        },
      ],
      next: null,
    })
    const officer = await world.cookieOf((await world.member('officer')).userName)
    expect((await world.get('/erasures', officer)).status).toBe(403)
    const { rows } = await sql<{ n: number }>`
      select (select count(*)::int from audit where action = 'matter.erased' and entity_id = ${id})
        + (select count(*)::int from change where entity = 'follow-up' and id = ${id}) as n`.execute(world.db)
    expect(rows).toEqual([{ n: 2 }])
  })

  test('clears what uploads left that were cut off, and nothing that is wanted or new', async () => {
    const open = await world.followUp({})
    const folder = join(attachmentFolder(world.dataDir), world.stationId, open)
    const old = Date.now() / 1000 - 2 * 86_400
    for (const [name, age] of [
      ['ab.new', old],
      ['cd', old],
      ['fresh.new', null],
      ['fresh', null],
    ] as const) {
      await writeFile(join(folder, name), 'half')
      if (age) await utimes(join(folder, name), age, age)
    }
    const wanted = (await readdir(folder)).filter((name) => name.length === 64)
    for (const name of wanted) await utimes(join(folder, name), old, old)
    // of a matter that this database does not know: not ours to delete
    const unknown = join(attachmentFolder(world.dataDir), world.stationId, randomUUIDv7())
    await mkdir(unknown)
    await writeFile(join(unknown, 'ef'), 'whole')
    await utimes(join(unknown, 'ef'), old, old)
    await erase()
    expect((await readdir(folder)).sort()).toEqual([...wanted, 'fresh', 'fresh.new'].sort())
    expect(await readdir(unknown)).toEqual(['ef'])
  })
})

test('what the ledger names is emptied again when an older state comes back', async () => {
  const id = await world.followUp({})
  await sql`insert into erasure (station_id, id, matter_id, reason, at)
    values (${world.stationId}, ${randomUUIDv7()}, ${id}, 'ledger', now())`.execute(world.db)
  expect(await applyErasures(world.db)).toBe(1)
  expect(await world.left(id)).toEqual({ ...gone, files: 1 })
  await erase()
  expect(await world.left(id)).toEqual(gone)
})

test('a process that is killed in the middle leaves each matter whole or erased, and the next run ends it', async () => {
  const ids: string[] = []
  for (let n = 0; n < 60; n++) ids.push(await world.followUp({ closedAt: '2022-02-04T12:00:00+08:00' }))
  const fixture = fileURLToPath(new URL('worker.fixture.ts', import.meta.url))
  const { rows } = await sql<{ url: string }>`select current_database() as url`.execute(world.db)
  const url = new URL(process.env.SIFANG_TEST_DATABASE_URL ?? '')
  url.pathname = `/${rows[0]?.url}`
  const args = [fixture, url.href, world.dataDir, world.stationId, world.parts.keys.outer.toString('hex')]
  const erased = async () => {
    const found = await sql<{ n: number }>`select count(*)::int as n from erasure`.execute(world.db)
    return found.rows[0]?.n ?? 0
  }
  for (const until of [3, 20, 40]) {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    await expect.poll(erased, { interval: 1, timeout: 20_000 }).toBeGreaterThanOrEqual(until)
    child.kill('SIGKILL')
    await ended
    for (const id of ids) {
      const left = await world.left(id)
      // files go after the commit
      if (left.key) expect(left).toEqual(whole)
      else expect({ ...left, files: 0 }).toEqual(gone)
    }
  }
  await erase()
  for (const id of ids) expect(await world.left(id)).toEqual(gone)
  expect(await erased()).toBe(ids.length)
}, 60_000)
