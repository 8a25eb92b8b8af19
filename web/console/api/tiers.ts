import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import { get, post, put } from './request.ts'
import type { Tier } from './today.ts'

export type Proposal = {
  readonly id: string
  readonly placeId: string
  readonly placeName: string
  readonly villageName: string | null
  readonly tierNow: Tier | null
  readonly tier: Tier
  readonly reason: string
  /** The decision ends at 24:00 of this day. */
  readonly lastDay: string
  readonly proposedAt: string
  readonly proposedBy: { readonly id: string; readonly name: string }
  readonly verdict: 'approved' | 'rejected' | 'withdrawn' | null
  readonly decidedAt: string | null
  readonly decidedByName: string | null
  readonly decisionNote: string | null
  readonly mayDecide: boolean
}

/** Proposals, the latest first: those that wait, or all. */
export function proposalsQuery(filter: {
  readonly waiting?: boolean | undefined
  readonly placeId?: string | undefined
}) {
  return infiniteQueryOptions({
    queryKey: ['tier-proposal', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Proposal>>('/tier-proposals', {
        query: { ...filter, limit: 100, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { reads: ['place', 'me'] },
  })
}

export type ProposeTier = {
  readonly placeId: string
  readonly tier: Tier
  readonly reason: string
  readonly lastDay: string
}

export function proposeTier(id: string, proposal: ProposeTier) {
  return put<{ id: string }>(`/tier-proposals/${id}`, proposal)
}

export type Decision = { readonly id: string; readonly verdict: 'approved' | 'rejected'; readonly note?: string }

export function decideProposal(proposalId: string, decision: Decision) {
  return post<{ id: string }>(`/tier-proposals/${proposalId}/decisions`, decision)
}

export function withdrawProposal(proposalId: string, id: string) {
  return post<{ id: string }>(`/tier-proposals/${proposalId}/withdrawals`, { id })
}

export type RedReview = {
  readonly placeId: string
  readonly placeName: string
  readonly villageName: string | null
  readonly redSince: string
  readonly lastIncidentOn: string
}

/** Red places without another incident for 90 days. */
export const redReviewsQuery = queryOptions({
  queryKey: ['tier', 'red-reviews'],
  queryFn: ({ signal }) => get<{ rows: readonly RedReview[] }>('/red-reviews/due', { signal }),
  meta: { reads: ['place', 'incident'] },
})
