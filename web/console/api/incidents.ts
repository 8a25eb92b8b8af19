import type { IncidentCategory } from '@sifang/domain/incidents'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import { get, post, put } from './request.ts'

export const incidentSources = ['110', 'visit', 'walk-in', 'other'] as const
export type IncidentSource = (typeof incidentSources)[number]
export const incidentStatuses = ['reported', 'verified', 'rejected'] as const
export type IncidentStatus = (typeof incidentStatuses)[number]
export type Verdict = 'verified' | 'rejected'

export type Incident = {
  readonly id: string
  readonly category: string
  readonly occurredAt: string
  readonly placeId: string | null
  readonly placeName: string | null
  readonly villageId: string | null
  readonly villageName: string | null
  readonly lineName: string | null
  readonly km: number | null
  readonly source: IncidentSource
  readonly status: IncidentStatus
  readonly reportedAt: string
  readonly reportedByMe: boolean
  readonly lastVerdictAt: string | null
}

export type IncidentDetail = Incident & {
  /** What happened, unsealed; each reading is logged. */
  readonly summary: string | null
  readonly reviews: readonly {
    readonly id: string
    readonly verdict: Verdict
    readonly reason: string | null
    readonly at: string
    readonly byName: string
  }[]
}

export type IncidentFilter = {
  readonly status?: IncidentStatus | undefined
  readonly category?: string | undefined
  readonly villageId?: string | undefined
}

/** Incidents, the latest first. */
export function incidentsQuery(filter: IncidentFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['incident', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Incident>>('/incidents', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { reads: ['place'] },
  })
}

/** One incident. Its summary is unsealed for this reading, which is logged: not read again without need. */
export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: ['incident', 'one', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/incidents/${id}`, { signal }),
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  })
}

export type Where =
  | { readonly kind: 'place'; readonly placeId: string }
  | { readonly kind: 'line'; readonly lineId: string; readonly km: number }
  | { readonly kind: 'village'; readonly villageId: string }

export type ReportIncident = {
  readonly category: IncidentCategory
  readonly occurredAt: string
  readonly where: Where
  readonly source: IncidentSource
  readonly summary?: string
}

export function reportIncident(id: string, incident: ReportIncident) {
  return put<{ id: string; status: IncidentStatus }>(`/incidents/${id}`, incident)
}

export type ReviewIncident = { readonly id: string; readonly verdict: Verdict; readonly reason?: string }

export function reviewIncident(incidentId: string, review: ReviewIncident) {
  return post<{ id: string; status: IncidentStatus }>(`/incidents/${incidentId}/reviews`, review)
}

/** Closes the incidents that keep a place red; its tier follows the other rules from that moment on. */
export function closeRed(placeId: string, review: { readonly id: string; readonly reason: string }) {
  return post<{ id: string; tier: string }>(`/places/${placeId}/red-reviews`, review)
}

/** Pipelines, to say on which one and at which kilometre. */
export const lineChoices = queryOptions({
  queryKey: ['line', 'choices'],
  queryFn: ({ signal }) =>
    get<{ rows: readonly { readonly id: string; readonly name: string; readonly lengthKm: number }[] }>('/lines', {
      signal,
    }),
  staleTime: 300_000,
})
