import type { VisitKind, VisitOutcome } from '@sifang/domain/visits'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import type { Role } from './me.ts'
import { get, post, put } from './request.ts'

export type { VisitKind, VisitOutcome }

export const failures = ['nobody-in', 'road-blocked', 'refused', 'not-found', 'other'] as const
export type Failure = (typeof failures)[number]

export const observations = [
  'new-lock',
  'wheel-tracks',
  'smell-of-oil',
  'tanks',
  'tenants',
  'fresh-digging',
  'leak',
  'damage',
] as const
export type Observation = (typeof observations)[number]

export type Visit = {
  readonly id: string
  readonly placeId: string
  readonly placeName: string
  readonly placeKind: string
  readonly villageName: string | null
  readonly kind: VisitKind
  readonly at: string
  readonly receivedAt: string
  readonly outcome: VisitOutcome
  readonly failure: Failure | null
  readonly note: string | null
  readonly observed: readonly string[]
  readonly participants: readonly { readonly id: string; readonly name: string; readonly role: Role }[]
  readonly othersPresent: string | null
  readonly source: 'app' | 'paper' | 'import' | 'demo'
  readonly roundListNumber: number | null
  /** Reported so late that an officer who was not there must let it count. */
  readonly waits: boolean
  readonly voided: { readonly at: string; readonly reason: string; readonly byName: string } | null
}

export type VisitFilter = {
  readonly placeId?: string | undefined
  readonly memberId?: string | undefined
  readonly kind?: VisitKind | undefined
  readonly outcome?: VisitOutcome | undefined
  readonly waiting?: boolean | undefined
}

/** Visits, the latest first. */
export function visitsQuery(filter: VisitFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['visit', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Visit>>('/visits', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { reads: ['place', 'member'] },
  })
}

export function visitQuery(id: string) {
  return queryOptions({
    queryKey: ['visit', 'one', id],
    queryFn: ({ signal }) => get<Visit>(`/visits/${id}`, { signal }),
  })
}

type Entered = {
  readonly placeId: string
  readonly kind: VisitKind
  readonly at: string
  readonly participants: readonly string[]
  readonly othersPresent?: string
  readonly note?: string
  readonly observed: readonly Observation[]
}

export type RecordVisit = Entered &
  (
    | { readonly outcome: Exclude<VisitOutcome, 'failed'> }
    | { readonly outcome: 'failed'; readonly failure: Failure; readonly nextAttemptAt?: string }
  )

export type VisitRecorded = {
  readonly id: string
  /** Duties that it fulfilled. */
  readonly fulfilled: number
  readonly waits: boolean
  /** Failed attempts here in the running window. */
  readonly failedAttempts: number
}

/** Records a visit under an id made with the form: sent again, it is the same visit. */
export function recordVisit(id: string, visit: RecordVisit): Promise<VisitRecorded> {
  return put(`/visits/${id}`, visit)
}

/** Makes a wrong visit void; what it settled is judged anew. */
export function voidVisit(visitId: string, command: { readonly id: string; readonly reason: string }) {
  return post<{ id: string }>(`/visits/${visitId}/voidings`, command)
}

/** Lets a visit count that was reported more than 7 days late. */
export function admitVisit(visitId: string, command: { readonly id: string }) {
  return post<{ id: string }>(`/visits/${visitId}/admissions`, command)
}
