import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import type { Role } from './me.ts'
import { get, put } from './request.ts'

type Named = { readonly id: string; readonly name: string }

export type Member = Named & {
  readonly role: Role
  readonly skills: readonly string[]
  readonly userName: string | null
  readonly joinedOn: string
  readonly leftOn: string | null
  readonly villages: readonly Named[]
  readonly lines: readonly Named[]
  readonly teams: readonly Named[]
  /** Open places in the member's name. */
  readonly places: number
  readonly standIn: Named | null
  readonly version: number
}

export type MemberFilter = {
  readonly role?: string | undefined
  readonly villageId?: string | undefined
  readonly left?: 'true' | undefined
  readonly search?: string | undefined
}

const reads = ['team', 'stand-in', 'place']

/** Members by role and pinyin. */
export function membersQuery(filter: MemberFilter) {
  return infiniteQueryOptions({
    queryKey: ['member', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Member>>('/members', { query: { ...filter, limit: 100, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    meta: { reads },
  })
}

export function memberQuery(id: string) {
  return queryOptions({
    queryKey: ['member', 'one', id],
    queryFn: ({ signal }) => get<Member>(`/members/${id}`, { signal }),
    meta: { reads },
  })
}

export const coverageQuery = queryOptions({
  queryKey: ['member', 'coverage'],
  queryFn: ({ signal }) =>
    get<{
      rows: readonly { readonly villageId: string; readonly villageName: string; readonly volunteers: number }[]
      covered: number
      villages: number
    }>('/coverage', { signal }),
  meta: { reads: ['place'] },
})

type Reply = { readonly id: string; readonly version: number }

export function createMember(
  id: string,
  member: {
    readonly name: string
    readonly role: Role
    readonly joinedOn?: string
    readonly villageIds: readonly string[]
    readonly lineIds: readonly string[]
  },
): Promise<Reply> {
  return put(`/members/${id}`, member)
}

function entry<Body, Answer = Reply>(what: string) {
  return (memberId: string, entryId: string, body: Body): Promise<Answer> =>
    put(`/members/${memberId}/${what}/${entryId}`, body)
}

export const changeMember = entry<{ readonly basedOn: number; readonly name?: string; readonly role?: Role }>('changes')
export const setAreas = entry<{
  readonly fromDay: string
  readonly villageIds: readonly string[]
  readonly lineIds: readonly string[]
}>('areas')
export const leave = entry<
  { readonly leftOn: string; readonly successorId: string | null },
  Reply & { readonly places: number }
>('leavings')

/** The account opens with this password until it is changed. */
export function openAccount(
  memberId: string,
  account: { readonly id: string; readonly userName: string; readonly password: string },
) {
  return put<Named & { readonly userName: string }>(`/members/${memberId}/account`, account)
}

export type StandIn = {
  readonly id: string
  readonly member: Named
  readonly standIn: Named
  readonly firstDay: string
  readonly lastDay: string
}

export const standInsQuery = queryOptions({
  queryKey: ['stand-in', 'list'],
  queryFn: ({ signal }) => get<{ rows: readonly StandIn[] }>('/stand-ins', { signal }),
  meta: { reads: ['member'] },
})

export function createStandIn(
  id: string,
  standIn: {
    readonly memberId: string
    readonly standInId: string
    readonly firstDay: string
    readonly lastDay: string
  },
) {
  return put<unknown>(`/stand-ins/${id}`, standIn)
}

export function endStandIn(id: string, entryId: string, lastDay: string) {
  return put<unknown>(`/stand-ins/${id}/endings/${entryId}`, { lastDay })
}

export type Team = Named & {
  readonly members: readonly (Named & { readonly role: Role })[]
  readonly version: number
}

export const teamListQuery = queryOptions({
  queryKey: ['team', 'with-versions'],
  queryFn: ({ signal }) => get<{ rows: readonly Team[] }>('/teams', { signal }),
  meta: { reads: ['member'] },
})

export function createTeam(id: string, team: { readonly name: string; readonly memberIds: readonly string[] }) {
  return put<Reply>(`/teams/${id}`, team)
}

export function changeTeam(
  id: string,
  entryId: string,
  change: {
    readonly basedOn: number
    readonly name?: string
    readonly memberIds?: readonly string[]
    readonly disbanded?: true
  },
) {
  return put<Reply>(`/teams/${id}/changes/${entryId}`, change)
}
