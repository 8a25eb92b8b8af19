import { newId } from '@sifang/client'
import type { Outgoing } from '@sifang/client/phone'
import { factoryWithRoom } from '@sifang/client/phone/storage.test-setup'
import { jpeg } from '@sifang/server/platform/attachments/photos.test-setup'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Person, startTestStation, type TestStation } from './harness.ts'
import { type AppPhone, enrolledPhone, goodPin, item, newPhone, pin, reportOf, states } from './harness-app.ts'
import { codeFor } from './harness-phone.ts'
import { enterPlace, enterVillage } from './harness-verbs.ts'

let station: TestStation
let village: string
let volunteer: Person
const closing: AppPhone[] = []

beforeAll(async () => {
  station = await startTestStation()
  village = await enterVillage(station.chief, '东张村')
  await enterPlace(station.chief, village, '小宋五金店')
  volunteer = await station.join('volunteer', { villageIds: [village] })
})
afterAll(async () => {
  for (const { phone } of closing) await phone.close()
  await station.stop()
})

const mine = async (memberId = volunteer.id): Promise<AppPhone> => {
  const made = await enrolledPhone(station, memberId)
  closing.push(made)
  return made
}

const report = (more: Partial<Outgoing> = {}) => reportOf(station, village, more)
const settledIn = (id: string) => station.chief.api.get('/follow-ups/{id}', { path: { id } })

describe('enrolment', () => {
  test('a code makes a blank phone the member’s, with the member’s part', async () => {
    const made = await newPhone(station)
    closing.push(made)
    expect(made.phone.standing.get()).toEqual({ kind: 'blank' })
    const code = await codeFor(station.chief, volunteer.id)
    await made.phone.enrol({ code, name: '老王的手机', ageFriendly: true, lock: goodPin })
    expect(made.phone.standing.get()).toMatchObject({ kind: 'open', memberName: volunteer.name, ageFriendly: true })
    expect(await made.phone.sync()).toBe('synced')
    const { own, villages } = made.phone.part.get()
    expect(own?.member.name).toBe(volunteer.name)
    expect(villages.get(village)?.places.map(({ name }) => name)).toContain('小宋五金店')
  })

  test('a wrong code is refused in the server’s words, and leaves the phone blank', async () => {
    const { phone } = await newPhone(station)
    const wrong = { code: '00000000', name: '手机', ageFriendly: false, lock: goodPin }
    await expect(phone.enrol(wrong)).rejects.toMatchObject({ name: 'ApiProblem' })
    expect(phone.standing.get()).toEqual({ kind: 'blank' })
    await phone.close()
  })

  test('a code whose answer was lost is typed again and makes one device', async () => {
    const other = await station.join('volunteer', { villageIds: [village] })
    const made = await newPhone(station)
    closing.push(made)
    const given = { code: await codeFor(station.chief, other.id), name: '手机', ageFriendly: false, lock: goodPin }
    made.network.losesAnswers = true
    await expect(made.phone.enrol(given)).rejects.toMatchObject({ code: 'network/unreachable' })
    made.network.losesAnswers = false
    await made.phone.enrol(given)
    const { rows } = await station.chief.api.get('/devices', { query: { memberId: other.id } })
    expect(rows).toHaveLength(1)
  })
})

