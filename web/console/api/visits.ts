import type { Body, Filter, Reply, Row } from '@sifang/client'
import type { VisitKind, VisitOutcome } from '@sifang/domain/visits'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type { VisitKind, VisitOutcome }

/** `waits`: reported so late that an officer who was not there must let it count. */
export type Visit = Row<'/visits'>

export type Failure = NonNullable<Visit['failure']>
export const failures = [
  'nobody-in',
  'road-blocked',
  'refused',
  'not-found',
  'other',
] as const satisfies readonly Failure[]

export type RecordVisit = Body<'/visits/{id}', 'put'>

export type Observation = NonNullable<RecordVisit['observed']>[number]
export const observations = [
  'new-lock',
  'wheel-tracks',
  'smell-of-oil',
  'tanks',
  'tenants',
  'fresh-digging',
  'leak',
  'damage',
] as const satisfies readonly Observation[]

export type VisitFilter = Filter<'/visits'>

/** Visits, the latest first. */
export function visitsQuery(filter: VisitFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['visit', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/visits', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'member'] },
  })
}

export function visitQuery(id: string) {
  return queryOptions({
    queryKey: ['visit', 'one', id],
    queryFn: ({ signal }) => api.get('/visits/{id}', { path: { id }, signal }),
  })
}

/** How many duties it fulfilled, and how many attempts failed here in the running window. */
export type VisitRecorded = Reply<'/visits/{id}', 'put'>

/** Records a visit under an id made with the form: sent again, it is the same visit. */
export function recordVisit(id: string, visit: RecordVisit) {
  return api.put('/visits/{id}', { path: { id }, body: visit })
}

/** Makes a wrong visit void; what it settled is judged anew. */
export function voidVisit(visitId: string, command: Body<'/visits/{id}/voidings', 'post'>) {
  return api.post('/visits/{id}/voidings', { path: { id: visitId }, body: command })
}

/** Lets a visit count that was reported more than 7 days late. */
export function admitVisit(visitId: string, command: Body<'/visits/{id}/admissions', 'post'>) {
  return api.post('/visits/{id}/admissions', { path: { id: visitId }, body: command })
}
