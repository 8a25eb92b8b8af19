import { queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'

/** A record as something to choose from: for filters and forms. */
export type Choice = { readonly id: string; readonly name: string }

type Rows = { readonly rows: readonly Choice[] }

/** Villages of the station by pinyin. */
export const villageChoices = queryOptions({
  queryKey: ['place', 'choices', 'village'],
  queryFn: ({ signal }) => get<Rows>('/villages', { signal }),
  staleTime: 300_000,
})

/** Members who own places or visit them, by name. */
export const memberChoices = queryOptions({
  queryKey: ['member', 'choices'],
  queryFn: ({ signal }) => get<Rows>('/members', { query: { limit: 200 }, signal }),
  staleTime: 300_000,
})
