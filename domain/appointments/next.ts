import type { Instant } from '../calendar/index.ts'
import type { AppointmentKind, AppointmentState } from './appointment.ts'

export type Coming = {
  readonly id: string
  readonly kind: AppointmentKind
  readonly state: AppointmentState
  readonly startsAt: Instant
  /** Until when something may be taken up there. */
  readonly endsAt: Instant
  /** The village of a tour. */
  readonly placeId: string | null
}

/** Whether a matter of this village can be taken up there; a matter outside any village on fixed days only. */
export const takesUp = (appointment: Pick<Coming, 'kind' | 'placeId'>, villageId: string | null): boolean => {
  switch (appointment.kind) {
    case 'fixed-day':
      return true
    case 'village-tour':
      return villageId !== null && appointment.placeId === villageId
    case 'invited':
      return false
  }
}

/** The chief's next appointment where a matter of this village can be taken up, or null when none is fixed. */
export function nextAppointmentFor<A extends Coming>(
  appointments: readonly A[],
  villageId: string | null,
  now: Instant,
): A | null {
  let next: A | null = null
  for (const appointment of appointments) {
    if (appointment.state !== 'planned' && appointment.state !== 'open') continue
    if (appointment.endsAt <= now || !takesUp(appointment, villageId)) continue
    if (next === null || comesBefore(appointment, next)) next = appointment
  }
  return next
}

const comesBefore = (a: Coming, b: Coming): boolean =>
  a.startsAt === b.startsAt ? a.id < b.id : a.startsAt < b.startsAt
