import type { Permission } from '@sifang/domain/permissions'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { get, post } from './request.ts'

export type Role =
  | 'chief'
  | 'instructor'
  | 'deputy'
  | 'officer'
  | 'auxiliary'
  | 'volunteer'
  | 'cadre'
  | 'partner'
  | 'administrator'
  | 'auditor'

/** Who is signed in, where, at what time, and what they may do. */
export type Me = {
  readonly member: { readonly id: string; readonly name: string; readonly role: Role }
  readonly station: {
    readonly id: string
    readonly name: string
    readonly demo: boolean
    readonly timeZone: string
  }
  readonly clock: { readonly set: boolean; readonly now: string }
  readonly permissions: readonly Permission[]
  /** Who leads and who is on duty now; null when no shift covers this moment. */
  readonly shift?: { readonly shiftLeader: string; readonly dutyOfficer: string } | null
}

export type Credentials = { readonly userName: string; readonly password: string; readonly code?: string }

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/me', { signal }),
  staleTime: 60_000,
  meta: { reads: ['shift', 'station', 'member'] },
})

/** Pages below the shell are only shown to somebody signed in: `me` is there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}

export function signIn(credentials: Credentials): Promise<unknown> {
  return post('/sign-in', credentials)
}

export function signOut(): Promise<unknown> {
  return post('/sign-out')
}
