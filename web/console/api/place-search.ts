import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'
import type { Tier } from './today.ts'

/** A place as it is chosen in a form. */
export type FoundPlace = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly villageId: string | null
  readonly villageName: string | null
  readonly tier: Tier | null
  readonly closed: boolean
}

/** Open places by a piece of the name, its pinyin or its initials, best first. */
export function placesFound(text: string) {
  return queryOptions({
    queryKey: ['place', 'found', text],
    queryFn: ({ signal }) =>
      get<{ rows: readonly FoundPlace[] }>('/places/search', { query: { q: text, limit: 20 }, signal }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })
}

/** What a form about a place has to know of it. */
export type PlaceInShort = FoundPlace & {
  readonly addressHint: string | null
  readonly lastVisitAt: string | null
  readonly closedAt: string | null
  readonly ownerName: string | null
  readonly duties: readonly {
    readonly lineId: string
    readonly lineName: string
    readonly period: string
    readonly periodStart: string
    readonly daysLeft: number
    readonly visits: number
    readonly visitsDone: number
    readonly state: 'open' | 'fulfilled' | 'excused'
  }[]
  readonly missed: { readonly period: string; readonly until: string } | null
}

export function placeInShort(id: string) {
  return queryOptions({
    queryKey: ['place', 'short', id],
    queryFn: ({ signal }) => get<PlaceInShort>(`/places/${id}`, { signal }),
    meta: { reads: ['visit', 'duty', 'incident', 'tier-proposal', 'policy'] },
  })
}
