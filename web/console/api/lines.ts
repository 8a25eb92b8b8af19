import type { Body, Reply, Row } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type Line = Row<'/lines'>

/** Pipelines with their posts and segments. */
export const linesQuery = queryOptions({
  queryKey: ['line', 'list'],
  queryFn: ({ signal }) => api.get('/lines', { signal }),
  staleTime: 300_000,
  meta: { reads: ['place'] },
})

/** The latest check-ins at a line. */
export function checkInsQuery(lineId: string) {
  return queryOptions({
    queryKey: ['check-in', 'line', lineId],
    queryFn: ({ signal }) => api.get('/check-ins', { query: { lineId, limit: 5 }, signal }),
  })
}

export type NewLine = Body<'/lines/{id}', 'put'>
export type LineContent = NonNullable<NewLine['content']>

export function createLine(id: string, line: NewLine) {
  return api.put('/lines/{id}', { path: { id }, body: line })
}

export function changeLine(id: string, entryId: string, change: Body<'/lines/{id}/changes/{entryId}', 'put'>) {
  return api.put('/lines/{id}/changes/{entryId}', { path: { id, entryId }, body: change })
}

/** Adds, moves or removes one kilometre post; segments follow. */
export function changePost(id: string, entryId: string, change: Body<'/lines/{id}/posts/{entryId}', 'put'>) {
  return api.put('/lines/{id}/posts/{entryId}', { path: { id, entryId }, body: change })
}

export function createSegment(id: string, segment: Body<'/segments/{id}', 'put'>) {
  return api.put('/segments/{id}', { path: { id }, body: segment })
}

/** From where to where it goes; its past stays. */
export function changeSegment(id: string, entryId: string, change: Body<'/segments/{id}/changes/{entryId}', 'put'>) {
  return api.put('/segments/{id}/changes/{entryId}', { path: { id, entryId }, body: change })
}

export type LineFeatures = Reply<'/map/lines'>

/** Lines, segments and posts as GeoJSON, WGS-84. */
export const mapLinesQuery = queryOptions({
  queryKey: ['line', 'map'],
  queryFn: ({ signal }) => api.get('/map/lines', { signal }),
  staleTime: 300_000,
  meta: { reads: ['place'] },
})

export type Digging = Row<'/lines/{id}/diggings'>

/** Announced digging on a line: what is not over yet, or what was on `on`. */
export function diggingsQuery(lineId: string, on?: string) {
  return queryOptions({
    queryKey: ['line', 'diggings', lineId, on ?? 'now'],
    queryFn: ({ signal }) =>
      api.get('/lines/{id}/diggings', { path: { id: lineId }, query: on === undefined ? {} : { on }, signal }),
  })
}

export function announceDigging(id: string, digging: Body<'/diggings/{id}', 'put'>) {
  return api.put('/diggings/{id}', { path: { id }, body: digging })
}

export function withdrawDigging(diggingId: string, withdrawal: Body<'/diggings/{id}/withdrawals', 'post'>) {
  return api.post('/diggings/{id}/withdrawals', { path: { id: diggingId }, body: withdrawal })
}
