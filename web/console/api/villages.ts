import { queryOptions } from '@tanstack/react-query'
import type { Role } from './me.ts'
import { get, put } from './request.ts'
import type { TierCounts } from './today.ts'

type Named = { readonly id: string; readonly name: string }

export type Village = {
  readonly id: string
  readonly name: string
  readonly divisionCode: string | null
  readonly communityId: string | null
  readonly communityName: string | null
  /** WGS-84. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly places: number
  readonly byTier: TierCounts
  /** The community officer. */
  readonly officer: Named | null
  readonly volunteers: number
  readonly lastVisitAt: string | null
  readonly closedAt: string | null
  readonly version: number
}

export type VillageDetail = Village & {
  readonly members: readonly (Named & { readonly role: Role })[]
  readonly openDuties: number
}

export type Community = Named & {
  readonly villages: number
  readonly places: number
  readonly byTier: TierCounts
  readonly version: number
}

const reads = ['member', 'visit', 'incident', 'tier-proposal']

/** The station's villages by pinyin. */
export const villagesQuery = queryOptions({
  queryKey: ['place', 'villages'],
  queryFn: ({ signal }) => get<{ rows: readonly Village[] }>('/villages', { signal }),
  staleTime: 60_000,
  meta: { reads },
})

export function villageQuery(id: string) {
  return queryOptions({
    queryKey: ['place', 'village', id],
    queryFn: ({ signal }) => get<VillageDetail>(`/villages/${id}`, { signal }),
    meta: { reads: [...reads, 'duty'] },
  })
}

export const communitiesQuery = queryOptions({
  queryKey: ['place', 'communities'],
  queryFn: ({ signal }) => get<{ rows: readonly Community[] }>('/communities', { signal }),
  staleTime: 60_000,
  meta: { reads },
})

type Reply = { readonly id: string; readonly version: number }

export function createVillage(id: string, village: { readonly name: string; readonly communityId?: string }) {
  return put<Reply>(`/villages/${id}`, village)
}

export function createCommunity(id: string, community: { readonly name: string }) {
  return put<Reply>(`/communities/${id}`, community)
}

/** Puts a village into another community; its past stays. */
export function changeCommunity(
  villageId: string,
  entryId: string,
  change: { readonly basedOn: number; readonly communityId: string | null },
) {
  return put<Reply>(`/villages/${villageId}/community-changes/${entryId}`, change)
}
