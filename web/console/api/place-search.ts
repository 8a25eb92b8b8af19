import type { Row } from '@sifang/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { PlaceDetail } from './places.ts'

/** A place as it is chosen in a form. */
export type FoundPlace = Row<'/places/search'>

const shown = 20

/** Open places by a piece of the name, its pinyin or its initials, best first. */
export function placesFound(text: string) {
  return queryOptions({
    queryKey: ['place', 'found', text],
    queryFn: ({ signal }) => api.get('/places/search', { query: { q: text, limit: shown }, signal }),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
  })
}

/** What a form about a place has to know of it. */
export type PlaceInShort = PlaceDetail

export function placeInShort(id: string) {
  return queryOptions({
    queryKey: ['place', 'short', id],
    queryFn: ({ signal }) => api.get('/places/{id}', { path: { id }, signal }),
    meta: { reads: ['visit', 'duty', 'incident', 'tier-proposal', 'policy'] },
  })
}
