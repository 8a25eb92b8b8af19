import type { Filter, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** `memberName` is null for a job or the command line. */
export type AuditEntry = Row<'/audit'>

/** Who did or read what, the latest first. */
export function auditQuery(filter: Filter<'/audit'>, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/audit', { query: { ...filter, limit, after }, signal }),
    ...pages,
  })
}

export type ChainState = Reply<'/audit/chain'>

/** Goes through the whole chain: asked when the page is opened, then only by hand. */
export const chainQuery = queryOptions({
  queryKey: ['audit', 'chain'],
  queryFn: ({ signal }) => api.get('/audit/chain', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
})
