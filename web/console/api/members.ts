import type { Body, Filter, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type Member = Row<'/members'>
export type MemberFilter = Filter<'/members'>

const reads = ['team', 'stand-in', 'place']

/** Members by role and pinyin. */
export function membersQuery(filter: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: ['member', 'list', filter],
    queryFn: ({ pageParam: after, signal }) => api.get('/members', { query: { ...filter, limit: 100, after }, signal }),
    ...pages,
    placeholderData: (before) => before,
    meta: { reads },
  })
}

export function memberQuery(id: string) {
  return queryOptions({
    queryKey: ['member', 'one', id],
    queryFn: ({ signal }) => api.get('/members/{id}', { path: { id }, signal }),
    meta: { reads },
  })
}

export const coverageQuery = queryOptions({
  queryKey: ['member', 'coverage'],
  queryFn: ({ signal }) => api.get('/coverage', { signal }),
  meta: { reads: ['place'] },
})

export function createMember(id: string, member: Body<'/members/{id}', 'put'>) {
  return api.put('/members/{id}', { path: { id }, body: member })
}

export function changeMember(id: string, entryId: string, body: Body<'/members/{id}/changes/{entryId}', 'put'>) {
  return api.put('/members/{id}/changes/{entryId}', { path: { id, entryId }, body })
}

export function setAreas(id: string, entryId: string, body: Body<'/members/{id}/areas/{entryId}', 'put'>) {
  return api.put('/members/{id}/areas/{entryId}', { path: { id, entryId }, body })
}

export function leave(id: string, entryId: string, body: Body<'/members/{id}/leavings/{entryId}', 'put'>) {
  return api.put('/members/{id}/leavings/{entryId}', { path: { id, entryId }, body })
}

/** The account opens with this password until it is changed. */
export function openAccount(memberId: string, account: Body<'/members/{id}/account', 'put'>) {
  return api.put('/members/{id}/account', { path: { id: memberId }, body: account })
}

export type AccountState = Reply<'/members/{id}/account'>

/** How a member's account stands, for who may help with it. */
export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['member', 'account', id],
    queryFn: ({ signal }) => api.get('/members/{id}/account', { path: { id }, signal }),
  })
}

/** The member replaces this password at the next sign-in; their sessions end. */
export function givePassword(id: string, entryId: string, password: string) {
  return api.put('/members/{id}/given-passwords/{entryId}', { path: { id, entryId }, body: { password } })
}

export function removeLostSecondFactor(id: string, entryId: string) {
  return api.put('/members/{id}/second-factor-removals/{entryId}', { path: { id, entryId }, body: {} })
}

export function unlockAccount(id: string, entryId: string) {
  return api.put('/members/{id}/unlockings/{entryId}', { path: { id, entryId }, body: {} })
}

export type StandIn = Row<'/stand-ins'>

export const standInsQuery = queryOptions({
  queryKey: ['stand-in', 'list'],
  queryFn: ({ signal }) => api.get('/stand-ins', { signal }),
  meta: { reads: ['member'] },
})

export function createStandIn(id: string, standIn: Body<'/stand-ins/{id}', 'put'>) {
  return api.put('/stand-ins/{id}', { path: { id }, body: standIn })
}

export function endStandIn(id: string, entryId: string, lastDay: string) {
  return api.put('/stand-ins/{id}/endings/{entryId}', { path: { id, entryId }, body: { lastDay } })
}

export type Team = Row<'/teams'>

/** Members who go together. */
export const teamsQuery = queryOptions({
  queryKey: ['team', 'list'],
  queryFn: ({ signal }) => api.get('/teams', { signal }),
  meta: { reads: ['member'] },
})

export function createTeam(id: string, team: Body<'/teams/{id}', 'put'>) {
  return api.put('/teams/{id}', { path: { id }, body: team })
}

export function changeTeam(id: string, entryId: string, change: Body<'/teams/{id}/changes/{entryId}', 'put'>) {
  return api.put('/teams/{id}/changes/{entryId}', { path: { id, entryId }, body: change })
}
