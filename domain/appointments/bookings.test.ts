import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant, shanghai } from '../calendar/index.ts'
import {
  type BookingState,
  bookingOf,
  bookingRefusal,
  cancelsLate,
  changeRefusal,
  evenSlots,
  mostSlots,
  movedAlong,
  type SlotTimes,
  slotsRefusal,
  takesPlace,
} from './index.ts'

const t = (text: string) => parseInstant(`${text.replace(' ', 'T')}+08:00`) ?? Number.NaN
const slot = (from: string, until: string): SlotTimes => ({
  startsAt: t(`2025-02-10 ${from}`),
  endsAt: t(`2025-02-10 ${until}`),
})
const morning = slot('09:00', '11:30')
const before = t('2025-02-03 10:00')

describe('slots', () => {
  it('of an appointment that begins at another time stay as long, and as far from its beginning', () => {
    const [first, second] = [slot('09:30', '10:00'), slot('10:00', '10:45')]
    const afternoon = t('2025-02-12 14:00')
    expect(movedAlong(first, morning.startsAt, afternoon)).toEqual({
      startsAt: t('2025-02-12 14:30'),
      endsAt: t('2025-02-12 15:00'),
    })
    expect(movedAlong(second, morning.startsAt, afternoon).endsAt).toBe(t('2025-02-12 15:45'))
    expect(movedAlong(first, morning.startsAt, morning.startsAt)).toEqual(first)
  })

  it('fill a morning one after the other', () => {
    expect(evenSlots(morning, 30)).toHaveLength(5)
    expect(evenSlots(morning, 30)[4]).toEqual(slot('11:00', '11:30'))
    expect(evenSlots(morning, 40)).toHaveLength(3)
    expect(evenSlots(morning, 151)).toEqual([])
  })

  it.each([
    ['beside those that stand', [slot('10:00', '10:30')], null],
    ['over one that stands', [slot('09:15', '09:45')], 'appointment/slots-overlap'],
    ['over each other', [slot('10:00', '10:30'), slot('10:29', '11:00')], 'appointment/slots-overlap'],
    ['before it begins', [slot('08:50', '09:00')], 'appointment/slot-outside'],
    ['after it ends', [slot('11:00', '11:31')], 'appointment/slot-outside'],
    ['too short', [slot('10:00', '10:04')], 'appointment/slot-length'],
    ['turned round', [slot('10:30', '10:00')], 'appointment/slot-length'],
  ] as const)('%s', (_sentence, added, expected) => {
    expect(slotsRefusal(added, [slot('09:00', '09:30')], morning, before)).toBe(expected)
  })

  it('are not added when their time is over', () => {
    expect(slotsRefusal([slot('09:00', '09:30')], [], morning, t('2025-02-10 09:30'))).toBe('appointment/day-past')
    expect(slotsRefusal([slot('09:00', '09:30')], [], morning, t('2025-02-10 09:29'))).toBeNull()
  })

  it('of one length never overlap, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 480 }), fc.integer({ min: 5, max: 720 }), (length, minutes) => {
        const within = { startsAt: morning.startsAt, endsAt: morning.startsAt + minutes * 60_000 }
        const slots = evenSlots(within, length)
        expect(slots).toHaveLength(Math.floor(minutes / length))
        if (slots.length <= mostSlots) expect(slotsRefusal(slots, [], within, before)).toBeNull()
      }),
    )
  })
})

