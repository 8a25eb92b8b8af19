// One station and its appointments in the order of their days; the later tests go on from the earlier ones.
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t } from './harness-verbs.ts'

let station: TestStation
let chief: Person
let officer: Person
let auxiliary: Person
let volunteer: Person
let stranger: Person
let community: string
let village: string
let elsewhere: string
let shop: string

const at = (id: string) => ({ path: { id } })
const asked = { name: '张建国', phone: '13800000000', about: '浇地的水总轮不到' }

type Slot = { readonly id: string; readonly startsAt: string; readonly endsAt: string; readonly capacity: number }
const slot = (day: string, from: string, until: string, capacity = 1): Slot => ({
  id: newId(),
  startsAt: t(`${day} ${from}`),
  endsAt: t(`${day} ${until}`),
  capacity,
})

/** Plans an appointment from nine to half past eleven; answers its id. */
async function plan(day: string, slots: readonly Slot[], more: object = {}): Promise<string> {
  const id = newId()
  await officer.api.put('/appointments/{id}', {
    ...at(id),
    body: {
      kind: 'fixed-day',
      startsAt: t(`${day} 09:00`),
      endsAt: t(`${day} 11:30`),
      hostId: chief.id,
      slots: [...slots],
      ...more,
    },
  })
  return id
}

/** Books a slot; answers the booking's id. */
async function book(by: Person, slotId: string, more: object = {}, id = newId()): Promise<string> {
  const body = { slotId, kind: 'need', name: asked.name, ...more } as const
  await by.api.put('/bookings/{id}', { ...at(id), body })
  return id
}

const detailOf = (by: Person, id: string) => by.api.get('/appointments/{id}', at(id))
const mark = (id: string, came: boolean) =>
  officer.api.post('/bookings/{id}/attendances', { ...at(id), body: { id: newId(), came } })
const hold = (id: string, placeIds: readonly string[] = []) =>
  officer.api.post('/appointments/{id}/holdings', {
    ...at(id),
    body: {
      id: newId(),
      presentIds: [chief.id, officer.id],
      visits: placeIds.map((placeId) => ({ id: newId(), placeId })),
    },
  })
const close = (id: string, conclusion?: string) =>
  officer.api.post('/appointments/{id}/closings', {
    ...at(id),
    body: { id: newId(), ...(conclusion ? { conclusion } : {}) },
  })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  chief = station.chief
  community = newId()
  await chief.api.put('/communities/{id}', { ...at(community), body: { name: '城南社区' } })
  village = newId()
  await chief.api.put('/villages/{id}', { ...at(village), body: { name: '西隋村', communityId: community } })
  elsewhere = await enterVillage(chief, '王营村')
  shop = await enterPlace(chief, village, '小宋五金店')
  officer = await station.join('officer', { name: '赵民警' })
  auxiliary = await station.join('auxiliary', { name: '钱辅警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  stranger = await station.join('volunteer', { name: '李义警', villageIds: [elsewhere] })
})
afterAll(() => station.stop())

