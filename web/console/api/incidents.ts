import type { Body, Filter, Query, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type Incident = Row<'/incidents'>
export type IncidentSource = Incident['source']
export type IncidentStatus = Incident['status']
export const incidentSources = ['110', 'visit', 'walk-in', 'other'] as const satisfies readonly IncidentSource[]
export const incidentStatuses = ['reported', 'verified', 'rejected'] as const satisfies readonly IncidentStatus[]

/** With its summary unsealed; each reading is logged. */
export type IncidentDetail = Reply<'/incidents/{id}'>

export type IncidentFilter = Filter<'/incidents'>

/** Incidents, the latest first. */
export function incidentsQuery(filter: IncidentFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['incident', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/incidents', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['place'] },
  })
}

/** One incident, without its words. */
export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ['incident', 'one', id],
    queryFn: ({ signal }) => api.get('/incidents/{id}', { path: { id }, signal }),
  })
}

/** What happened, in words, for a purpose; the reading is logged. */
export const readSummary = (id: string, query: Query<'/incidents/{id}/summary'>) =>
  api.get('/incidents/{id}/summary', { path: { id }, query })

export type ReportIncident = Body<'/incidents/{id}', 'put'>
export type Where = ReportIncident['where']

export function reportIncident(id: string, incident: ReportIncident) {
  return api.put('/incidents/{id}', { path: { id }, body: incident })
}

export type ReviewIncident = Body<'/incidents/{id}/reviews', 'post'>
export type Verdict = ReviewIncident['verdict']

export function reviewIncident(incidentId: string, review: ReviewIncident) {
  return api.post('/incidents/{id}/reviews', { path: { id: incidentId }, body: review })
}

/** Closes the incidents that keep a place red; its tier follows the other rules from that moment on. */
export function closeRed(placeId: string, review: Body<'/places/{id}/red-reviews', 'post'>) {
  return api.post('/places/{id}/red-reviews', { path: { id: placeId }, body: review })
}

/** Pipelines, to say on which one and at which kilometre. */
export const lineChoices = queryOptions({
  queryKey: ['line', 'choices'],
  queryFn: ({ signal }) => api.get('/lines', { signal }),
  staleTime: 300_000,
})
