import type { Body, Row } from '@sifang/client'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t, visit } from './harness-verbs.ts'

type Due = Row<'/due'>

let station: TestStation
let officer: Person
let volunteer: Person
let village: string
let shop: string

const at = (id: string) => ({ path: { id } })
const due = async (by: Person, query: { memberId?: string; limit?: number; after?: string } = {}) =>
  by.api.get('/due', { query: { limit: 200, ...query } })

/** One line of a list in few words. */
const line = (row: Due): string => {
  switch (row.kind) {
    case 'duty':
      return `duty ${row.placeName}`
    case 'follow-up':
      return `${row.subject} ${row.placeName}`
    case 'date':
      return `${row.date} ${row.no} ${row.placeName}`
    case 'booking':
      return `booking ${row.bookingId}`
  }
}

async function order(placeId: string, settleBy: string, owner = officer): Promise<string> {
  const id = newId()
  const body = { subject: 'order', placeId, ownerId: owner.id, settleBy, words: '把这件事办好' } as const
  await station.chief.api.put('/follow-ups/{id}', { ...at(id), body })
  return id
}

const step = (by: Person, id: string, basedOn: number, step: Body<'/follow-ups/{id}/entries', 'post'>['step']) =>
  by.api.post('/follow-ups/{id}/entries', { ...at(id), body: { id: newId(), basedOn, step } })

/** A date as a dispute or a check sets it (follow-ups' door `setDates`). */
async function date(followUpId: string, kind: string, no: number, on: string, owner: Person): Promise<void> {
  await sql`
    insert into follow_up_date (station_id, follow_up_id, kind, no, due_on, owner_id)
    select station_id, id, ${kind}, ${no}, ${on}::date, ${owner.id} from follow_up where id = ${followUpId}`.execute(
    station.machine.db,
  )
}

beforeAll(async () => {
  // a Wednesday
  station = await startTestStation({ clock: t('2025-02-05 08:30') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  await station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: village, entryId: newId() },
    body: { memberId: officer.id, fromDay: '2025-02-05' },
  })
  await station.chief.api.put('/roster/entries/{id}', {
    ...at(newId()),
    body: { days: [{ day: '2025-02-05', basedOn: 0, dutyOfficerId: officer.id, shiftLeaderId: station.chief.id }] },
  })
  shop = await enterPlace(station.chief, village, '小宋五金店')
})
afterAll(() => station.stop())

describe('what an officer has to do', () => {
  test('is the visits owed, before anything is reported', async () => {
    const { rows, today } = await due(officer)
    expect(today).toBe('2025-02-05')
    expect(rows.map(line)).toContain('duty 小宋五金店')
    expect(rows.every(({ kind, overdueSince }) => kind === 'duty' && overdueSince === null)).toBe(true)
  })

  test('is one list: overdue, due by the hour, promised for today, then visits, then later ones', async () => {
    const late = await order(shop, '2025-02-05')
    const tonight = await order(village, '2025-02-06')
    const later = await order(shop, '2025-02-20')
    await date(late, 'revisit', 1, '2025-02-06', officer)
    await date(late, 're-check', 2, '2025-02-25', officer)
    station.clock.set(t('2025-02-06 09:00'))
    // the clocks take what is overdue to the chief, who gives it back: then it climbs no further
    await station.runJobs()
    const { version, owner } = await station.chief.api.get('/follow-ups/{id}', at(late))
    expect(owner?.name).toBe('周所长')
    await step(station.chief, late, version, { kind: 'transferred', ownerId: officer.id })
    await station.runJobs()
    const urgent = newId()
    await volunteer.api.put('/findings/{id}', {
      ...at(urgent),
      body: {
        kind: 'dispute',
        urgency: 'urgent',
        source: { kind: 'message' },
        placeId: village,
        at: t('2025-02-06 08:59'),
        words: '两家吵起来了',
      },
    })
    const { rows } = await due(officer)
    const owned = rows.filter(({ kind }) => kind !== 'duty')
    expect(owned.map((row) => row.kind !== 'duty' && row.kind !== 'booking' && row.followUpId)).toEqual([
      late,
      urgent,
      tonight,
      late,
      later,
      late,
    ])
    expect(owned[0]).toMatchObject({ subject: 'order', overdueSince: '2025-02-05T16:00:00.000Z', daysLeft: 0 })
    expect(owned[1]).toMatchObject({ urgency: 'urgent', byTheHour: true, dueAt: '2025-02-06T01:30:00.000Z' })
    expect(owned[2]).toMatchObject({ byTheHour: false, daysLeft: 1 })
    expect(owned[3]).toMatchObject({ kind: 'date', date: 'revisit', daysLeft: 1 })
    expect(rows.findIndex(({ kind }) => kind === 'duty')).toBe(6)
  })

  test('names no words and nobody who reported', async () => {
    expect(JSON.stringify(await due(officer))).not.toMatch(/吵起来|孙义警|把这件事/)
  })

  test('comes in pages that leave nothing out and repeat nothing, also while the clock goes on', async () => {
    const all = (await due(officer)).rows
    const paged: Due[] = []
    let after: string | undefined
    do {
      const page = await due(officer, { limit: 2, ...(after ? { after } : {}) })
      paged.push(...page.rows)
      after = page.next ?? undefined
      // as of one instant, or what becomes overdue between two pages would be on none
      expect(page.asOf).toBe('2025-02-06T01:00:00.000Z')
      station.clock.set(t('2025-02-06 09:05'))
    } while (after)
    expect(paged.map(line)).toEqual(all.map(line))
  })

  test('loses what was done', async () => {
    expect((await due(officer)).rows.map(line)).toContain('duty 小宋五金店')
    await visit(officer, shop, { at: t('2025-02-06 09:00') })
    const rows = (await due(officer)).rows
    expect(rows.map(line)).not.toContain('duty 小宋五金店')
    const first = rows.find((row) => row.kind === 'follow-up' && row.subject === 'order')
    if (first?.kind !== 'follow-up') throw new Error('no order is due')
    const { version } = await officer.api.get('/follow-ups/{id}', at(first.followUpId))
    await step(officer, first.followUpId, version, { kind: 'settled' })
    const left = (await due(officer)).rows
    expect(left.filter((row) => row.kind === 'follow-up' && row.followUpId === first.followUpId)).toEqual([])
  })
})

