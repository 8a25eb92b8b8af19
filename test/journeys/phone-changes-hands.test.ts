import { newId } from '@sifang/client'
import { jpeg } from '@sifang/server/platform/attachments/photos.test-setup'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestStation, type TestStation } from './harness.ts'
import { type AppPhone, enrolledPhone, goodPin, item, pin, reportOf, states } from './harness-app.ts'
import { codeFor, forgetDevices } from './harness-phone.ts'
import { enterVillage } from './harness-verbs.ts'

let station: TestStation
let village: string
const closing: AppPhone[] = []

beforeAll(async () => {
  station = await startTestStation()
  village = await enterVillage(station.chief, '东张村')
})
afterAll(async () => {
  for (const { phone } of closing) await phone.close()
  await station.stop()
})

const mine = async (memberId: string): Promise<AppPhone> => {
  const made = await enrolledPhone(station, memberId)
  closing.push(made)
  return made
}
const report = (more: Parameters<typeof reportOf>[2] = {}) => reportOf(station, village, more)
/** A photo in more than one piece. */
const photoOf = (matterId: string) => ({
  id: newId(),
  kind: 'photo' as const,
  name: '照片.jpg',
  content: new Blob([Uint8Array.from(jpeg({ padding: 300_000 }))]),
  matterId,
  findingId: matterId,
})

describe('enrolled anew', () => {
  test('what waited on a phone that the station does not know any more goes under the new device, photos too', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await mine(member.id)
    made.network.isGone = true
    const id = newId()
    const attached = photoOf(id)
    await made.phone.outbox.save(report({ id, attachments: [attached] }))
    await made.phone.drafts.put('report', { words: '写到一半' })
    made.network.isGone = false
    // as after a restore from a backup that was made before the phone was enrolled
    await forgetDevices(station, member.id)
    await made.phone.outbox.send()
    expect(item(made, id)).toMatchObject({ state: 'waiting', problem: { zh: expect.any(String) } })
    expect(made.phone.standing.get()).toMatchObject({ kind: 'open', isKnown: false })
    const code = await codeFor(station.chief, member.id)
    await made.phone.enrol({ code, name: '同一部手机', ageFriendly: false, lock: pin('571930') })
    expect(made.phone.standing.get()).toMatchObject({ kind: 'open', isKnown: true })
    expect(item(made, id)).toMatchObject({ state: 'waiting', body: { words: '路灯坏了' } })
    expect(await made.phone.drafts.get('report')).toEqual({ words: '写到一半' })
    await made.phone.outbox.send()
    expect(states(made)).toEqual(['sent', 'sent'])
    const { rows } = await station.chief.api.get('/matters/{matterId}/attachments', { path: { matterId: id } })
    expect(rows.map((row) => row.id)).toEqual([attached.id])
  })

  test('a phone with nothing to send hears at its next sync that the station does not know it any more', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await mine(member.id)
    expect(made.phone.standing.get()).toMatchObject({ isKnown: true })
    await forgetDevices(station, member.id)
    expect(await made.phone.sync()).toBe('unknown')
    expect(made.phone.standing.get()).toMatchObject({ kind: 'open', isKnown: false })
  })

  test('on a phone that becomes another member’s, the first one’s items are sent as theirs and never shown', async () => {
    const [first, second] = [
      await station.join('volunteer', { villageIds: [village] }),
      await station.join('volunteer', { villageIds: [village] }),
    ]
    const made = await mine(first.id)
    made.network.isGone = true
    const waiting = report()
    await made.phone.outbox.save(waiting)
    made.network.isGone = false
    await made.phone.enrol({
      code: await codeFor(station.chief, second.id),
      name: '转给别人',
      ageFriendly: false,
      lock: goodPin,
    })
    expect(made.phone.outbox.items.get()).toEqual([])
    await made.phone.outbox.send()
    expect(made.phone.outbox.items.get()).toEqual([])
    const { rows } = await sql<{ author: string }>`
      select author from command where id = ${waiting.id}`.execute(station.machine.db)
    expect(rows).toEqual([{ author: first.id }])
  })
})

describe('revoked', () => {
  test('what a revoked phone has not sent waits sealed at the station, photos and all', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await mine(member.id)
    made.network.isGone = true
    const id = newId()
    const attached = photoOf(id)
    await made.phone.outbox.save(report({ id, attachments: [attached] }))
    const { rows } = await station.chief.api.get('/devices', { query: { memberId: member.id } })
    const path = { id: rows[0]?.id ?? '' }
    await station.chief.api.post('/devices/{id}/revocations', { path, body: { id: newId() } })
    made.network.isGone = false
    await made.phone.outbox.send()
    expect(made.phone.standing.get()).toEqual({ kind: 'revoked', quarantined: 2 })
    expect(made.phone.outbox.items.get()).toEqual([])
    const quarantine = await station.chief.api.get('/quarantine')
    expect(quarantine.rows.map((row) => row.id)).toEqual(expect.arrayContaining([id, attached.id]))
  })

  test('a revoked phone can read and send nothing, and forgets the member', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await mine(member.id)
    const { rows } = await station.chief.api.get('/devices', { query: { memberId: member.id } })
    const id = rows[0]?.id ?? ''
    await station.chief.api.post('/devices/{id}/revocations', { path: { id }, body: { id: newId() } })
    expect(await made.phone.sync()).toBe('revoked')
    expect(made.phone.standing.get()).toMatchObject({ kind: 'revoked' })
    expect(made.phone.part.get().own).toBeNull()
    await made.phone.close()
    const again = await made.again()
    closing.push(again)
    expect(again.phone.standing.get()).toEqual({ kind: 'revoked', quarantined: 0 })
  })
})