describe('the lock', () => {
  test('opened by its PIN after a restart, with what was carried, and by no other', async () => {
    const made = await mine()
    await made.phone.close()
    const again = await made.again()
    closing.push(again)
    expect(again.phone.standing.get()).toMatchObject({ kind: 'locked', by: 'pin', waitS: 0 })
    expect(again.phone.part.get().own).toBeNull()
    expect(await again.phone.unlock(pin('802915'))).toBe('wrong')
    again.network.isGone = true
    expect(await again.phone.unlock(goodPin)).toBe('open')
    expect(again.phone.part.get().villages.get(village)?.places).toHaveLength(2)
    await again.phone.lock()
    expect(again.phone.part.get().villages.size).toBe(0)
  })

  test('wrong PINs in a row are made to wait, across restarts', async () => {
    const made = await mine()
    await made.phone.lock()
    for (let count = 0; count < 5; count++) expect(await made.phone.unlock(pin('802915'))).toBe('wrong')
    await made.phone.close()
    const again = await made.again()
    closing.push(again)
    const { waitS } = again.phone.standing.get() as { waitS: number }
    expect(waitS).toBeGreaterThan(25)
    expect(await again.phone.unlock(goodPin)).toMatchObject({ waitS: expect.any(Number) })
  })

  test('several tabs are no way to more tries', async () => {
    const made = await mine()
    await made.phone.lock()
    const tabs = [made, await made.again(), await made.again()]
    closing.push(...tabs)
    const said = await Promise.all(
      tabs.flatMap(({ phone }) => ['135791', '246802', '975310'].map((wrong) => phone.unlock(pin(wrong)))),
    )
    expect(said.filter((one) => one === 'wrong')).toHaveLength(5)
    expect(said.filter((one) => typeof one === 'object')).toHaveLength(4)
  })

  test('a forgotten PIN is given anew by the desk: what waited is sent, and can be read again', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await mine(member.id)
    made.network.isGone = true
    const waiting = report()
    await made.phone.outbox.save(waiting)
    await made.phone.lock()
    made.network.isGone = false
    const { rows } = await station.chief.api.get('/devices', { query: { memberId: member.id } })
    const deviceId = rows[0]?.id ?? ''
    const path = { id: deviceId, resetId: newId() }
    const { code } = await station.chief.api.put('/devices/{id}/pin-resets/{resetId}', { path, body: {} })
    await made.phone.resetPin(code, pin('571930'))
    expect(item(made, waiting.id)).toMatchObject({ state: 'waiting', label: null, body: null })
    expect(await made.phone.outbox.open(waiting.id)).toMatchObject({ words: '路灯坏了' })
    await made.phone.outbox.send()
    expect(await settledIn(waiting.id)).toMatchObject({ id: waiting.id })
    await made.phone.lock()
    expect(await made.phone.unlock(goodPin)).toBe('wrong')
    expect(await made.phone.unlock(pin('571930'))).toBe('open')
    expect(await made.phone.sync()).toBe('synced')
  })
})

