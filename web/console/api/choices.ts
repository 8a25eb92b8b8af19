import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** A record as something to choose from: for filters and forms. */
export type Choice = { readonly id: string; readonly name: string }

/** Villages of the station by pinyin. */
export const villageChoices = queryOptions({
  queryKey: ['place', 'choices', 'village'],
  queryFn: ({ signal }) => api.get('/villages', { signal }),
  staleTime: 300_000,
})

/** Members who own places or visit them, by name. */
export const memberChoices = queryOptions({
  queryKey: ['member', 'choices'],
  queryFn: ({ signal }) => api.get('/members', { query: { limit: 200 }, signal }),
  staleTime: 300_000,
})
