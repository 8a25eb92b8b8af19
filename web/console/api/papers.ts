import type { Body, Reply } from '@sifang/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type DisputePapers = Reply<'/disputes/{id}/papers'>
export type PaperLine = DisputePapers['rows'][number]

/** The papers that a dispute has and should have, and what is missing on each. */
export function papersQuery(disputeId: string) {
  return queryOptions({
    queryKey: ['paper', 'of', disputeId],
    queryFn: ({ signal }) => api.get('/disputes/{id}/papers', { path: { id: disputeId }, signal }),
    // whoever may not read them is told once
    retry: false,
    meta: { reads: ['dispute', 'follow-up', 'station'] },
  })
}

/** Addresses of downloads; each reading goes into the log as for making papers. */
export const draftAddress = (id: string, { kind, no }: PaperLine): string =>
  api.address('/disputes/{id}/papers/{kind}/draft', {
    path: { id, kind },
    query: { purpose: 'paper', ...(no === null ? {} : { no }) },
  })

export const paperAddress = (id: string): string =>
  api.address('/papers/{id}/docx', { path: { id }, query: { purpose: 'paper' } })

export type MediationLine = Reply<'/papers/mediation-register'>['rows'][number]

/** A month of the register of mediations. */
export function mediationsQuery(month: string) {
  return queryOptions({
    queryKey: ['paper', 'mediations', month],
    queryFn: ({ signal }) => api.get('/papers/mediation-register', { query: { month }, signal }),
    placeholderData: keepPreviousData,
    meta: { reads: ['dispute', 'follow-up', 'committee', 'station'] },
  })
}

export const mediationsAddress = (month: string): string =>
  api.address('/papers/mediation-register/docx', { query: { month } })

/** `period`: a month or a quarter, 2025-Q1. */
export const statisticsAddress = (period: string): string => api.address('/papers/statistics', { query: { period } })

/** The whole file in the order of its index. */
export const fileAddress = (id: string): string =>
  api.address('/disputes/{id}/file', { path: { id }, query: { purpose: 'paper' } })

export function issuePaper(id: string, body: Body<'/papers/{id}', 'put'>) {
  return api.put('/papers/{id}', { path: { id }, body })
}

export type Voiding = Body<'/papers/{id}/voidings', 'post'>

export function voidPaper(id: string, body: Voiding) {
  return api.post('/papers/{id}/voidings', { path: { id }, body })
}
