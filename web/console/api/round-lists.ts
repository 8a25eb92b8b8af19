import { queryOptions } from '@tanstack/react-query'
import { get, post, put } from './request.ts'
import type { Tier } from './today.ts'
import type { Failure, VisitKind, VisitOutcome } from './visits.ts'

/** A numbered list of places, printed, taken along and entered afterwards. */
export type RoundList = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly madeAt: string
  readonly places: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly villageName: string | null
    readonly tier: Tier | null
    readonly addressHint: string | null
  }[]
}

/** As many places as one list takes. */
export const mostPlaces = 200

export function roundListQuery(number: number) {
  return queryOptions({
    queryKey: ['round-list', number],
    queryFn: ({ signal }) => get<RoundList>(`/round-lists/${number}`, { signal }),
  })
}

export function makeRoundList(id: string, list: { readonly title: string; readonly placeIds: readonly string[] }) {
  return put<{ id: string; number: number }>(`/round-lists/${id}`, list)
}

export type EnteredRow = {
  readonly id: string
  readonly placeId: string
  readonly at: string
  readonly outcome: VisitOutcome
  readonly failure?: Failure
  readonly note?: string
}

export type EnterRoundList = {
  readonly id: string
  readonly kind: VisitKind
  readonly participants: readonly string[]
  readonly rows: readonly EnteredRow[]
}

/** What was written on the paper: all rows or none. */
export function enterRoundList(number: number, list: EnterRoundList) {
  return post<{ id: string; visits: number; fulfilled: number }>(`/round-lists/${number}/entries`, list)
}
