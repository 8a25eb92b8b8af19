import type { Reply, Row } from '@sifang/client'
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

export type LineFeatures = Reply<'/map/lines'>

/** Lines, segments and posts as GeoJSON, WGS-84. */
export const mapLinesQuery = queryOptions({
  queryKey: ['line', 'map'],
  queryFn: ({ signal }) => api.get('/map/lines', { signal }),
  staleTime: 300_000,
  meta: { reads: ['place'] },
})
