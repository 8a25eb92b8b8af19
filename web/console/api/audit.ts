import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import { get } from './request.ts'

export type AuditEntry = {
  readonly id: string
  readonly at: string
  readonly memberId: string | null
  /** null: a job or the command line. */
  readonly memberName: string | null
  readonly action: string
  readonly entity: string
  readonly entityId: string | null
  readonly purpose: string | null
  readonly address: string | null
  readonly details: Readonly<Record<string, unknown>>
}

export type AuditFilter = {
  readonly memberId?: string | undefined
  readonly action?: string | undefined
  readonly entity?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Who did or read what, the latest first. */
export function auditQuery(filter: AuditFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AuditEntry>>('/audit', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
}

export type ChainState = {
  readonly whole: boolean
  readonly seals: number
  readonly entries: number
  readonly broken: { readonly firstChainNo: number; readonly lastChainNo: number; readonly why: string } | null
}

/** Goes through the whole chain: asked when the page is opened, then only by hand. */
export const chainQuery = queryOptions({
  queryKey: ['audit', 'chain'],
  queryFn: ({ signal }) => get<ChainState>('/audit/chain', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
})
