import type { Body, Filter, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type Check = Row<'/checks'>
export type CheckState = Check['state']
export const checkStates = ['planned', 'under-way', 'complete', 'withdrawn'] as const satisfies readonly CheckState[]
export type CheckDetail = Reply<'/checks/{id}'>
export type CheckPlace = CheckDetail['places'][number]
export type Sheet = Reply<'/checks/{id}/places/{placeId}'>
export type SheetHazard = Sheet['hazards'][number]
export type SheetContent = Reply<'/checks/{id}/places/{placeId}/content'>
export type PlanCheck = Body<'/checks/{id}', 'put'>
export type Outsider = NonNullable<PlanCheck['outsiders']>[number]
export type Party = Outsider['party']
export const parties = ['manager', 'regulator', 'other'] as const satisfies readonly Party[]
export type CompleteCheck = Body<'/checks/{id}/places/{placeId}/completions', 'post'>
export type Signature = CompleteCheck['signatures'][number]
export type Hazard = NonNullable<CompleteCheck['hazards']>[number]
export type Completed = Reply<'/checks/{id}/places/{placeId}/completions', 'post'>
export type Answers = CompleteCheck['answers']

/** Targeted checks, the latest day first. */
export function checksQuery(filter: Filter<'/checks'>, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['check', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/checks', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'follow-up'] },
  })
}

export function checkQuery(id: string) {
  return queryOptions({
    queryKey: ['check', 'one', id],
    queryFn: ({ signal }) => api.get('/checks/{id}', { path: { id }, signal }),
    meta: { reads: ['place', 'follow-up'] },
  })
}

export function sheetQuery(id: string, placeId: string) {
  return queryOptions({
    queryKey: ['check', 'sheet', id, placeId],
    queryFn: ({ signal }) => api.get('/checks/{id}/places/{placeId}', { path: { id, placeId }, signal }),
    meta: { reads: ['follow-up'] },
  })
}

type Purpose = 'change' | 'fill-in' | 'review' | 'print'

/** What is sealed of a sheet; each reading is logged, so it is read once and kept while the page is open. */
export function contentQuery(id: string, placeId: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['check-content', id, placeId, purpose],
    queryFn: ({ signal }) =>
      api.get('/checks/{id}/places/{placeId}/content', { path: { id, placeId }, query: { purpose }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export const planCheck = (id: string, plan: PlanCheck) => api.put('/checks/{id}', { path: { id }, body: plan })

export const changeCheck = (id: string, change: Body<'/checks/{id}/changes', 'post'>) =>
  api.post('/checks/{id}/changes', { path: { id }, body: change })

export const withdrawCheck = (id: string, body: Body<'/checks/{id}/withdrawals', 'post'>) =>
  api.post('/checks/{id}/withdrawals', { path: { id }, body })

export function saveAnswers(id: string, placeId: string, body: Body<'/checks/{id}/places/{placeId}/answers', 'post'>) {
  return api.post('/checks/{id}/places/{placeId}/answers', { path: { id, placeId }, body })
}

export function completeCheck(id: string, placeId: string, body: CompleteCheck) {
  return api.post('/checks/{id}/places/{placeId}/completions', { path: { id, placeId }, body })
}

export function recheckHazard(
  id: string,
  hazardId: string,
  body: Body<'/checks/{id}/hazards/{hazardId}/rechecks', 'post'>,
) {
  return api.post('/checks/{id}/hazards/{hazardId}/rechecks', { path: { id, hazardId }, body })
}

export const paperAddress = (id: string, placeId: string): string =>
  api.address('/checks/{id}/places/{placeId}/paper', { path: { id, placeId }, query: { purpose: 'print' } })
