import type { Body, Filter, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** One line of the list: codes and days, no names. */
export type DisputeLine = Row<'/disputes'>
export type DisputeFilter = Filter<'/disputes'>
export type DisputeDetail = Reply<'/disputes/{id}'>
export type Opened = Reply<'/disputes/{id}/readings', 'post'>
export type ReadingPurpose = Body<'/disputes/{id}/readings', 'post'>['purpose']
export type TakenStep = Body<'/disputes/{id}/steps', 'post'>
export type StepBody = TakenStep['step']
export type StepWords = NonNullable<TakenStep['words']>
export type Person = Body<'/disputes/{id}/parties/{partyId}', 'put'>['person']
export type PartyPart = Body<'/disputes/{id}/parties/{partyId}', 'put'>['part']
export type Committee = Reply<'/committees'>['rows'][number]
export type Statistics = Reply<'/disputes/statistics'>

/** Disputes that were taken up, the latest first. */
export function disputesQuery(filter: DisputeFilter) {
  return infiniteQueryOptions({
    queryKey: ['dispute', 'list', filter],
    queryFn: ({ pageParam: after, signal }) =>
      api.get('/disputes', { query: { ...filter, limit: 100, after }, signal }),
    ...pages,
    placeholderData: keepPreviousData,
    meta: { reads: ['follow-up', 'place'] },
  })
}

/** What stands, what may come next, what is missing, the dates; without names. */
export function disputeQuery(id: string) {
  return queryOptions({
    queryKey: ['dispute', 'one', id],
    queryFn: ({ signal }) => api.get('/disputes/{id}', { path: { id }, signal }),
    meta: { reads: ['follow-up', 'committee', 'station'] },
  })
}

export function statisticsQuery(month: string) {
  return queryOptions({
    queryKey: ['dispute', 'statistics', month],
    queryFn: ({ signal }) => api.get('/disputes/statistics', { query: { month }, signal }),
    placeholderData: keepPreviousData,
    meta: { reads: ['follow-up', 'place'] },
  })
}

export const committeesQuery = queryOptions({
  queryKey: ['committee', 'list'],
  queryFn: ({ signal }) => api.get('/committees', { signal }),
  meta: { reads: ['place', 'member'] },
})

export function takeStep(id: string, step: TakenStep) {
  return api.post('/disputes/{id}/steps', { path: { id }, body: step })
}

/** The names and words of one dispute; the reading goes into the log. */
export function openDispute(id: string, purpose: ReadingPurpose) {
  return api.post('/disputes/{id}/readings', { path: { id }, body: { purpose } })
}

export type Again = Reply<'/disputes/{id}/probes', 'post'>

/** How often these two, or this place, had a dispute before; the asking goes into the log. */
export function askAgain(id: string, purpose: ReadingPurpose): Promise<Again> {
  return api.post('/disputes/{id}/probes', { path: { id }, body: { purpose } })
}

export function enterParty(id: string, partyId: string, body: Body<'/disputes/{id}/parties/{partyId}', 'put'>) {
  return api.put('/disputes/{id}/parties/{partyId}', { path: { id, partyId }, body })
}

export function decideIncident(id: string, body: Body<'/disputes/{id}/incident-decisions', 'post'>) {
  return api.post('/disputes/{id}/incident-decisions', { path: { id }, body })
}

export function openNeed(id: string, body: Body<'/disputes/{id}/needs', 'post'>) {
  return api.post('/disputes/{id}/needs', { path: { id }, body })
}

export type Informal = Body<'/informal-disputes/{id}', 'put'>

export function noteInformal(id: string, body: Informal) {
  return api.put('/informal-disputes/{id}', { path: { id }, body })
}

export function keepCommittee(id: string, body: Body<'/committees/{id}', 'put'>) {
  return api.put('/committees/{id}', { path: { id }, body })
}
