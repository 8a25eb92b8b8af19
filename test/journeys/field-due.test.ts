import type { Row } from '@sifang/client'
import { zoneOf } from '@sifang/domain/calendar'
import { type DueOnPhone, dueOnPhone, type WaitingVisit } from '@sifang/domain/field'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Carried, carry } from './field-phone.ts'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { attempt, decide, enterPlace, enterVillage, propose, t, visit } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let volunteer: Person
let village: string
let places: readonly string[]

const at = (id: string) => ({ path: { id } })
const zone = zoneOf('Asia/Shanghai')

/** What the phone lists, of what it carried away. */
const onPhone = ({ own, villages }: Carried, waiting: readonly WaitingVisit[] = []): readonly DueOnPhone[] =>
  dueOnPhone({
    own,
    villages: villages.values(),
    waiting,
    now: station.clock.now().getTime(),
    zone,
    position: null,
  })

const phoneLine = (item: DueOnPhone): string => {
  const days = `${item.daysLeft} days${item.overdue ? ' overdue' : ''}${item.byTheHour ? ' by the hour' : ''}`
  switch (item.kind) {
    case 'duty': {
      const { placeId, lineId, periodStart, visits, visitsDone, failedAttempts } = item.duty
      const done = `${visitsDone}/${visits} failed ${failedAttempts}${item.missed ? ' missed' : ''}`
      return `duty ${placeId} ${lineId} ${periodStart} ${done} ${days}`
    }
    case 'follow-up':
      return `follow-up ${item.followUp.id} ${item.followUp.subject} ${days}`
    case 'date':
      return `date ${item.date.followUpId} ${item.date.kind} ${item.date.no} ${days}`
    case 'booking':
      return `booking ${item.booking.id} ${days}`
  }
}

/** The same of the desk's list. */
async function onServer(by: Person): Promise<readonly string[]> {
  const { rows } = await by.api.get('/due', { query: { limit: 200 } })
  return rows.map(serverLine)
}

function serverLine(row: Row<'/due'>): string {
  const days = `${row.daysLeft} days${row.overdueSince ? ' overdue' : ''}${row.byTheHour ? ' by the hour' : ''}`
  switch (row.kind) {
    case 'duty': {
      const done = `${row.visitsDone}/${row.visits} failed ${row.failedAttempts}${row.missed ? ' missed' : ''}`
      return `duty ${row.placeId} ${row.lineId} ${row.periodStart} ${done} ${days}`
    }
    case 'follow-up':
      return `follow-up ${row.followUpId} ${row.subject} ${days}`
    case 'date':
      return `date ${row.followUpId} ${row.date} ${row.no} ${days}`
    case 'booking':
      return `booking ${row.bookingId} ${days}`
  }
}

async function agrees(carried: Carried, waiting: readonly WaitingVisit[] = []): Promise<void> {
  // that a clock handed a follow-up to somebody else is not known without a network: it stays, as 逾期
  const listed = onPhone(carried, waiting).filter(({ kind, overdue }) => kind !== 'follow-up' || !overdue)
  expect(listed.map(phoneLine).toSorted()).toEqual((await onServer(officer)).toSorted())
  // visits in the order of DOMAIN.md §4, as the desk's list of visits has them
  const { rows } = await officer.api.get('/duties', { query: { ownerId: officer.id, limit: 200 } })
  const duties = listed.flatMap((item) => (item.kind === 'duty' ? `${item.duty.placeId} ${item.duty.lineId}` : []))
  expect(duties).toEqual(rows.map(({ placeId, lineId }) => `${placeId} ${lineId}`))
}

async function passDays(days: number): Promise<void> {
  const begin = station.clock.now().getTime()
  for (let day = 1; day <= days; day++) {
    station.clock.set(new Date(begin + day * 86_400_000).toISOString())
    await station.runJobs()
  }
}

