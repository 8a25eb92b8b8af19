import type { Body, Filter, Query, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** One line of the inbox: codes, places and times, no words. */
export type FollowUp = Row<'/follow-ups'>
export type FollowUpDetail = Reply<'/follow-ups/{id}'>
export type FollowUpEntry = FollowUpDetail['entries'][number]
export type EntryKind = FollowUpDetail['allowed'][number]
export type Asker = FollowUpDetail['askers'][number]
export type FollowUpContent = Reply<'/follow-ups/{id}/content'>

export type FollowUpStage = NonNullable<Query<'/follow-ups'>['stage']>
export const stages = ['open', 'in-hand', 'to-tell', 'closed'] as const satisfies readonly FollowUpStage[]
export type FollowUpFilter = Filter<'/follow-ups'>

const reads = ['member', 'shift', 'place', 'station']

/** Follow-ups by their next date; closed ones the latest first. */
export function followUpsQuery(filter: FollowUpFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['follow-up', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/follow-ups', { query: { ...filter, limit, after }, signal }),
    ...pages,
    placeholderData: keepPreviousData,
    meta: { reads: ['member', 'place'] },
  })
}

export const followUpCountsQuery = queryOptions({
  queryKey: ['follow-up', 'counts'],
  queryFn: ({ signal }) => api.get('/follow-ups/counts', { signal }),
})

/** How those who asked answered when they were told, of the whole station. */
export const answersQuery = queryOptions({
  queryKey: ['follow-up', 'answers'],
  queryFn: ({ signal }) => api.get('/follow-ups/answers', { signal }),
})

/** One with its entries, clocks and what may be done now. */
export function followUpQuery(id: string) {
  return queryOptions({
    queryKey: ['follow-up', 'one', id],
    queryFn: ({ signal }) => api.get('/follow-ups/{id}', { path: { id }, signal }),
    meta: { reads },
  })
}

/** Those at one place, or in one village, that are not closed. */
export function openHereQuery(where: Pick<FollowUpFilter, 'placeId' | 'villageId'>, limit = 20) {
  return queryOptions({
    queryKey: ['follow-up', 'here', where, limit],
    queryFn: ({ signal }) => api.get('/follow-ups', { query: { ...where, limit }, signal }),
    meta: { reads: ['place'] },
  })
}

export type ContentPurpose = Query<'/follow-ups/{id}/content'>['purpose']
export const contentPurposes = [
  'handle',
  'revisit',
  'check',
  'answer',
  'other',
] as const satisfies readonly ContentPurpose[]

/** What was said in it; the reading goes into the log. */
export function readContent(id: string, purpose: ContentPurpose, note: string | undefined) {
  return api.get('/follow-ups/{id}/content', { path: { id }, query: { purpose, note } })
}

export type NewEntry = Body<'/follow-ups/{id}/entries', 'post'>
export type Step = NewEntry['step']

export function appendEntry(id: string, entry: NewEntry) {
  return api.post('/follow-ups/{id}/entries', { path: { id }, body: entry })
}

export function mergeFollowUp(id: string, merging: Body<'/follow-ups/{id}/merges', 'post'>) {
  return api.post('/follow-ups/{id}/merges', { path: { id }, body: merging })
}

export type NewOrder = Body<'/follow-ups/{id}', 'put'>

/** 交办 of the chief, or a promise. */
export function openOrder(id: string, order: NewOrder) {
  return api.put('/follow-ups/{id}', { path: { id }, body: order })
}

/** Urgent ones of this member that nobody has accepted yet. */
export function urgentOfMineQuery(ownerId: string) {
  return queryOptions({
    queryKey: ['follow-up', 'urgent', ownerId],
    queryFn: ({ signal }) =>
      api.get('/follow-ups', { query: { ownerId, urgency: 'urgent', stage: 'open', limit: 20 }, signal }),
  })
}
