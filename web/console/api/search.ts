import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'
import type { Tier } from './today.ts'

/** A place as the search shows it. */
export type FoundPlace = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly tier: Tier | null
  readonly villageName: string | null
}

const shown = 8

/** Places by a piece of the name, its pinyin or its initials. */
export function placeSearch(text: string) {
  return queryOptions({
    queryKey: ['place', 'search', text],
    queryFn: ({ signal }) =>
      get<{ rows: readonly FoundPlace[] }>('/places/search', { query: { q: text, limit: shown }, signal }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })
}