describe('the outbox', () => {
  test('what is entered without a network waits through a restart, and goes while the phone is locked', async () => {
    const made = await mine()
    made.network.isGone = true
    const first = report()
    await made.phone.sync()
    await made.phone.outbox.save(first)
    await made.phone.outbox.send()
    expect(item(made, first.id)).toMatchObject({ state: 'waiting', attempts: 0, body: first.body })
    await made.phone.close()
    const again = await made.again()
    closing.push(again)
    expect(item(again, first.id)).toMatchObject({ state: 'waiting', body: null })
    await again.phone.outbox.send()
    expect(item(again, first.id)).toMatchObject({ state: 'sent' })
    expect(await settledIn(first.id)).toMatchObject({ id: first.id })
    await again.phone.unlock(goodPin)
    expect(item(again, first.id)).toMatchObject({ label: first.label })
    await again.phone.sync()
    expect(item(again, first.id)).toMatchObject({ state: 'sent', body: null })
    expect(again.phone.part.get().own?.reports.map(({ findingId }) => findingId)).toContain(first.id)
  })

  test('one whose answer was lost is sent again with the same envelope, and is there once', async () => {
    const made = await mine()
    const lost = report()
    await made.phone.outbox.save(lost)
    made.network.losesAnswers = true
    await made.phone.outbox.send()
    expect(item(made, lost.id)).toMatchObject({ state: 'waiting', attempts: 1 })
    made.network.losesAnswers = false
    await made.phone.outbox.send()
    expect(item(made, lost.id)).toMatchObject({ state: 'sent', attempts: 2, problem: null })
  })

  test('a refused one is held with the server’s words, keeps back what needs it, and is corrected', async () => {
    const made = await mine()
    const wrong = report({ body: { ...report().body, words: '长'.repeat(9000) } })
    const entry = newId()
    const answer: Outgoing = {
      id: entry,
      method: 'POST',
      path: `/findings/${wrong.id}/corrections`,
      body: { id: entry, basedOn: 1, kind: 'need', words: '三盏' },
      needs: [wrong.id],
      label: { kind: 'correction', placeName: '东张村' },
    }
    const free = report()
    await made.phone.outbox.save(wrong)
    await made.phone.outbox.save(answer)
    await made.phone.outbox.save(free)
    await made.phone.outbox.send()
    expect(item(made, wrong.id)).toMatchObject({
      state: 'held',
      problem: { code: 'request/invalid', zh: expect.any(String) },
    })
    expect(item(made, entry)?.state).toBe('blocked')
    expect(item(made, free.id)?.state).toBe('sent')
    expect(await made.phone.outbox.correct(wrong.id, { ...wrong.body, words: '两盏路灯坏了' })).toBe('changed')
    await made.phone.outbox.send()
    expect(states(made)).toEqual(['sent', 'sent', 'sent'])
  })

  test('one that may have arrived is corrected only once its outcome is known', async () => {
    const made = await mine()
    const sent = report()
    await made.phone.outbox.save(sent)
    made.network.losesAnswers = true
    await made.phone.outbox.send()
    expect(await made.phone.outbox.correct(sent.id, { ...sent.body, words: '不对' })).toBe('not-reached')
    made.network.losesAnswers = false
    expect(await made.phone.outbox.correct(sent.id, { ...sent.body, words: '不对' })).toBe('accepted-already')
    expect(item(made, sent.id)?.state).toBe('sent')
  })

  test('one that never left the phone is corrected without a network', async () => {
    const made = await mine()
    made.network.isGone = true
    const waiting = report()
    await made.phone.sync()
    await made.phone.outbox.save(waiting)
    await made.phone.outbox.send()
    expect(await made.phone.outbox.correct(waiting.id, { ...waiting.body, words: '改过' })).toBe('changed')
    expect(item(made, waiting.id)?.body).toMatchObject({ words: '改过' })
  })

  test('on a full disk what waits is sent all the same, which makes room', async () => {
    const store = factoryWithRoom(indexedDB)
    const made = await enrolledPhone(station, volunteer.id, station.chief, { indexedDB: store.factory })
    closing.push(made)
    const { phone, network } = made
    network.isGone = true
    const photo = new Blob([Uint8Array.from(jpeg())])
    const waiting = report()
    const attachment = { id: newId(), kind: 'photo' as const, name: '路灯.jpg', content: photo, matterId: waiting.id }
    await phone.outbox.save({ ...waiting, attachments: [attachment] })
    store.putsLeft = 0
    await expect(phone.outbox.save(report())).rejects.toMatchObject({ code: 'storage-full' })
    network.isGone = false
    await phone.outbox.send()
    expect(phone.outbox.items.get()).toEqual([])
    expect(await settledIn(waiting.id)).toMatchObject({ id: waiting.id })
    const { rows } = await volunteer.api.get('/matters/{matterId}/attachments', { path: { matterId: waiting.id } })
    expect(rows).toHaveLength(1)
    store.putsLeft = Number.POSITIVE_INFINITY
    await phone.outbox.save(report())
  })

  test('on a full disk one that is refused does not stop what waits behind it', async () => {
    const store = factoryWithRoom(indexedDB)
    const made = await enrolledPhone(station, volunteer.id, station.chief, { indexedDB: store.factory })
    closing.push(made)
    const { phone } = made
    const [wrong, waiting] = [report({ body: { ...report().body, words: '长'.repeat(9000) } }), report()]
    await phone.outbox.save(wrong)
    await phone.outbox.save(waiting)
    store.putsLeft = 0
    await phone.outbox.send()
    expect(item(made, wrong.id)).toMatchObject({ state: 'held', problem: { code: 'request/invalid' } })
    expect(await settledIn(waiting.id)).toMatchObject({ id: waiting.id })
  })

  test('two tabs of one phone send an item once', async () => {
    const made = await mine()
    const tab = await made.again()
    closing.push(tab)
    await made.phone.outbox.save(report())
    await Promise.all([made.phone.outbox.send(), tab.phone.outbox.send(), made.phone.outbox.send()])
    const asked = [...made.network.asked, ...tab.network.asked].filter((call) => call === 'POST /envelopes')
    expect(asked).toHaveLength(1)
    await tab.phone.unlock(goodPin)
    expect(states(tab)).toEqual(['sent'])
  })

  test('by itself: what is saved goes at once, and after a pause when there was no network; then the part is read', async () => {
    const member = await station.join('volunteer', { villageIds: [village] })
    const made = await newPhone(station, undefined, { byItself: true })
    closing.push(made)
    const code = await codeFor(station.chief, member.id)
    await made.phone.enrol({ code, name: '手机', ageFriendly: false, lock: goodPin })
    const [atOnce, later] = [report(), report()]
    await made.phone.outbox.save(atOnce)
    const reported = (id: string) => made.phone.part.get().own?.reports.some(({ findingId }) => findingId === id)
    await vi.waitFor(() => expect(reported(atOnce.id)).toBe(true), { timeout: 10_000 })
    made.network.isGone = true
    await made.phone.outbox.save(later)
    await vi.waitFor(() => expect(made.phone.contact.get().reached).toBe(false), { timeout: 10_000 })
    made.network.isGone = false
    await vi.waitFor(() => expect(reported(later.id)).toBe(true), { timeout: 10_000 })
  })

  test('an exported file holds what is not sent, sealed', async () => {
    const made = await mine()
    made.network.isGone = true
    const waiting = report()
    await made.phone.outbox.save(waiting)
    const text = await (await made.phone.outbox.exportFile()).text()
    expect(JSON.parse(text)).toMatchObject({ version: 1, station: station.id, items: [{ id: waiting.id }] })
    expect(text).not.toContain('路灯')
  })
})