describe('a booking', () => {
  const by = 'member'
  const booked = { kind: 'booked', at: 1, by, slotId: 'nine' } as const

  it('comes to what its entries say', () => {
    expect(bookingOf([booked])).toEqual({
      state: 'booked',
      slotId: 'nine',
      cancelledLate: false,
      toTell: false,
    })
    const moved = { kind: 'moved', at: 2, by, slotId: 'ten' } as const
    expect(bookingOf([booked, moved, { kind: 'came', at: 3, by }])).toMatchObject({ state: 'came', slotId: 'ten' })
    expect(bookingOf([booked, { kind: 'cancelled', at: 2, by, late: true }])).toMatchObject({ cancelledLate: true })
    expect(bookingOf([booked, { kind: 'did-not-come', at: 3, by }, { kind: 'came', at: 4, by }]).state).toBe('came')
    const along = { kind: 'moved', slotId: 'nine', at: 2, by } as const
    expect(bookingOf([booked, along]).toTell).toBe(true)
    expect(bookingOf([booked, along, { kind: 'told', at: 3, by }])).toMatchObject({ state: 'booked', toTell: false })
    expect(bookingOf([booked, along, moved]).toTell).toBe(false)
    expect(bookingOf([booked, along, { kind: 'cancelled', at: 3, by, late: false }]).toTell).toBe(false)
    expect(() => bookingOf([])).toThrow(RangeError)
    expect(() => bookingOf([moved])).toThrow(RangeError)
  })

  const free = { appointmentState: 'open', ...slot('09:00', '09:30'), capacity: 2, taken: 1 } as const
  it.each([
    ['the last place of a slot', {}, '2025-02-03 10:00', null],
    ['a full slot', { taken: 2 }, '2025-02-03 10:00', 'booking/slot-full'],
    ['a slot that runs', {}, '2025-02-10 09:29', null],
    ['a slot that is over', {}, '2025-02-10 09:30', 'booking/slot-over'],
    ['before it is open', { appointmentState: 'planned' }, '2025-02-03 10:00', 'booking/not-open'],
    ['after it was held', { appointmentState: 'held' }, '2025-02-10 09:10', 'booking/not-open'],
  ] as const)('of %s', (_sentence, more, now, expected) => {
    expect(bookingRefusal({ ...free, ...more }, t(now))).toBe(expected)
  })

  const standing = { state: 'booked', slotStartsAt: free.startsAt, appointmentState: 'open' } as const
  const dayBefore = t('2025-02-09 23:59')
  const onTheDay = t('2025-02-10 08:00')
  it.each([
    ['is moved', 'moved', 'booked', dayBefore, null],
    ['is cancelled', 'cancelled', 'booked', dayBefore, null],
    ['is cancelled on the day too', 'cancelled', 'booked', onTheDay, null],
    ['is cancelled once', 'cancelled', 'cancelled', dayBefore, 'booking/not-now'],
    ['is not moved when somebody came', 'moved', 'came', onTheDay, 'booking/not-now'],
    ['says on the day that somebody came', 'came', 'booked', onTheDay, null],
    ['does not say so before', 'came', 'booked', dayBefore, 'booking/not-yet'],
    ['is put right', 'came', 'did-not-come', onTheDay, null],
    ['is not marked twice', 'came', 'came', onTheDay, 'booking/not-now'],
    ['is not marked when cancelled', 'came', 'cancelled', onTheDay, 'booking/not-now'],
  ] as const)('%s', (_sentence, change, state, now, expected) => {
    expect(changeRefusal({ ...standing, state }, change, now, shanghai)).toBe(expected)
  })

  it('stays as it is once the appointment is closed', () => {
    const closed = { ...standing, appointmentState: 'closed' } as const
    for (const change of ['moved', 'cancelled', 'came', 'did-not-come'] as const) {
      expect(changeRefusal(closed, change, onTheDay, shanghai)).toBe('booking/closed')
    }
  })

  it('is cancelled late from the first minute of its day on', () => {
    expect(cancelsLate(free.startsAt, dayBefore, shanghai)).toBe(false)
    expect(cancelsLate(free.startsAt, t('2025-02-10 00:00'), shanghai)).toBe(true)
  })
})

describe('a slot', () => {
  it('never holds more than its capacity, and a cancelled booking frees its place', () => {
    const step = fc.record({
      slot: fc.constantFrom(0, 1),
      what: fc.constantFrom('book', 'cancel', 'move'),
      which: fc.nat(30),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, capacity) => {
        const bookings: { state: BookingState; slot: number }[] = []
        const taken = (at: number) => bookings.filter(({ state, slot: its }) => takesPlace(state) && its === at).length
        const refusal = (at: number) =>
          bookingRefusal({ appointmentState: 'open', endsAt: 10, capacity, taken: taken(at) }, 0)
        for (const { slot: at, what, which } of steps) {
          const booking = bookings[which % Math.max(1, bookings.length)]
          if (what === 'book') {
            if (refusal(at) === null) bookings.push({ state: 'booked', slot: at })
            else expect(taken(at)).toBe(capacity)
          } else if (booking?.state === 'booked' && what === 'cancel') booking.state = 'cancelled'
          else if (booking?.state === 'booked' && refusal(at) === null) booking.slot = at
          expect(Math.max(taken(0), taken(1))).toBeLessThanOrEqual(capacity)
        }
      }),
    )
  })
})
