import type { Instant, Zone } from '../calendar/index.ts'
import { leaderRoles, type Role } from '../members/index.ts'
import type { ProblemCode } from '../problems.ts'
import type { AgendaOutcome } from './agenda.ts'
import type { BookingState } from './booking.ts'

/** At the station on a fixed day, in a village, or with those who were invited (DOMAIN.md §5). */
export const appointmentKinds = ['fixed-day', 'village-tour', 'invited'] as const
export type AppointmentKind = (typeof appointmentKinds)[number]

/** `closed`: minuted. `called-off`: it did not take place. */
export const appointmentStates = ['planned', 'open', 'held', 'closed', 'called-off'] as const
export type AppointmentState = (typeof appointmentStates)[number]

const following: Readonly<Record<AppointmentState, readonly AppointmentState[]>> = {
  planned: ['open', 'called-off'],
  open: ['held', 'called-off'],
  held: ['closed'],
  closed: [],
  'called-off': [],
}

/** The states that may follow, the usual one first. */
export const statesAfter = (state: AppointmentState): readonly AppointmentState[] => following[state]

export type PlannedAppointment = {
  readonly kind: AppointmentKind
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** The kind of place it is held at; null at the station. */
  readonly placeKind: string | null
  /** Who receives people there. */
  readonly hostRole: Role
}

/** Why it cannot be planned so, or null. It lies on one civil day, ahead. */
export function planningRefusal(plan: PlannedAppointment, now: Instant, zone: Zone): ProblemCode | null {
  if (plan.startsAt >= plan.endsAt || zone.dayOf(plan.startsAt) !== zone.dayOf(plan.endsAt - 1)) {
    return 'appointment/one-day'
  }
  if (plan.startsAt <= now) return 'appointment/day-past'
  if (plan.kind === 'village-tour' && plan.placeKind !== 'village') return 'appointment/tour-needs-village'
  return leaderRoles.includes(plan.hostRole) ? null : 'appointment/host-leads'
}

type Standing = {
  readonly state: AppointmentState
  readonly startsAt: Instant
  readonly bookings: readonly { readonly state: BookingState }[]
  /** One for each item of the agenda; null while it has none. */
  readonly outcomes: readonly (AgendaOutcome | null)[]
}

/** Why it may not come to `next` now, or null. */
export function stepRefusal(appointment: Standing, next: AppointmentState, now: Instant): ProblemCode | null {
  if (!following[appointment.state].includes(next)) return 'appointment/not-now'
  const booked = appointment.bookings.some(({ state }) => state === 'booked')
  switch (next) {
    case 'held':
      return appointment.startsAt > now ? 'appointment/not-begun' : null
    case 'closed':
      if (booked) return 'appointment/bookings-unmarked'
      return appointment.outcomes.includes(null) ? 'appointment/items-open' : null
    case 'called-off':
      return booked ? 'appointment/bookings-stand' : null
    default:
      return null
  }
}
