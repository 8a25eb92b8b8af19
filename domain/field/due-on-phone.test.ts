import { describe, expect, test } from 'vitest'
import { zoneOf } from '../calendar/index.ts'
import type { CarriedDuty, CarriedFollowUp, CarriedOwn, CarriedPlace, WaitingVisit } from './carried.ts'
import { distanceM } from './distance.ts'
import { type DueOnPhone, dueOnPhone } from './due-on-phone.ts'
import { reportTold } from './report-told.ts'

const zone = zoneOf('Asia/Shanghai')
const at = (text: string): number => Date.parse(`${text.slice(0, 10)}T${text.slice(11) || '00:00'}+08:00`)
const iso = (text: string): string => new Date(at(text)).toISOString()

const version = { effectiveFrom: '2020-01-01', ended: false, visits: 1, visitKinds: [], presentRoles: [] }
const own: CarriedOwn = {
  today: '2025-02-05',
  member: { id: 'zhao', role: 'officer', standsInFor: ['qian'] },
  members: [
    { id: 'zhao', role: 'officer' },
    { id: 'sun', role: 'volunteer' },
  ],
  policyLines: [
    {
      id: 'red',
      name: '红色：每周走访',
      target: { kind: 'tier', tier: 'red' },
      versions: [{ ...version, period: 'week', presentRoles: ['officer', 'auxiliary'] }],
    },
    {
      id: 'green',
      name: '绿色：每月走访',
      target: { kind: 'tier', tier: 'green' },
      versions: [{ ...version, period: 'month' }],
    },
    {
      id: 'village',
      name: '村：每月摸底走访',
      target: { kind: 'place-kind', placeKind: 'village' },
      versions: [{ ...version, period: 'month', visitKinds: ['canvass'] }],
    },
  ],
  places: [],
  duties: [],
  followUps: [],
  dates: [],
  bookings: [],
}

const place = (id: string, more: Partial<CarriedPlace> = {}): CarriedPlace => ({
  id,
  kind: 'shop',
  name: id,
  villageId: 'xisui',
  tier: 'green',
  latitude: null,
  longitude: null,
  ownerId: 'zhao',
  lapsesOn: '2025-02-28',
  ...more,
})

const duty = (placeId: string, more: Partial<CarriedDuty> = {}): CarriedDuty => ({
  placeId,
  lineId: 'green',
  period: 'month',
  periodStart: '2025-02-01',
  from: iso('2025-02-01'),
  until: '2025-02-28',
  visits: 1,
  visitsDone: 0,
  failedAttempts: 0,
  state: 'open',
  ownerId: 'zhao',
  ...more,
})
const redWeek = (placeId: string): CarriedDuty =>
  duty(placeId, {
    lineId: 'red',
    period: 'week',
    periodStart: '2025-02-03',
    from: iso('2025-02-03'),
    until: '2025-02-09',
  })

const followUp = (id: string, more: Partial<CarriedFollowUp> = {}): CarriedFollowUp => ({
  id,
  subject: 'hazard',
  urgency: 'ordinary',
  topic: null,
  placeId: 'shop',
  villageId: 'xisui',
  state: 'accepted',
  ownerId: 'zhao',
  clock: 'settle',
  overdueFrom: iso('2025-02-08'),
  ...more,
})

const visit = (placeId: string, more: Partial<WaitingVisit> = {}): WaitingVisit => ({
  id: `visit ${placeId}`,
  placeId,
  kind: 'patrol',
  at: iso('2025-02-05 09:00'),
  outcome: 'inspected',
  participants: ['zhao'],
  ...more,
})

type Given = {
  readonly own?: Partial<CarriedOwn>
  readonly places?: readonly CarriedPlace[]
  readonly duties?: readonly CarriedDuty[]
  readonly followUps?: readonly CarriedFollowUp[]
  readonly waiting?: readonly WaitingVisit[]
  readonly now?: string
  readonly position?: { readonly latitude: number; readonly longitude: number }
}

const due = ({ own: mine, places = [], duties = [], followUps = [], waiting = [], now, position }: Given) =>
  dueOnPhone({
    own: { ...own, ...mine },
    villages: [{ places, duties, followUps }],
    waiting,
    now: at(now ?? '2025-02-05 10:00'),
    zone,
    position: position ?? null,
  })

const line = (item: DueOnPhone): string => {
  const days = item.overdue ? 'overdue' : `${item.daysLeft} days`
  if (item.kind === 'duty') {
    const { visits, visitsDone, failedAttempts } = item.duty
    const more = [item.missed ? 'missed' : '', failedAttempts ? `failed ${failedAttempts}` : '']
      .filter(Boolean)
      .join(' ')
    return `${item.lineName} ${item.duty.placeId} ${visitsDone}/${visits} ${days} ${more}`.trim()
  }
  return `${item.key} ${days}`
}

