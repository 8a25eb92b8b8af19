import type { Body, Reply, Row } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** `officer` is the community officer; the position is WGS-84. */
export type Village = Row<'/villages'>
export type VillageDetail = Reply<'/villages/{id}'>
export type Community = Row<'/communities'>

const reads = ['member', 'visit', 'incident', 'tier-proposal']

/** The station's villages by pinyin; `closed`: closed ones too. */
export function villageListQuery(closed: boolean) {
  return queryOptions({
    queryKey: ['place', 'villages', closed],
    queryFn: ({ signal }) => api.get('/villages', { query: { closed }, signal }),
    staleTime: 60_000,
    meta: { reads },
  })
}

/** Open ones. */
export const villagesQuery = villageListQuery(false)

export function villageQuery(id: string) {
  return queryOptions({
    queryKey: ['place', 'village', id],
    queryFn: ({ signal }) => api.get('/villages/{id}', { path: { id }, signal }),
    meta: { reads: [...reads, 'duty'] },
  })
}

/** Communities by pinyin; `closed`: closed ones too. */
export function communityListQuery(closed: boolean) {
  return queryOptions({
    queryKey: ['place', 'communities', closed],
    queryFn: ({ signal }) => api.get('/communities', { query: { closed }, signal }),
    staleTime: 60_000,
    meta: { reads },
  })
}

/** Open ones. */
export const communitiesQuery = communityListQuery(false)

export function createVillage(id: string, village: Body<'/villages/{id}', 'put'>) {
  return api.put('/villages/{id}', { path: { id }, body: village })
}

export function createCommunity(id: string, community: Body<'/communities/{id}', 'put'>) {
  return api.put('/communities/{id}', { path: { id }, body: community })
}

// What is changed of a village or community itself, each under an id made with its form.

export function correctDivision(
  id: string,
  entryId: string,
  body: Body<'/divisions/{id}/corrections/{entryId}', 'put'>,
) {
  return api.put('/divisions/{id}/corrections/{entryId}', { path: { id, entryId }, body })
}

export function closeDivision(id: string, entryId: string, body: Body<'/divisions/{id}/closings/{entryId}', 'put'>) {
  return api.put('/divisions/{id}/closings/{entryId}', { path: { id, entryId }, body })
}

export function reopenDivision(id: string, entryId: string, body: Body<'/divisions/{id}/reopenings/{entryId}', 'put'>) {
  return api.put('/divisions/{id}/reopenings/{entryId}', { path: { id, entryId }, body })
}

/** Puts a village into another community; its past stays. */
export function changeCommunity(
  id: string,
  entryId: string,
  change: Body<'/villages/{id}/community-changes/{entryId}', 'put'>,
) {
  return api.put('/villages/{id}/community-changes/{entryId}', { path: { id, entryId }, body: change })
}
