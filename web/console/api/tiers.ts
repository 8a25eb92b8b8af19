import type { Body, Filter, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** A decision ends at 24:00 of its `lastDay`. */
export type Proposal = Row<'/tier-proposals'>

/** Proposals, the latest first: those that wait, or all. */
export function proposalsQuery(filter: Filter<'/tier-proposals'>) {
  return infiniteQueryOptions({
    queryKey: ['tier-proposal', 'list', filter],
    queryFn: ({ pageParam: after, signal }) =>
      api.get('/tier-proposals', { query: { ...filter, limit: 100, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'me'] },
  })
}

export type ProposeTier = Body<'/tier-proposals/{id}', 'put'>

/** Proposes another tier; somebody else decides. */
export function proposeTier(id: string, proposal: ProposeTier) {
  return api.put('/tier-proposals/{id}', { path: { id }, body: proposal })
}

export type Decision = Body<'/tier-proposals/{id}/decisions', 'post'>

export function decideProposal(proposalId: string, decision: Decision) {
  return api.post('/tier-proposals/{id}/decisions', { path: { id: proposalId }, body: decision })
}

export function withdrawProposal(proposalId: string, id: string) {
  return api.post('/tier-proposals/{id}/withdrawals', { path: { id: proposalId }, body: { id } })
}

export type RedReview = Row<'/red-reviews/due'>

/** Red places without another incident for 90 days. */
export const redReviewsQuery = queryOptions({
  queryKey: ['tier', 'red-reviews'],
  queryFn: ({ signal }) => api.get('/red-reviews/due', { signal }),
  meta: { reads: ['place', 'incident'] },
})
