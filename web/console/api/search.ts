import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type { FoundPlace } from './place-search.ts'

const shown = 8

/** Places by a piece of the name, its pinyin or its initials. */
export function placeSearch(text: string) {
  return queryOptions({
    queryKey: ['place', 'search', text],
    queryFn: ({ signal }) => api.get('/places/search', { query: { q: text, limit: shown }, signal }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })
}