describe('slots and bookings', () => {
  test('of two who book the last place at once one is refused, with the slots that stand', async () => {
    const [first, second] = [slot('2025-02-10', '09:00', '09:30'), slot('2025-02-10', '09:30', '10:00')]
    const id = await plan('2025-02-10', [first, second])
    const answers = await Promise.allSettled([book(officer, first.id), book(chief, first.id)])
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0].problem).toMatchObject({
      code: 'booking/slot-full',
      details: { free: [{ id: second.id, left: 1 }] },
    })
    const { slots } = await detailOf(officer, id)
    expect(slots.map(({ taken }) => taken)).toEqual([1, 0])
  })

  test('twenty at once for five places: five are taken down, none of them twice', async () => {
    const five = slot('2025-02-11', '09:00', '10:00', 5)
    const id = await plan('2025-02-11', [five])
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => book(officer, five.id)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const { slots } = await detailOf(officer, id)
    expect(slots[0]).toMatchObject({ taken: 5, capacity: 5 })
    expect(slots[0]?.bookings).toHaveLength(5)
  })

  test('sent again, a booking is answered as the first time and taken down once', async () => {
    const one = slot('2025-02-12', '09:00', '10:00', 3)
    const id = await plan('2025-02-12', [one])
    const booking = newId()
    await book(officer, one.id, {}, booking)
    await book(officer, one.id, {}, booking)
    expect((await detailOf(officer, id)).slots[0]?.taken).toBe(1)
  })

  test('a booking that is moved frees its place and keeps its id; cancelled late it says so and frees it too', async () => {
    const [nine, ten] = [slot('2025-02-13', '09:00', '09:30'), slot('2025-02-13', '10:00', '10:30')]
    const id = await plan('2025-02-13', [nine, ten])
    const booking = await book(officer, nine.id)
    const moved = await officer.api.post('/bookings/{id}/moves', {
      ...at(booking),
      body: { id: newId(), slotId: ten.id },
    })
    expect(moved).toMatchObject({ state: 'booked', slotId: ten.id })
    await book(officer, nine.id)
    expect((await detailOf(officer, id)).slots.map(({ taken }) => taken)).toEqual([1, 1])
    const full = officer.api.post('/bookings/{id}/moves', { ...at(booking), body: { id: newId(), slotId: nine.id } })
    expect(await codeOf(full)).toBe('booking/slot-full')

    const cancel = () => officer.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
    expect(await cancel()).toMatchObject({ state: 'cancelled', late: false })
    expect(await codeOf(cancel())).toBe('booking/not-now')
    expect((await detailOf(officer, id)).slots.map(({ taken }) => taken)).toEqual([1, 0])
  })

  test('two who change places at once do not wait for each other', async () => {
    const [a, b] = [slot('2025-02-14', '09:00', '09:30', 2), slot('2025-02-14', '10:00', '10:30', 2)]
    const id = await plan('2025-02-14', [a, b])
    const [one, other] = [await book(officer, a.id), await book(officer, b.id)]
    const move = (booking: string, slotId: string) =>
      officer.api.post('/bookings/{id}/moves', { ...at(booking), body: { id: newId(), slotId } })
    await Promise.all([move(one, b.id), move(other, a.id)])
    const { slots } = await detailOf(officer, id)
    expect(slots.map(({ bookings }) => bookings.map((booking) => booking.id))).toEqual([[other], [one]])
  })

  test('slots that overlap, lie outside or are over are refused', async () => {
    const day = '2025-02-17'
    const overlapping = plan(day, [slot(day, '09:00', '09:30'), slot(day, '09:20', '09:50')])
    expect(await codeOf(overlapping)).toBe('appointment/slots-overlap')
    expect(await codeOf(plan(day, [slot(day, '11:00', '12:00')]))).toBe('appointment/slot-outside')
    expect(await codeOf(plan('2025-02-04', []))).toBe('appointment/day-past')
    expect(await codeOf(plan(day, [], { kind: 'village-tour' }))).toBe('appointment/tour-needs-village')
    expect(await codeOf(plan(day, [], { hostId: officer.id }))).toBe('appointment/host-leads')
  })

  test('a slot is taken away when nobody stands in it, and what was booked in it before keeps its history', async () => {
    const [free, used] = [slot('2025-02-13', '09:00', '09:30'), slot('2025-02-13', '09:30', '10:00')]
    const id = await plan('2025-02-13', [free, used])
    const remove = (slotId: string) =>
      officer.api.post('/appointments/{id}/slot-removals', { ...at(id), body: { id: newId(), slotId } })
    const booking = await book(officer, used.id)
    await remove(free.id)
    expect(await codeOf(remove(free.id))).toBe('booking/slot-unknown')
    expect(await codeOf(remove(used.id))).toBe('appointment/slot-booked')
    await officer.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
    await remove(used.id)
    expect(await codeOf(book(officer, used.id))).toBe('booking/slot-full')
    const { slots } = await detailOf(officer, id)
    expect(slots.map(({ id: left, capacity }) => [left, capacity])).toEqual([[used.id, 0]])
    expect(slots[0]?.bookings).toMatchObject([{ id: booking, state: 'cancelled' }])
    // its time is free again
    const again = slot('2025-02-13', '09:30', '10:00')
    await officer.api.post('/appointments/{id}/slots', { ...at(id), body: { id: newId(), slots: [again] } })
  })

  test('a slot that is taken away while somebody books it is either gone or theirs', async () => {
    const one = slot('2025-02-19', '09:00', '09:30')
    const id = await plan('2025-02-19', [one])
    const [removed, booked] = await Promise.allSettled([
      officer.api.post('/appointments/{id}/slot-removals', { ...at(id), body: { id: newId(), slotId: one.id } }),
      book(officer, one.id),
    ])
    expect([removed.status, booked.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect((await detailOf(officer, id)).slots.length).toBe(booked.status === 'fulfilled' ? 1 : 0)
  })

  test('moved to another day its slots and bookings move along, and it says whom to tell', async () => {
    const one = slot('2025-02-14', '09:30', '10:00')
    const id = await plan('2025-02-14', [one])
    const booking = await book(officer, one.id)
    const move = (from: string, until: string, more: object = {}) =>
      officer.api.post('/appointments/{id}/moves', {
        ...at(id),
        body: { id: newId(), startsAt: t(from), endsAt: t(until), placeId: null, ...more },
      })
    expect(await codeOf(move('2025-02-15 14:00', '2025-02-15 14:45'))).toBe('appointment/slot-outside')
    expect(await codeOf(move('2025-02-04 14:00', '2025-02-04 15:45'))).toBe('appointment/day-past')
    expect(await move('2025-02-15 14:00', '2025-02-15 16:00', { placeId: village })).toMatchObject({ tell: [booking] })
    const { slots, place, startsAt } = await detailOf(officer, id)
    expect(Date.parse(startsAt)).toBe(Date.parse(t('2025-02-15 14:00')))
    expect(place?.name).toBe('西隋村')
    expect(slots.map((each) => Date.parse(each.startsAt))).toEqual([Date.parse(t('2025-02-15 14:30'))])
    expect(slots[0]?.bookings).toMatchObject([{ id: booking, state: 'booked', toTell: true }])
    const told = () => officer.api.post('/bookings/{id}/tellings', { ...at(booking), body: { id: newId() } })
    const toTell = async () => (await detailOf(officer, id)).slots.flatMap((each) => each.bookings.map((b) => b.toTell))
    await told()
    expect(await toTell()).toEqual([false])
    expect(await codeOf(told())).toBe('booking/not-now')
    await move('2025-02-15 14:00', '2025-02-15 16:00')
    expect(await toTell()).toEqual([true])
    expect((await detailOf(officer, id)).place).toBeNull()
    await officer.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
    await officer.api.post('/appointments/{id}/calling-offs', { ...at(id), body: { id: newId(), reason: 'duty' } })
    expect(await codeOf(move('2025-02-16 14:00', '2025-02-16 16:00'))).toBe('appointment/not-now')
  })

  test('a planned one takes bookings once it is open; called off it stays only when nobody has booked', async () => {
    const one = slot('2025-02-18', '09:00', '09:30')
    const id = await plan('2025-02-18', [one], { open: false })
    expect(await codeOf(book(officer, one.id))).toBe('booking/not-open')
    await officer.api.post('/appointments/{id}/openings', { ...at(id), body: { id: newId() } })
    const booking = await book(officer, one.id)
    const callOff = () =>
      officer.api.post('/appointments/{id}/calling-offs', { ...at(id), body: { id: newId(), reason: 'weather' } })
    expect(await codeOf(callOff())).toBe('appointment/bookings-stand')
    await officer.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
    expect(await callOff()).toMatchObject({ state: 'called-off' })
  })
})

