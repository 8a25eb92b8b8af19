export { type BookingDue, findBookingsDue } from './due.ts'
export { nextAppointment } from './next.ts'
export { findPublishedPromises } from './promises.ts'
export { appointmentRoutes } from './routes.ts'
