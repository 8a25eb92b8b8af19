import type { Instant, Zone } from '../calendar/index.ts'
import type { ProblemCode } from '../problems.ts'
import type { AppointmentState } from './appointment.ts'

/** What somebody wants to speak about; a code, since lists open no words. */
export const bookingKinds = ['need', 'dispute', 'hazard', 'tip', 'suggestion', 'other'] as const
export type BookingKind = (typeof bookingKinds)[number]

/** How it was made (DOMAIN.md §5); `invitation`: the station asked them to come. */
export const bookingChannels = ['desk', 'telephone', 'volunteer', 'invitation'] as const
export type BookingChannel = (typeof bookingChannels)[number]

export const bookingStates = ['booked', 'cancelled', 'came', 'did-not-come'] as const
export type BookingState = (typeof bookingStates)[number]

type Times = { readonly at: Instant; readonly by: string }

/** A booking's entries are only appended. */
export type BookingEntry = Times &
  (
    | { readonly kind: 'booked' | 'moved'; readonly slotId: string }
    | { readonly kind: 'cancelled'; readonly late: boolean }
    | { readonly kind: 'told' | 'came' | 'did-not-come' }
  )
export const bookingEntryKinds = ['booked', 'moved', 'told', 'cancelled', 'came', 'did-not-come'] as const

export type Booking = {
  readonly state: BookingState
  readonly slotId: string
  readonly cancelledLate: boolean
  /** Its appointment was moved since, and whoever booked was not told yet. */
  readonly toTell: boolean
}

/** What a booking's entries come to. Throws RangeError when the first did not make it. */
export function bookingOf(entries: readonly BookingEntry[]): Booking {
  let booking: Booking | null = null
  for (const entry of entries) booking = withEntry(booking, entry)
  if (booking === null) throw new RangeError('a booking has at least one entry')
  return booking
}

function withEntry(before: Booking | null, entry: BookingEntry): Booking {
  if (entry.kind === 'booked') return { state: 'booked', slotId: entry.slotId, cancelledLate: false, toTell: false }
  if (before === null) throw new RangeError('a booking begins by being made')
  switch (entry.kind) {
    case 'moved':
      // in the slot that it had: it moved along with its appointment. To another one it goes because they asked
      return { ...before, slotId: entry.slotId, toTell: entry.slotId === before.slotId }
    case 'told':
      return { ...before, toTell: false }
    case 'cancelled':
      return { ...before, state: 'cancelled', cancelledLate: entry.late, toTell: false }
    default:
      return { ...before, state: entry.kind, toTell: false }
  }
}

/** Whether it takes a place of its slot: also when nobody came, the time was kept for them. */
export const takesPlace = (state: BookingState): boolean => state !== 'cancelled'

export type Bookable = {
  readonly appointmentState: AppointmentState
  readonly endsAt: Instant
  readonly capacity: number
  readonly taken: number
}

/** Why a slot takes no further booking now, or null. */
export function bookingRefusal(slot: Bookable, now: Instant): ProblemCode | null {
  if (slot.appointmentState !== 'open') return 'booking/not-open'
  if (slot.endsAt <= now) return 'booking/slot-over'
  return slot.taken < slot.capacity ? null : 'booking/slot-full'
}

type Standing = {
  readonly state: BookingState
  readonly slotStartsAt: Instant
  readonly appointmentState: AppointmentState
}

/** Why a booking may not be changed so now, or null. Whether somebody came is known on the day, and may be put right. */
export function changeRefusal(
  booking: Standing,
  change: 'moved' | 'cancelled' | 'came' | 'did-not-come',
  now: Instant,
  zone: Zone,
): ProblemCode | null {
  if (booking.appointmentState === 'closed') return 'booking/closed'
  if (booking.state === 'cancelled' || booking.state === change) return 'booking/not-now'
  if (change === 'moved' || change === 'cancelled') return booking.state === 'booked' ? null : 'booking/not-now'
  return zone.dayOf(booking.slotStartsAt) > zone.dayOf(now) ? 'booking/not-yet' : null
}

/** Late: on the day itself or after it. */
export const cancelsLate = (slotStartsAt: Instant, now: Instant, zone: Zone): boolean =>
  zone.dayOf(slotStartsAt) <= zone.dayOf(now)