describe('who sees what', () => {
  let id: string
  let own: string
  let others: string
  let one: Slot

  beforeAll(async () => {
    one = slot('2025-02-19', '09:00', '10:00', 5)
    id = await plan('2025-02-19', [one])
    others = await book(officer, one.id)
    own = await book(volunteer, one.id, { villageId: village, ...asked })
  })

  test('a volunteer books for people of own villages only, is credited, and sees own bookings alone', async () => {
    expect(await codeOf(book(volunteer, one.id))).toBe('booking/outside-villages')
    expect(await codeOf(book(volunteer, one.id, { villageId: elsewhere }))).toBe('booking/outside-villages')
    const { slots, agenda } = await detailOf(volunteer, id)
    expect(slots[0]).toMatchObject({ taken: 2, capacity: 5 })
    expect(slots[0]?.bookings).toMatchObject([{ id: own, channel: 'volunteer', credited: { name: '孙义警' } }])
    expect(agenda).toBeNull()
    expect((await detailOf(stranger, id)).slots[0]?.bookings).toEqual([])
    for (const booking of [others, own]) {
      const cancel = stranger.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
      expect(await codeOf(cancel)).toBe('booking/not-found')
    }
  })

  test('who asked is read for a purpose, on record, by those who work on it', async () => {
    const read = (by: Person) =>
      by.api.post('/bookings/{id}/readings', { ...at(own), body: { id: newId(), purpose: '约访前联系' } })
    expect(await read(officer)).toEqual(asked)
    expect(await read(volunteer)).toEqual(asked)
    expect(await codeOf(read(stranger))).toBe('booking/not-found')
    expect(await codeOf(read(auxiliary))).toBe('account/not-allowed')
    const { rows } = await sql<{ purpose: string }>`
      select purpose from audit where action = 'booking.read' and entity_id = ${own} order by at`.execute(
      station.machine.db,
    )
    expect(rows).toEqual([{ purpose: '约访前联系' }, { purpose: '约访前联系' }])
  })

  test('no name or telephone lies in a column, a command’s reply, the audit or the feed', async () => {
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(b)::text as text from booking b union all select to_jsonb(c)::text from command c
      union all select to_jsonb(a)::text from audit a union all select to_jsonb(f)::text from change f`.execute(
      station.machine.db,
    )
    const told = rows.map(({ text }) => text).join()
    expect(told).not.toContain(asked.name)
    expect(told).not.toContain(asked.phone)
    expect(told).toContain(own)
  })

  test('a tour is seen by volunteers of its village', async () => {
    const tour = await plan('2025-02-20', [], { kind: 'village-tour', placeId: elsewhere })
    expect(await codeOf(detailOf(volunteer, tour))).toBe('appointment/not-found')
    expect((await detailOf(stranger, tour)).place?.name).toBe('王营村')
    expect((await volunteer.api.get('/appointments')).rows.map((row) => row.id)).not.toContain(tour)
  })
})

describe('from the third time at a place to the promise and its revisit', () => {
  let id: string
  let third: string
  let booking: string
  let absent: string
  let promiseId: string

  const report = async (by: Person, placeId: string) => {
    const finding = newId()
    await by.api.put('/findings/{id}', {
      ...at(finding),
      body: {
        kind: 'hazard',
        urgency: 'ordinary',
        topic: 'fire',
        source: { kind: 'message' },
        placeId,
        at: station.clock.now().toISOString(),
        words: '门口堆了纸箱',
      },
    })
    return finding
  }
  const itemOf = async (followUpId: string | null) => {
    const { agenda } = await detailOf(officer, id)
    return agenda?.find((row) => row.followUpId === followUpId && row.outcome === null)
  }
  const decide = (by: Person, itemId: string, decision: object) =>
    by.api.post('/agenda-items/{id}/outcomes', { ...at(itemId), body: { id: newId(), ...decision } as never })

  test('the third matter there stands on the agenda of the next appointment, by its rule', async () => {
    const [one, two] = [slot('2025-02-06', '09:00', '09:30'), slot('2025-02-06', '09:30', '10:00')]
    id = await plan('2025-02-06', [one, two])
    await report(volunteer, shop)
    await report(volunteer, shop)
    third = await report(volunteer, shop)
    expect((await detailOf(officer, id)).agenda).toEqual([])
    const { version } = await officer.api.get('/follow-ups/{id}', at(third))
    await officer.api.post('/follow-ups/{id}/entries', {
      ...at(third),
      body: { id: newId(), basedOn: version, step: { kind: 'accepted' } },
    })
    booking = await book(volunteer, one.id, { villageId: village, ...asked })
    absent = await book(officer, two.id, { villageId: village })
    const { agenda } = await detailOf(officer, id)
    expect(agenda).toMatchObject([
      { followUpId: null, kind: 'need', origins: [{ kind: 'booking', bookingId: booking }] },
      { followUpId: null, kind: 'need', origins: [{ kind: 'booking', bookingId: absent }] },
      { followUpId: third, kind: 'hazard', origins: [{ kind: 'ladder', reason: 'again-at-this-place' }] },
    ])
    const { ladder } = await officer.api.get('/follow-ups/{id}', at(third))
    expect(ladder).toMatchObject({
      stands: { rung: 'appointment', reason: 'again-at-this-place' },
      next: { rung: 'promise', at: new Date(t('2025-02-06 09:00')).toISOString() },
    })
  })

  test('something is put on by hand once, and taken off again', async () => {
    const put = (about: object) => {
      const item = newId()
      const done = officer.api.put('/agenda-items/{id}', { ...at(item), body: { appointmentId: id, about } as never })
      return done.then(() => item)
    }
    const theme = { kind: 'theme', topic: 'suggestion', words: '防汛值守' }
    const item = await put(theme)
    const byHand = (await detailOf(officer, id)).agenda?.at(-1)
    expect(byHand).toMatchObject({ id: item, kind: 'suggestion', origins: [{ kind: 'hand', byName: '赵民警' }] })
    const purpose = { id: newId(), purpose: '准备约访' }
    expect(await officer.api.post('/agenda-items/{id}/readings', { ...at(item), body: purpose })).toEqual({
      subject: '防汛值守',
      answer: null,
    })
    await officer.api.post('/agenda-items/{id}/removals', { ...at(item), body: { id: newId() } })
    await put({ kind: 'follow-up', followUpId: third })
    expect(await codeOf(put({ kind: 'follow-up', followUpId: third }))).toBe('agenda/on-it-already')
    const { agenda } = await detailOf(officer, id)
    expect(agenda).toHaveLength(3)
    expect(agenda?.[2]?.origins.map(({ kind }) => kind)).toEqual(['ladder', 'hand'])
  })

  test('held, it is a visit that settles the quarter’s appointment of the community', async () => {
    const owed = async () => {
      const { rows } = await officer.api.get('/duties', { query: { limit: 200 } })
      return rows.filter(({ placeId }) => placeId === community)
    }
    expect(await codeOf(hold(id))).toBe('appointment/not-begun')
    station.clock.set(t('2025-02-06 11:00'))
    await station.runJobs()
    expect(await owed()).toHaveLength(1)
    const { reached } = await detailOf(officer, id)
    expect(reached).toEqual([community])
    expect(await codeOf(hold(id, [elsewhere]))).toBe('appointment/not-served')
    expect(await hold(id, reached)).toMatchObject({ state: 'held', fulfilled: 1 })
    expect(await owed()).toEqual([])
    expect((await detailOf(officer, id)).agenda?.map(({ no }) => no)).toEqual([1, 2, 3])
  })

  test('it is not closed before it is known who came and what became of each item', async () => {
    expect(await codeOf(close(id))).toBe('appointment/bookings-unmarked')
    await mark(booking, true)
    await mark(absent, true)
    await mark(absent, false)
    expect(await refusal(close(id))).toMatchObject({ code: 'appointment/items-open', details: { open: [1, 3] } })
  })

  test('a promise on a follow-up is its entry, and its revisit goes to the volunteer who first reported it', async () => {
    const item = await itemOf(third)
    const promised = { outcome: 'promised', settleBy: '2025-03-10', words: '三月上旬清走' }
    expect(await codeOf(decide(officer, item?.id ?? '', promised))).toBe('account/not-allowed')
    await decide(chief, item?.id ?? '', promised)
    expect(await codeOf(decide(chief, item?.id ?? '', promised))).toBe('agenda/decided-already')
    const { settleBy, dates, ladder } = await officer.api.get('/follow-ups/{id}', at(third))
    expect(settleBy).toBe('2025-03-10')
    expect(dates).toMatchObject([{ kind: 'revisit', on: '2025-03-11', owner: { name: '孙义警' } }])
    expect(ladder).toMatchObject({ stands: { rung: 'promise' }, next: { rung: 'revisit', turn: 'reporter' } })
    station.clock.set(t('2025-02-06 11:30'))
  })

  test('a promise to somebody who came is a follow-up of its own, credited to the volunteer who booked', async () => {
    const item = await itemOf(null)
    promiseId = newId()
    const made = { outcome: 'promised', settleBy: '2025-03-01', ownerId: officer.id, promiseId, words: '协调轮灌' }
    expect(await decide(chief, item?.id ?? '', made)).toMatchObject({ promiseId })
    const promise = await officer.api.get('/follow-ups/{id}', at(promiseId))
    expect(promise).toMatchObject({
      subject: 'promise',
      placeId: village,
      settleBy: '2025-03-01',
      owner: { id: officer.id },
    })
    expect(promise.dates).toMatchObject([{ kind: 'revisit', on: '2025-03-02', owner: { name: '孙义警' } }])
  })

  test('closed, its minute names nobody who came; the sealed one does, for a purpose', async () => {
    await close(id, '重点是灌溉用水')
    expect((await detailOf(officer, id)).agenda?.map(({ outcome }) => outcome)).toEqual([
      'promised',
      'not-present',
      'promised',
    ])
    const plain = await officer.send('GET', `/appointments/${id}/minute`)
    const text = await wordsOf(plain)
    expect(text).toContain('约访纪要')
    expect(text).toContain('同一地点多次发生')
    expect(text).toContain('2025年3月10日')
    expect(text).toContain('1批')
    for (const secret of [asked.name, asked.phone, asked.about, '孙义警', '重点是灌溉用水']) {
      expect(text).not.toContain(secret)
    }
    const path = `/appointments/${id}/sealed-minutes`
    const sealed = await wordsOf(await officer.send('POST', path, { id: newId(), purpose: '归档' }))
    for (const part of [asked.name, asked.about, '重点是灌溉用水']) expect(sealed).toContain(part)
    expect(sealed).not.toContain(asked.phone)
    expect((await officer.send('POST', path, { id: newId() })).status).toBe(400)
    expect((await auxiliary.send('GET', `/appointments/${id}/minute`)).status).toBe(403)
    expect(await codeOf(mark(booking, false))).toBe('booking/closed')
  })

  test('nothing is published of a promise until a leader approves a sentence without names', async () => {
    const promises = async () => (await officer.api.get('/promises')).rows
    expect((await promises()).map(({ id: promise, published }) => [promise, published])).toEqual([
      [promiseId, null],
      [third, null],
    ])
    const publish = (by: Person, text: string) =>
      by.api.post('/promises/{id}/publications', { ...at(promiseId), body: { id: newId(), text } })
    expect(await codeOf(publish(officer, '三月一日前定好轮灌表'))).toBe('account/not-allowed')
    expect(await codeOf(publish(chief, '给张建国家先浇'))).toBe('promise/name-in-text')
    expect(await codeOf(publish(chief, '有事打13912345678'))).toBe('promise/number-in-text')
    await publish(chief, '三月一日前定好轮灌表')
    await publish(chief, '三月一日前定好全村轮灌表')
    expect((await promises())[0]?.published).toMatchObject({ text: '三月一日前定好全村轮灌表', byName: '周所长' })
    const published = async (villageId?: string) =>
      (await officer.api.get('/published-promises', { query: { villageId } })).rows
    expect(await published()).toEqual([
      { id: promiseId, text: '三月一日前定好全村轮灌表', on: '2025-03-01', state: 'open', villageName: '西隋村' },
    ])
    expect(await published(elsewhere)).toEqual([])

    // as erasure leaves it; the others' lists go on
    const { db } = station.machine
    const kept = await db.selectFrom('promisePublication').select(['id', 'sealed']).execute()
    await db.updateTable('promisePublication').set({ sealed: null }).execute()
    expect(await published()).toEqual([])
    for (const { id, sealed } of kept)
      await db.updateTable('promisePublication').set({ sealed }).where('id', '=', id).execute()

    const withdraw = () => chief.api.post('/promises/{id}/withdrawals', { ...at(promiseId), body: { id: newId() } })
    await withdraw()
    expect((await promises())[0]?.published).toBeNull()
    expect(await published()).toEqual([])
    expect(await codeOf(withdraw())).toBe('promise/not-published')
  })

  test('past its day a promise is overdue', async () => {
    station.clock.set(t('2025-03-02 09:00'))
    const { rows } = await officer.api.get('/promises')
    expect(rows.map(({ on, overdue }) => [on, overdue])).toEqual([
      ['2025-03-01', true],
      ['2025-03-10', false],
    ])
  })
})

describe('a rhythm', () => {
  test('proposes its next days by itself until they are planned, each once, and not after its last day', async () => {
    const rhythm = newId()
    await officer.api.put('/appointment-rhythms/{id}', {
      ...at(rhythm),
      body: {
        kind: 'fixed-day',
        weekday: 1,
        nth: 1,
        startsMinute: 540,
        endsMinute: 690,
        slotMinutes: 30,
        capacity: 1,
        hostId: chief.id,
        firstDay: '2025-03-01',
      },
    })
    const proposed = async () =>
      (await officer.api.get('/appointment-rhythms')).proposed.map(({ day, on }) => (day === on ? on : `${day}→${on}`))
    // the first Monday of May is a public holiday
    expect(await proposed()).toEqual(['2025-03-03', '2025-04-07', '2025-05-05→2025-05-06', '2025-06-02→2025-06-03'])
    const more = { rhythm: { id: rhythm, day: '2025-03-03' } }
    await plan('2025-03-03', [], more)
    expect(await codeOf(plan('2025-03-03', [], more))).toBe('appointment/rhythm-taken')
    expect((await proposed())[0]).toBe('2025-04-07')
    await officer.api.post('/appointment-rhythms/{id}/endings', {
      ...at(rhythm),
      body: { id: newId(), lastDay: '2025-04-30' },
    })
    expect(await proposed()).toEqual(['2025-04-07'])
  })
})

describe('a tour through villages, and people invited', () => {
  test('is booked by telephone and through a volunteer, held as a visit in each village, and minuted', async () => {
    const [one, two] = [slot('2025-03-05', '09:00', '09:30'), slot('2025-03-05', '09:30', '10:00')]
    const tour = await plan('2025-03-05', [one, two], {
      kind: 'village-tour',
      placeId: village,
      serves: [village, elsewhere],
    })
    const telephoned = await book(officer, one.id, { channel: 'telephone', villageId: elsewhere, ...asked })
    const passedOn = await book(volunteer, two.id, { villageId: village, name: '王秀英', kind: 'suggestion' })
    const { slots } = await detailOf(officer, tour)
    expect(slots.flatMap(({ bookings }) => bookings.map(({ channel, credited }) => [channel, credited?.name]))).toEqual(
      [
        ['telephone', undefined],
        ['volunteer', '孙义警'],
      ],
    )
    station.clock.set(t('2025-03-05 12:00'))
    await hold(tour, [village, elsewhere])
    for (const placeId of [village, elsewhere]) {
      const { rows } = await officer.api.get('/visits', { query: { placeId, kind: 'appointment' } })
      expect(rows.map(({ at: when }) => when.slice(0, 10))).toContain('2025-03-05')
    }
    await mark(telephoned, true)
    await mark(passedOn, true)
    for (const { id, outcome } of (await detailOf(officer, tour)).agenda ?? []) {
      if (outcome !== null || id === null) continue
      const body = { id: newId(), outcome: 'answered' } as const
      await chief.api.post('/agenda-items/{id}/outcomes', { ...at(id), body })
    }
    await close(tour)
    const minute = await wordsOf(await officer.send('GET', `/appointments/${tour}/minute`))
    for (const part of ['西隋村', '王营村', '2批', '当场答复']) expect(minute).toContain(part)
    expect(minute).not.toMatch(/张建国|王秀英|138/)
  })

  test('delegates and firms are invited: their bookings say so, and a follow-up is put on their agenda by hand', async () => {
    const [morning] = [slot('2025-03-12', '09:00', '11:00', 10)]
    const invited = await plan('2025-03-12', [morning], { kind: 'invited', serves: [community] })
    await book(officer, morning.id, { channel: 'invitation', kind: 'suggestion', name: '人大代表' })
    await book(officer, morning.id, { channel: 'invitation', kind: 'suggestion', name: '园区企业' })
    const need = newId()
    const seen = { kind: 'need', topic: 'street-light', source: { kind: 'call' }, placeId: elsewhere } as const
    const body = { ...seen, at: station.clock.now().toISOString(), words: '路灯不亮' }
    await officer.api.put('/findings/{id}', { ...at(need), body })
    const about = { kind: 'follow-up', followUpId: need } as const
    await officer.api.put('/agenda-items/{id}', { ...at(newId()), body: { appointmentId: invited, about } })
    const { agenda, slots } = await detailOf(officer, invited)
    expect(slots[0]?.bookings.map(({ channel }) => channel)).toEqual(['invitation', 'invitation'])
    expect(agenda?.find(({ followUpId }) => followUpId === need)?.origins).toMatchObject([
      { kind: 'hand', byName: '赵民警' },
    ])
    const again = officer.api.put('/agenda-items/{id}', { ...at(newId()), body: { appointmentId: invited, about } })
    expect(await codeOf(again)).toBe('agenda/on-it-already')
  })
})

test('what stands of each booking is what its entries come to', async () => {
  const { rows } = await sql<{ wrong: number; bookings: number }>`
    with last_state as (
      select distinct on (booking_id) booking_id, case when kind in ('moved', 'told') then 'booked' else kind end as state
      from booking_entry where station_id = ${station.id} order by booking_id, no desc
    ), last_slot as (
      select distinct on (booking_id) booking_id, slot_id from booking_entry
      where station_id = ${station.id} and slot_id is not null order by booking_id, no desc
    )
    select count(*)::int as bookings,
      count(*) filter (where b.state <> s.state or b.slot_id <> p.slot_id)::int
      + (select count(*)::int from appointment_slot t where t.taken <> (select count(*) from booking x
          where x.slot_id = t.id and x.state <> 'cancelled')) as wrong
    from booking b join last_state s on s.booking_id = b.id join last_slot p on p.booking_id = b.id`.execute(
    station.machine.db,
  )
  expect(rows[0]?.bookings).toBeGreaterThan(10)
  expect(rows[0]?.wrong).toBe(0)
})

/** All words of a .docx. */
async function wordsOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(200)
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  return strFromU8(files['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')
}
