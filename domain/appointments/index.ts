export type { AgendaEntry, AgendaItem, AgendaOrigin, AgendaOutcome } from './agenda.ts'
export { agendaOf, agendaOrigins, agendaOutcomes, outcomeOfItself } from './agenda.ts'
export type { AppointmentKind, AppointmentState, PlannedAppointment } from './appointment.ts'
export { appointmentKinds, appointmentStates, planningRefusal, statesAfter, stepRefusal } from './appointment.ts'
export type { Bookable, Booking, BookingChannel, BookingEntry, BookingKind, BookingState } from './booking.ts'
export {
  bookingChannels,
  bookingEntryKinds,
  bookingKinds,
  bookingOf,
  bookingRefusal,
  bookingStates,
  cancelsLate,
  changeRefusal,
  takesPlace,
} from './booking.ts'
export type { Coming } from './next.ts'
export { nextAppointmentFor, takesUp } from './next.ts'
export { publicationLength, publicationRefusal } from './publication.ts'
export type { Proposed, Rhythm } from './rhythm.ts'
export { proposedDays } from './rhythm.ts'
export type { SlotTimes } from './slots.ts'
export { evenSlots, mostSlots, movedAlong, slotLengthsMinutes, slotsRefusal } from './slots.ts'