describe('whose list it is', () => {
  test('a volunteer’s own holds the revisit of what they reported, and nothing of others', async () => {
    const { id } = await reportNeed()
    await date(id, 'revisit', 1, '2025-02-08', volunteer)
    const { rows } = await due(volunteer)
    expect(rows.map(line)).toEqual(['revisit 1 西隋村'])
  })

  test('police see another member’s, a volunteer does not', async () => {
    expect((await due(station.chief, { memberId: officer.id })).rows.length).toBeGreaterThan(0)
    expect(await codeOf(due(volunteer, { memberId: officer.id }))).toBe('account/not-allowed')
  })

  test('who receives somebody, and the volunteer who booked for them, have the booking on their list until it is cancelled', async () => {
    const [appointment, slot, booking] = [newId(), newId(), newId()]
    const hours = { startsAt: t('2025-02-10 09:00'), endsAt: t('2025-02-10 10:00') }
    await officer.api.put('/appointments/{id}', {
      ...at(appointment),
      body: { kind: 'fixed-day', ...hours, hostId: station.chief.id, slots: [{ id: slot, ...hours, capacity: 1 }] },
    })
    await volunteer.api.put('/bookings/{id}', {
      ...at(booking),
      body: { slotId: slot, kind: 'need', name: '张建国', villageId: village },
    })
    const booked = async (by: Person) => (await due(by)).rows.filter(({ kind }) => kind === 'booking')
    for (const person of [station.chief, volunteer]) {
      expect(await booked(person)).toMatchObject([
        { bookingId: booking, dueAt: '2025-02-10T01:00:00.000Z', daysLeft: 5 },
      ])
    }
    expect(await booked(officer)).toEqual([])
    expect(JSON.stringify(await due(station.chief))).not.toContain('张建国')
    await volunteer.api.post('/bookings/{id}/cancellations', { ...at(booking), body: { id: newId() } })
    expect(await booked(station.chief)).toEqual([])
  })

  test('a page mark of something else is refused', async () => {
    expect(await codeOf(due(officer, { after: 'bm9uc2Vuc2U' }))).toBe('request/invalid')
  })
})

async function reportNeed(): Promise<{ id: string }> {
  const id = newId()
  await volunteer.api.put('/findings/{id}', {
    ...at(id),
    body: {
      kind: 'need',
      topic: 'street-light',
      source: { kind: 'message' },
      placeId: village,
      at: t('2025-02-06 08:59'),
      words: '路灯不亮',
    },
  })
  return { id }
}

