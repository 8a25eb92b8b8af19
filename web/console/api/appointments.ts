import { ApiProblem, type Body, type Filter, problemFrom, type Reply, type Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type Appointment = Row<'/appointments'>
export type AppointmentDetail = Reply<'/appointments/{id}'>
export type Slot = AppointmentDetail['slots'][number]
export type Booking = Slot['bookings'][number]
export type AgendaItem = NonNullable<AppointmentDetail['agenda']>[number]
export type AppointmentFilter = Filter<'/appointments'>
export type Promised = Row<'/promises'>
export type RhythmList = Reply<'/appointment-rhythms'>
export type Rhythm = RhythmList['rows'][number]

/** Appointments that are not done with, the next first, or past ones. */
export function appointmentsQuery(filter: AppointmentFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['appointment', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/appointments', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'booking'] },
  })
}

/** One appointment with slots, bookings and agenda; no names of those who come. */
export function appointmentQuery(id: string) {
  return queryOptions({
    queryKey: ['appointment', 'one', id],
    queryFn: ({ signal }) => api.get('/appointments/{id}', { path: { id }, signal }),
    meta: { reads: ['booking', 'follow-up', 'promise'] },
  })
}

/** Promises of appointments by their day. */
export function promisesQuery(filter: Filter<'/promises'>, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['promise', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/promises', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['appointment', 'follow-up'] },
  })
}

/** What everybody may read of promises. */
export function publishedQuery(villageId: string | undefined) {
  return queryOptions({
    queryKey: ['promise', 'published', villageId],
    queryFn: ({ signal }) => api.get('/published-promises', { query: { villageId }, signal }),
    meta: { reads: ['follow-up'] },
  })
}
export type PublishedPromise = Row<'/published-promises'>

/** Rhythms, and the days they propose. */
export const rhythmsQuery = queryOptions({
  queryKey: ['appointment', 'rhythms'],
  queryFn: ({ signal }) => api.get('/appointment-rhythms', { signal }),
})

export type PlanAppointment = Body<'/appointments/{id}', 'put'>
export const planAppointment = (id: string, body: PlanAppointment) =>
  api.put('/appointments/{id}', { path: { id }, body })
export const openAppointment = (id: string, entryId: string) =>
  api.post('/appointments/{id}/openings', { path: { id }, body: { id: entryId } })
export const removeSlot = (id: string, body: Body<'/appointments/{id}/slot-removals', 'post'>) =>
  api.post('/appointments/{id}/slot-removals', { path: { id }, body })
/** Answers which bookings moved along: those who made them must be told. */
export const moveAppointment = (id: string, body: Body<'/appointments/{id}/moves', 'post'>) =>
  api.post('/appointments/{id}/moves', { path: { id }, body })
export const callOffAppointment = (id: string, body: Body<'/appointments/{id}/calling-offs', 'post'>) =>
  api.post('/appointments/{id}/calling-offs', { path: { id }, body })
export const holdAppointment = (id: string, body: Body<'/appointments/{id}/holdings', 'post'>) =>
  api.post('/appointments/{id}/holdings', { path: { id }, body })
export const closeAppointment = (id: string, body: Body<'/appointments/{id}/closings', 'post'>) =>
  api.post('/appointments/{id}/closings', { path: { id }, body })

export type MakeBooking = Body<'/bookings/{id}', 'put'>
export const makeBooking = (id: string, body: MakeBooking) => api.put('/bookings/{id}', { path: { id }, body })
export const moveBooking = (id: string, body: Body<'/bookings/{id}/moves', 'post'>) =>
  api.post('/bookings/{id}/moves', { path: { id }, body })
export const cancelBooking = (id: string, entryId: string) =>
  api.post('/bookings/{id}/cancellations', { path: { id }, body: { id: entryId } })
export const markBooking = (id: string, body: Body<'/bookings/{id}/attendances', 'post'>) =>
  api.post('/bookings/{id}/attendances', { path: { id }, body })
export const tellOfMove = (id: string, entryId: string) =>
  api.post('/bookings/{id}/tellings', { path: { id }, body: { id: entryId } })
/** Who asked and what for; the reading is on record. */
export const readBooking = (id: string, body: Body<'/bookings/{id}/readings', 'post'>) =>
  api.post('/bookings/{id}/readings', { path: { id }, body })

export type PutOnAgenda = Body<'/agenda-items/{id}', 'put'>
export const putOnAgenda = (id: string, body: PutOnAgenda) => api.put('/agenda-items/{id}', { path: { id }, body })
export const takeOffAgenda = (id: string, entryId: string) =>
  api.post('/agenda-items/{id}/removals', { path: { id }, body: { id: entryId } })
export type DecideItem = Body<'/agenda-items/{id}/outcomes', 'post'>
export const decideItem = (id: string, body: DecideItem) =>
  api.post('/agenda-items/{id}/outcomes', { path: { id }, body })
/** What an item is about and what was answered; the reading is on record. */
export const readItem = (id: string, body: Body<'/agenda-items/{id}/readings', 'post'>) =>
  api.post('/agenda-items/{id}/readings', { path: { id }, body })

export const minuteFile = (id: string): string => api.address('/appointments/{id}/minute', { path: { id } })

/** The minute with names as a file; the reading is on record. */
export async function sealedMinute(id: string, body: Body<'/appointments/{id}/sealed-minutes', 'post'>): Promise<Blob> {
  const address = api.address('/appointments/{id}/minute', { path: { id } }).replace(/minute$/, 'sealed-minutes')
  const answer = await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new ApiProblem(problemFrom(answer.status, await answer.json().catch(() => null)))
  return answer.blob()
}

export const publishPromise = (id: string, body: Body<'/promises/{id}/publications', 'post'>) =>
  api.post('/promises/{id}/publications', { path: { id }, body })
export const withdrawPromise = (id: string, entryId: string) =>
  api.post('/promises/{id}/withdrawals', { path: { id }, body: { id: entryId } })

export type MakeRhythm = Body<'/appointment-rhythms/{id}', 'put'>
export const makeRhythm = (id: string, body: MakeRhythm) => api.put('/appointment-rhythms/{id}', { path: { id }, body })
export const endRhythm = (id: string, body: Body<'/appointment-rhythms/{id}/endings', 'post'>) =>
  api.post('/appointment-rhythms/{id}/endings', { path: { id }, body })

/** The next appointments, to move a booking to. */
export const comingQuery = queryOptions({
  queryKey: ['appointment', 'coming'],
  queryFn: ({ signal }) => api.get('/appointments', { query: { show: 'coming', limit: 20 }, signal }),
  meta: { reads: ['booking'] },
})