async function order(placeId: string, settleBy: string): Promise<void> {
  const id = newId()
  const body = { subject: 'order', placeId, ownerId: officer.id, settleBy, words: '把这件事办好' } as const
  const { version } = await station.chief.api.put('/follow-ups/{id}', { ...at(id), body })
  await officer.api.post('/follow-ups/{id}/entries', {
    ...at(id),
    body: { id: newId(), basedOn: version, step: { kind: 'accepted' } },
  })
}

beforeAll(async () => {
  // a Wednesday
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  const { chief } = station
  village = await enterVillage(chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  await chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: village, entryId: newId() },
    body: { memberId: officer.id, fromDay: '2025-02-05' },
  })
  const names = ['小宋五金店', '大王超市', '牛庄粮店', '东张修理部']
  places = await Promise.all(names.map((name) => enterPlace(chief, village, name)))
  const [shop = '', market = '', granary = ''] = places
  await decide(chief, await propose(officer, shop, { tier: 'red', lastDay: '2025-04-30' }), 'approved')
  await decide(chief, await propose(officer, market, { tier: 'yellow', lastDay: '2025-04-30' }), 'approved')
  await visit(officer, granary, { at: t('2025-02-05 10:00') })
  await attempt(officer, market, t('2025-02-05 10:00'))
  await order(shop, '2025-02-14')
  await order(market, '2025-03-31')
  await chief.api.put('/campaigns/{id}', {
    ...at(newId()),
    body: {
      name: '春季防火',
      placeKinds: ['shop'],
      firstDay: '2025-03-01',
      lastDay: '2025-03-20',
      visits: 1,
      visitKinds: [],
      presentRoles: [],
    },
  } as never)
  await station.runJobs()
})
afterAll(() => station.stop())

describe('what the phone lists of the part that it carried away is what the server lists', () => {
  let carried: Carried
  let waiting: WaitingVisit[] = []

  test('at once', async () => {
    carried = await carry(officer)
    expect(onPhone(carried).length).toBeGreaterThan(5)
    await agrees(carried)
  })

  test.each([1, 4, 6, 10, 15])('after %i more days without contact', async (days) => {
    await passDays(days)
    await agrees(carried)
  })

  test('with visits that wait, once these have arrived', async () => {
    const [shop = '', market = '', , repair = ''] = places
    const made = (placeId: string, when: string, more: Partial<WaitingVisit> = {}): WaitingVisit => ({
      id: newId(),
      placeId,
      kind: 'patrol',
      at: t(when),
      outcome: 'inspected',
      participants: [officer.id],
      ...more,
    })
    waiting = [
      made(shop, '2025-03-12 09:00'),
      made(market, '2025-03-11 09:00', { outcome: 'failed' }),
      // too late for its window
      made(repair, '2025-02-26 09:00'),
      made(repair, '2025-03-10 09:00', { participants: [volunteer.id, officer.id] }),
      made(village, '2025-03-09 09:00', { kind: 'canvass', outcome: 'met' }),
    ]
    const listed = onPhone(carried, waiting).map(phoneLine)
    expect(listed).not.toEqual(onPhone(carried).map(phoneLine))
    for (const { id, outcome, participants, ...rest } of waiting) {
      const failure = outcome === 'failed' ? { failure: 'nobody-in' } : {}
      await officer.api.put('/visits/{id}', {
        ...at(id),
        body: { ...rest, outcome, ...failure, participants: [...participants] } as never,
      })
    }
    await agrees(carried, waiting)
  })

  test('and days after that, as the server had them at once', async () => {
    const fresh = await carry(officer)
    await passDays(9)
    const visits = (listed: readonly DueOnPhone[]) => listed.filter(({ kind }) => kind === 'duty').map(phoneLine)
    expect(visits(onPhone(fresh))).toEqual(visits(onPhone(carried, waiting)))
    await agrees(fresh)
  })
})

test('a volunteer sees the canvass rounds of own villages', async () => {
  const listed = onPhone(await carry(volunteer))
  expect(listed.map((item) => item.kind === 'duty' && item.duty.placeId)).toEqual([])
  await passDays(11)
  expect(onPhone(await carry(volunteer)).map(({ place }) => place?.name)).toEqual(['西隋村'])
})