describe('who stands in', () => {
  const arrange = (memberId: string, standInId: string, id = newId()) =>
    station.chief.api.put('/stand-ins/{id}', {
      ...at(id),
      body: { memberId, standInId, firstDay: '2025-02-06', lastDay: '2025-02-07' },
    })

  test('has the absent member’s follow-ups and dates on the own list, as theirs, and works on them', async () => {
    const away = await station.join('cadre', { name: '郑主任' })
    const standIn = await station.join('cadre', { name: '冯主任' })
    const id = await order(shop, '2025-02-10', away)
    await date(id, 'revisit', 1, '2025-02-12', away)
    expect((await due(standIn)).rows).toEqual([])
    expect(await codeOf(standIn.api.get('/follow-ups/{id}', at(id)))).toBe('follow-up/not-found')
    await arrange(away.id, standIn.id)
    const { rows } = await due(standIn)
    expect(rows.map(line)).toEqual(['order 小宋五金店', 'revisit 1 小宋五金店'])
    expect(rows.map(({ standsInFor }) => standsInFor?.name)).toEqual(['郑主任', '郑主任'])
    expect((await due(away)).rows.map(({ standsInFor }) => standsInFor)).toEqual([null, null])
    const paged = await due(standIn, { limit: 1 })
    expect((await due(standIn, { limit: 1, after: paged.next ?? '' })).rows.map(line)).toEqual(['revisit 1 小宋五金店'])

    const seen = await standIn.api.get('/follow-ups/{id}', at(id))
    expect(seen.allowed).toContain('settled')
    const words = await standIn.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'handle' } })
    expect(JSON.stringify(words)).toContain('把这件事办好')
    const step = { id: newId(), basedOn: 1, step: { kind: 'settled' as const } }
    await standIn.api.post('/follow-ups/{id}/entries', { ...at(id), body: step })
    const { entries } = await station.chief.api.get('/follow-ups/{id}', at(id))
    expect(entries.map(({ kind, by, owner }) => [kind, by?.name, owner?.name])).toEqual([
      ['opened', '周所长', '郑主任'],
      ['settled', '冯主任', undefined],
    ])
  })

  test('is nobody whose role may not have them: refused when it is arranged, and nothing climbs to them', async () => {
    const [auditor, administrator] = [await station.join('auditor'), await station.join('administrator')]
    const cadre = await station.join('cadre')
    for (const unfit of [auditor, administrator, cadre]) {
      expect(await codeOf(arrange(officer.id, unfit.id))).toBe('member/stand-in-unfit')
    }
    // fit when it was arranged, in another role since
    const other = await station.join('officer', { name: '韩民警' })
    await arrange(station.chief.id, other.id)
    const id = await order(village, '2025-02-06', officer)
    const escalatesTo = async () => {
      const { clocks } = await station.chief.api.get('/follow-ups/{id}', at(id))
      return clocks.flatMap(({ outcome }) => (outcome.kind === 'escalates' ? [outcome.to?.name] : []))
    }
    expect(await escalatesTo()).toContain('韩民警')
    await sql`update member set role = 'auditor' where id = ${other.id}`.execute(station.machine.db)
    expect(await escalatesTo()).not.toContain('韩民警')
  })
})

describe('a member who leaves', () => {
  test('hands over what is open, with its dates, an entry each; the past keeps the name', async () => {
    const leaving = await station.join('officer', { name: '钱民警' })
    const successor = await station.join('officer', { name: '沈民警' })
    const id = await order(shop, '2025-02-20', leaving)
    await date(id, 'revisit', 1, '2025-02-21', leaving)
    const leave = (successorId: string | null) =>
      station.chief.api.put('/members/{id}/leavings/{entryId}', {
        path: { id: leaving.id, entryId: newId() },
        body: { leftOn: '2025-02-06', successorId },
      })
    expect(await codeOf(leave(null))).toBe('member/successor-needed')
    await leave(successor.id)
    expect((await due(successor)).rows.map(line)).toEqual(['order 小宋五金店', 'revisit 1 小宋五金店'])
    const detail = await station.chief.api.get('/follow-ups/{id}', at(id))
    expect(detail.entries.map(({ kind, owner }) => [kind, owner?.name])).toEqual([
      ['opened', '钱民警'],
      ['transferred', '沈民警'],
    ])
  })
})