describe('sync', () => {
  test('what changed while the member was away is brought, and said', async () => {
    const other = await enterVillage(station.chief, '西隋村')
    const [renamed, closed] = [
      await enterPlace(station.chief, other, '老店'),
      await enterPlace(station.chief, other, '关门店'),
    ]
    const member = await station.join('volunteer', { villageIds: [other] })
    const made = await mine(member.id)
    const { version } = await station.chief.api.get('/places/{id}', { path: { id: renamed } })
    await station.chief.api.put('/places/{id}/corrections/{entryId}', {
      path: { id: renamed, entryId: newId() },
      body: { basedOn: version, name: '新店' },
    })
    await station.chief.api.put('/places/{id}/closings/{entryId}', {
      path: { id: closed, entryId: newId() },
      body: { reason: '停业' },
    })
    const arrived = await enterPlace(station.chief, other, '新开的店')
    await station.runJobs()
    expect(await made.phone.sync()).toBe('synced')
    const names = made.phone.part
      .get()
      .villages.get(other)
      ?.places.map(({ name }) => name)
    expect(names?.toSorted()).toEqual(['新店', '新开的店', '西隋村'].toSorted())
    expect(made.phone.notices.get()).toEqual(
      expect.arrayContaining([
        { kind: 'renamed', placeId: renamed, from: '老店', to: '新店' },
        { kind: 'closed', placeId: closed, name: '关门店' },
        { kind: 'arrived', placeId: arrived, name: '新开的店' },
      ]),
    )
    made.phone.dismissNotices()
    expect(made.phone.notices.get()).toEqual([])
    expect(await made.phone.sync()).toBe('synced')
    expect(made.phone.notices.get()).toEqual([])
  })

  test('a sync that breaks off is taken up where it was', async () => {
    const made = await newPhone(station)
    closing.push(made)
    const member = await station.join('volunteer', { villageIds: [village] })
    await made.phone.enrol({
      code: await codeFor(station.chief, member.id),
      name: '手机',
      ageFriendly: false,
      lock: goodPin,
    })
    made.network.isGone = true
    expect(await made.phone.sync()).toBe('not-reached')
    made.network.isGone = false
    expect(await made.phone.sync()).toBe('synced')
    expect(made.phone.part.get().villages.has(village)).toBe(true)
  })
})
