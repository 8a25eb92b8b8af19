import { describe, expect, it } from 'vitest'
import { parseInstant, shanghai } from '../calendar/index.ts'
import { type Role, roles } from '../members/index.ts'
import { appointmentStates, planningRefusal, statesAfter, stepRefusal } from './index.ts'

const t = (text: string) => parseInstant(`${text.replace(' ', 'T')}+08:00`) ?? Number.NaN
const now = t('2025-02-03 10:00')
const plan = {
  kind: 'fixed-day',
  startsAt: t('2025-02-10 09:00'),
  endsAt: t('2025-02-10 11:30'),
  placeKind: null,
  hostRole: 'chief' as Role,
} as const

describe('planning an appointment', () => {
  it.each([
    ['on a fixed day at the station', {}, null],
    ['in a village', { kind: 'village-tour', placeKind: 'village' }, null],
    ['with those invited, at the station', { kind: 'invited' }, null],
    ['a tour without a village', { kind: 'village-tour' }, 'appointment/tour-needs-village'],
    ['a tour to a community', { kind: 'village-tour', placeKind: 'community' }, 'appointment/tour-needs-village'],
    [
      'on a day that is over',
      { startsAt: t('2025-02-02 09:00'), endsAt: t('2025-02-02 10:00') },
      'appointment/day-past',
    ],
    ['at this very moment', { startsAt: now, endsAt: t('2025-02-03 11:00') }, 'appointment/day-past'],
    ['over midnight', { startsAt: t('2025-02-10 23:00'), endsAt: t('2025-02-11 01:00') }, 'appointment/one-day'],
    ['until midnight', { startsAt: t('2025-02-10 23:00'), endsAt: t('2025-02-11 00:00') }, null],
    ['that ends before it begins', { endsAt: t('2025-02-10 08:00') }, 'appointment/one-day'],
  ] as const)('%s', (_sentence, more, expected) => {
    expect(planningRefusal({ ...plan, ...more }, now, shanghai)).toBe(expected)
  })

  it('is held by a leader', () => {
    expect(roles.filter((hostRole) => planningRefusal({ ...plan, hostRole }, now, shanghai) === null)).toEqual([
      'chief',
      'instructor',
      'deputy',
    ])
  })
})

describe('an appointment goes from planned to open, held and closed', () => {
  const begun = { startsAt: t('2025-02-03 09:00'), bookings: [], outcomes: [] }

  it.each([
    ['planned', 'open', null],
    ['planned', 'called-off', null],
    ['planned', 'held', 'appointment/not-now'],
    ['open', 'held', null],
    ['open', 'called-off', null],
    ['open', 'closed', 'appointment/not-now'],
    ['held', 'closed', null],
    ['held', 'called-off', 'appointment/not-now'],
    ['closed', 'held', 'appointment/not-now'],
    ['called-off', 'open', 'appointment/not-now'],
  ] as const)('%s → %s: %s', (state, next, expected) => {
    expect(stepRefusal({ ...begun, state }, next, now)).toBe(expected)
  })

  it('comes to an end from wherever it stands', () => {
    for (const state of appointmentStates) {
      if (statesAfter(state).length === 0) expect(['closed', 'called-off']).toContain(state)
    }
  })

  it('is not held before it began', () => {
    const ahead = { ...begun, state: 'open', startsAt: now + 1 } as const
    expect(stepRefusal(ahead, 'held', now)).toBe('appointment/not-begun')
    expect(stepRefusal({ ...ahead, startsAt: now }, 'held', now)).toBeNull()
  })

  it('is called off only when nobody who booked stands before a shut door', () => {
    const open = { ...begun, state: 'open' } as const
    expect(stepRefusal({ ...open, bookings: [{ state: 'booked' }] }, 'called-off', now)).toBe(
      'appointment/bookings-stand',
    )
    expect(stepRefusal({ ...open, bookings: [{ state: 'cancelled' }] }, 'called-off', now)).toBeNull()
  })

  it('is closed when it is known who came and what became of each item', () => {
    const held = { ...begun, state: 'held' } as const
    const came = [{ state: 'came' }, { state: 'did-not-come' }] as const
    expect(stepRefusal({ ...held, bookings: [{ state: 'booked' }] }, 'closed', now)).toBe(
      'appointment/bookings-unmarked',
    )
    expect(stepRefusal({ ...held, bookings: came, outcomes: ['promised', null] }, 'closed', now)).toBe(
      'appointment/items-open',
    )
    expect(stepRefusal({ ...held, bookings: came, outcomes: ['promised', 'not-present'] }, 'closed', now)).toBeNull()
  })
})
