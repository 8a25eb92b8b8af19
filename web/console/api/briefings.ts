import type { Body, Reply } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type Meeting = Reply<'/morning-meeting'>
export type VillageCard = Reply<'/villages/{id}/card'>
export type HandOverNow = Reply<'/hand-overs/now'>
export type HandOver = Reply<'/hand-overs'>['rows'][number]
export type DatedItem = Meeting['dates'][number]

const reads = ['follow-up', 'visit', 'incident', 'shift', 'member', 'place', 'duty']

/** 晨会: read anew as the station works. */
export const meetingQuery = queryOptions({
  queryKey: ['follow-up', 'meeting'],
  queryFn: ({ signal }) => api.get('/morning-meeting', { signal }),
  meta: { reads },
})

/** 进村一张卡. */
export function villageCardQuery(id: string) {
  return queryOptions({
    queryKey: ['follow-up', 'village-card', id],
    queryFn: ({ signal }) => api.get('/villages/{id}/card', { path: { id }, signal }),
    meta: { reads },
  })
}

export const handOverNowQuery = queryOptions({
  queryKey: ['hand-over', 'now'],
  queryFn: ({ signal }) => api.get('/hand-overs/now', { signal }),
  meta: { reads: ['follow-up', 'shift', 'incident', 'member'] },
})

/** The last ones; a station hands over once a day. */
export const handOversQuery = queryOptions({
  queryKey: ['hand-over', 'list'],
  queryFn: ({ signal }) => api.get('/hand-overs', { query: { limit: 14 }, signal }),
  meta: { reads: ['member'] },
})

/** One with its note; reading a note is on record. */
export function handOverQuery(id: string) {
  return queryOptions({
    queryKey: ['hand-over', 'one', id],
    queryFn: ({ signal }) => api.get('/hand-overs/{id}', { path: { id }, signal }),
    meta: { reads: ['follow-up'] },
  })
}

export function giveShift(id: string, body: Body<'/hand-overs/{id}', 'put'>) {
  return api.put('/hand-overs/{id}', { path: { id }, body })
}

export function takeShift(handOverId: string, id: string) {
  return api.post('/hand-overs/{id}/signatures', { path: { id: handOverId }, body: { id } })
}
