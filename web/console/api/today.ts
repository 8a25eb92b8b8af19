import type { Reply, Row } from '@sifang/client'
import { type Tier, tiers } from '@sifang/domain/tiers'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export { type Tier, tiers }

/** The chief's first page (DOMAIN.md §12), counted by the server. */
export type Today = Reply<'/today'>

export type TierCounts = Today['base']['byTier']

/** Open duties, those of them that end today, and places with a missed window and no counting visit since. */
export type DueCounts = Today['due'][Tier]

export type FailedTwice = Row<'/today/failed-twice'>

const reads = [
  'follow-up',
  'duty',
  'place',
  'visit',
  'incident',
  'member',
  'shift',
  'tier-proposal',
  'excusal',
  'policy',
]

export const todayQuery = queryOptions({
  queryKey: ['today', 'figures'],
  queryFn: ({ signal }) => api.get('/today', { signal }),
  meta: { reads },
})

/** Places where two attempts failed within one window: for the duty officer. */
export const failedTwiceQuery = queryOptions({
  queryKey: ['today', 'failed-twice'],
  queryFn: ({ signal }) => api.get('/today/failed-twice', { signal }),
  meta: { reads },
})
