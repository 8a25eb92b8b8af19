import { queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'
import type { Tier } from './today.ts'

export type Line = {
  readonly id: string
  readonly name: string
  readonly content: string
  readonly lengthKm: number
  readonly version: number
  readonly posts: readonly {
    readonly km: number
    readonly label: string
    readonly latitude: number
    readonly longitude: number
  }[]
  readonly segments: readonly {
    readonly id: string
    readonly name: string
    readonly fromKm: number
    readonly toKm: number
    readonly tier: Tier | null
    readonly villageId: string | null
    readonly villageName: string | null
    readonly ownerName: string | null
  }[]
}

/** Pipelines with their posts and segments. */
export const linesQuery = queryOptions({
  queryKey: ['line', 'list'],
  queryFn: ({ signal }) => get<{ rows: readonly Line[]; lengthKm: number }>('/lines', { signal }),
  staleTime: 300_000,
  meta: { reads: ['place'] },
})

export type LineFeatures = {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly geometry:
      | { readonly type: 'LineString'; readonly coordinates: [number, number][] }
      | { readonly type: 'Point'; readonly coordinates: [number, number] }
    readonly properties: {
      readonly kind: 'line' | 'segment' | 'post'
      readonly id: string
      readonly name: string
      readonly content?: string
      readonly tier?: Tier | null
      readonly km?: number
    }
  }[]
}

/** Lines, segments and posts as GeoJSON, WGS-84. */
export const mapLinesQuery = queryOptions({
  queryKey: ['line', 'map'],
  queryFn: ({ signal }) => get<LineFeatures>('/map/lines', { signal }),
  staleTime: 300_000,
  meta: { reads: ['place'] },
})
