import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enrolPhone, type Sealed } from '../journeys/harness-phone.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'

let station: TestStation
let village: string
let officer: Person
let volunteer: Person

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer')
  volunteer = await station.join('volunteer', { villageIds: [village] })
})
afterAll(() => station.stop())

const report = (id = newId()): Sealed => ({
  method: 'PUT',
  path: `/findings/${id}`,
  body: {
    kind: 'hazard',
    source: { kind: 'message' },
    placeId: village,
    at: station.clock.now().toISOString(),
    words: '渠边护栏断了一段',
  },
})

describe('a revoked phone', () => {
  test('hands over a forged item, and who decides sees that it does not open', async () => {
    const lost = await enrolPhone(station, officer, volunteer.id)
    await officer.api.post('/devices/{id}/revocations', { path: { id: lost.id }, body: { id: newId() } })
    const forged = await lost.seal(report(), { author: station.chief.id })
    await lost.send('POST', '/quarantine', { items: [{ ...forged, needs: [] }] })
    const { rows } = await officer.api.get('/quarantine')
    expect(rows.find(({ id }) => id === forged.id)?.what).toBeNull()
    const decided = await officer.send('POST', `/quarantine/${forged.id}/decisions`, {
      id: newId(),
      verdict: 'release',
    })
    expect(decided.status).toBe(422)
  })

  test('takes no item’s place that another phone handed over', async () => {
    const [one, two] = [
      await enrolPhone(station, officer, volunteer.id),
      await enrolPhone(station, officer, officer.id),
    ]
    const item = { ...(await one.seal(report())), needs: [] }
    expect((await one.send('POST', '/quarantine', { items: [item] })).body).toEqual({ taken: 1 })
    const other = { ...(await two.seal(report(item.id))), needs: [] }
    expect((await two.send('POST', '/quarantine', { items: [other] })).body).toEqual({ taken: 0 })
    const row = (await officer.api.get('/quarantine')).rows.find(({ id }) => id === item.id)
    expect(row?.deviceId).toBe(one.id)
  })

  test('fills nobody’s disk', async () => {
    const lost = await enrolPhone(station, officer, volunteer.id)
    const itemsOf = (count: number) =>
      Array.from({ length: count }, () => ({ id: newId(), sealed: 'A'.repeat(200), needs: [] }))
    const handOver = (items: object) => lost.send('POST', '/quarantine', { items })
    const hand = (count: number) => handOver(itemsOf(count))
    const all = []
    for (let n = 0; n < 10; n++) {
      const items = itemsOf(100)
      all.push(items)
      expect((await handOver(items)).body).toEqual({ taken: 100 })
    }
    expect(await hand(1)).toMatchObject({ status: 409, body: { code: 'quarantine/full' } })
    // whose answer was lost sends it again, and hears that it is there: nothing more is written of it
    const { epoch, seq } = await officer.api.get('/changes', { query: { limit: 1000 } })
    for (const items of all) expect((await handOver(items)).body).toEqual({ taken: 100 })
    const { entries } = await officer.api.get('/changes', { query: { epoch, after: seq } })
    expect(entries).toEqual([])
    // nor does it hide what another phone handed over
    const other = await enrolPhone(station, officer, officer.id)
    const item = { ...(await other.seal(report())), needs: [] }
    await other.send('POST', '/quarantine', { items: [item] })
    const { rows } = await officer.api.get('/quarantine')
    expect(rows.map(({ id }) => id)).toContain(item.id)
    expect(rows.filter(({ deviceId }) => deviceId === lost.id)).toHaveLength(50)
    expect(rows.find(({ deviceId }) => deviceId === lost.id)?.ofPhone).toBe(1000)
    expect((await hand(101)).status).toBe(400)
  })
})

test('what somebody lets in while another discards it is in, and is told as let in', async () => {
  const lost = await enrolPhone(station, officer, volunteer.id)
  const item = { ...(await lost.seal(report())), needs: [] }
  await lost.send('POST', '/quarantine', { items: [item] })
  const decide = (by: Person, decision: object) =>
    by.send('POST', `/quarantine/${item.id}/decisions`, { id: newId(), ...decision })
  const waiters = async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(station.machine.db)
    return rows.length
  }
  // both are held where they would commit, the report first
  const { promise: go, resolve: release } = Promise.withResolvers<void>()
  const { promise: held, resolve: hold } = Promise.withResolvers<void>()
  const holding = station.machine.db.transaction().execute(async (tx) => {
    await sql`select from change_counter where station_id = ${station.id} for update`.execute(tx)
    hold()
    await go
  })
  await held
  const letIn = decide(officer, { verdict: 'release' })
  await expect.poll(waiters).toBe(1)
  const discarded = decide(station.chief, { verdict: 'discard', reason: 'double' })
  await expect.poll(waiters).toBe(2)
  release()
  await holding
  expect((await letIn).status).toBe(200)
  expect((await discarded).status).toBe(200)
  const { rows } = await sql<{ verdict: string; findings: number }>`
    select verdict, (select count(*)::int from finding where id = ${item.id}) as findings
    from quarantined where id = ${item.id}`.execute(station.machine.db)
  expect(rows).toEqual([{ verdict: 'released', findings: 1 }])
  expect((await decide(officer, { verdict: 'discard', reason: 'double' })).status).toBe(409)
})