describe('the list on the phone', () => {
  test('has what is overdue first, then the hour, then what is waited for today, then visits, then later dates', () => {
    const items = due({
      own: {
        dates: [
          { followUpId: 'quarrel', kind: 'revisit', no: 1, on: '2025-02-05', placeId: 'shop' },
          { followUpId: 'quarrel', kind: 'revisit', no: 2, on: '2025-02-20', placeId: 'shop' },
        ],
        bookings: [
          {
            id: 'booked',
            kind: 'resident',
            startsAt: iso('2025-02-05 14:00'),
            endsAt: iso('2025-02-05 14:30'),
            placeId: null,
          },
        ],
      },
      places: [place('shop'), place('tank', { tier: 'red' })],
      duties: [duty('shop'), redWeek('tank')],
      followUps: [
        followUp('late', { overdueFrom: iso('2025-02-04 18:00') }),
        followUp('soon', { overdueFrom: iso('2025-02-05 20:00') }),
        followUp('waits for a word', { overdueFrom: null, state: 'settled' }),
        followUp('somebody else’s', { ownerId: 'sun' }),
        followUp('stood in for', { ownerId: 'qian', overdueFrom: iso('2025-02-09') }),
      ],
    })
    expect(items.map(line)).toEqual([
      'follow-up late overdue',
      'booking booked 1 days',
      'follow-up soon 1 days',
      'date quarrel revisit.0001 1 days',
      '红色：每周走访 tank 0/1 5 days',
      '绿色：每月走访 shop 0/1 24 days',
      'follow-up stood in for 4 days',
      'date quarrel revisit.0002 16 days',
    ])
  })

  test('has visits by tier, 漏访, days left, and the nearest first where all else is equal', () => {
    const near = { latitude: 37.35, longitude: 118.4 }
    const places = [
      place('far', { latitude: 37.5, longitude: 118.4 }),
      place('near', { latitude: 37.351, longitude: 118.4 }),
      place('nowhere'),
      place('lapsed', { lapsesOn: '2025-01-31' }),
    ]
    const items = due({ places, duties: places.map(({ id }) => duty(id)), position: near })
    expect(items.map(({ place: of, distanceM: metres }) => [of?.id, metres && Math.round(metres / 100)])).toEqual([
      ['lapsed', null],
      ['near', 1],
      ['far', 167],
      ['nowhere', null],
    ])
  })

  test('of a volunteer is the canvass rounds of own villages, until they made them', () => {
    const given: Given = {
      own: { member: { id: 'sun', role: 'volunteer', standsInFor: [] } },
      places: [place('xisui', { kind: 'village', tier: null }), place('shop')],
      duties: [duty('xisui', { lineId: 'village' }), duty('shop')],
    }
    expect(due(given).map(line)).toEqual(['村：每月摸底走访 xisui 0/1 24 days'])
    const made = visit('xisui', { kind: 'canvass', outcome: 'met', participants: ['sun'] })
    expect(due({ ...given, waiting: [made] })).toEqual([])
    expect(due({ ...given, waiting: [visit('xisui', { outcome: 'met', participants: ['sun'] })] })).toHaveLength(1)
  })
})

describe('a visit that waits', () => {
  const tank = { places: [place('tank', { tier: 'red', lapsesOn: '2025-02-02' })], duties: [redWeek('tank')] }

  test('settles what it counts for, and takes 漏访 away', () => {
    expect(due(tank).map(line)).toEqual(['红色：每周走访 tank 0/1 5 days missed'])
    expect(due({ ...tank, waiting: [visit('tank')] })).toEqual([])
    const next = due({ ...tank, waiting: [visit('tank')], now: '2025-02-11 10:00' })
    expect(next.map(line)).toEqual(['红色：每周走访 tank 0/1 6 days'])
  })

  test('settles nothing without those whom its line asks for, nor when it arrives too late', () => {
    expect(due({ ...tank, waiting: [visit('tank', { participants: ['sun'] })] })).toHaveLength(1)
    const late = due({ ...tank, waiting: [visit('tank')], now: '2025-02-18 10:00' })
    expect(late.map(line)).toEqual(['红色：每周走访 tank 0/1 6 days missed'])
  })

  test('is counted as an attempt when it failed', () => {
    const tried = due({ ...tank, waiting: [visit('tank', { outcome: 'failed' })] })
    expect(tried.map(line)).toEqual(['红色：每周走访 tank 0/1 5 days missed failed 1'])
  })
})

test('windows end and the next ones begin without a network', () => {
  const given = { places: [place('shop')], duties: [duty('shop')] }
  expect(due({ ...given, now: '2025-02-28 23:59' }).map(line)).toEqual(['绿色：每月走访 shop 0/1 1 days'])
  expect(due({ ...given, now: '2025-03-01 00:00' }).map(line)).toEqual(['绿色：每月走访 shop 0/1 31 days missed'])
  expect(due({ ...given, now: '2025-05-10 00:00' }).map(line)).toEqual(['绿色：每月走访 shop 0/1 22 days missed'])
})

test('a follow-up that a village’s part tells in brief is shown as its owner reads it', () => {
  const [item] = due({
    own: { member: { id: 'zhou', role: 'cadre', standsInFor: [] }, followUps: [followUp('mine', { ownerId: 'zhou' })] },
    followUps: [followUp('mine', { ownerId: null })],
  })
  expect(item?.key).toBe('follow-up mine')
})

test('distance is the great circle’s', () => {
  const [beijing, shanghai] = [
    { latitude: 39.9042, longitude: 116.4074 },
    { latitude: 31.2304, longitude: 121.4737 },
  ]
  expect(distanceM(beijing, shanghai)).toBeCloseTo(1_067_311, -3)
  expect(distanceM(null, shanghai)).toBeNull()
})

test('what became of a report is told by its state; settled is asked about until its reporter has said so', () => {
  const told = (state: Parameters<typeof reportTold>[0]['state'], asksMe = false) =>
    reportTold({ state, asksMe, ownerName: '赵民警', settledAt: '2025-02-06T02:00:00.000Z' })
  expect(told('open')).toEqual({ code: 'received', by: null, settledAt: null })
  expect(told('working')).toEqual({ code: 'worked-on', by: '赵民警', settledAt: null })
  expect(told('settled', true)).toMatchObject({ code: 'asked', settledAt: '2025-02-06T02:00:00.000Z' })
  expect(told('settled').code).toBe('settled')
  expect(told('confirmed')).toMatchObject({ code: 'confirmed', by: null })
})
