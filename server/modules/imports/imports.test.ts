import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, placesCsv, somePlaces, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('an import of places', () => {
  test('two hundred rows go live with owner, event, duties and search pieces, and the file is gone', async () => {
    const checked = await world.check('sheet=places', placesCsv(somePlaces(200)))
    expect(checked.body.report).toMatchObject({ rows: 200, ok: 200, bad: 0, duplicates: 0 })
    const before = await world.count('place')
    const done = await world.start(checked.body.id)
    expect(done.body).toMatchObject({ state: 'done', report: { added: 200, merged: 0, skipped: 0 } })
    expect(await world.count('place')).toBe(before + 200)
    expect(await world.count('duty')).toBeGreaterThanOrEqual(200)
    const { rows } = await sql<{ ownerId: string; tier: string; grams: number; villageId: string }>`
      select owner_id, tier, cardinality(search_grams) as grams, village_id from place
      where station_id = ${world.stationId} and external_id = 'E-7'`.execute(world.db)
    expect(rows[0]).toMatchObject({ ownerId: world.members.chief, tier: 'green', villageId: world.villages[0]?.id })
    expect(rows[0]?.grams).toBeGreaterThan(5)
    expect(await readdir(world.uploads)).not.toContain(checked.body.id)
  })
})
