import type { Permission, Scope } from '@sifang/domain/permissions'
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

/** Who is signed in, where, at what time, and what they may do and how far it reaches. */
export type Me = {
  readonly member: {
    readonly id: string
    readonly name: string
    readonly role: Role
    readonly userName: string
    readonly villageIds: readonly string[]
    readonly lineIds: readonly string[]
    readonly leadsShift: boolean
  }
  readonly station: {
    readonly id: string
    readonly name: string
    readonly timeZone: string
    readonly demo: boolean
  }
  readonly permissions: Readonly<Partial<Record<Permission, Scope | null>>>
  readonly secondFactor: 'on' | 'off' | 'to-enrol'
  readonly clock: { readonly now: string; readonly isSet: boolean }
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

/** How far somebody signed in may do this, null when not at all. */
export function useMay(permission: Permission): Scope | null {
  return useMe().permissions[permission] ?? null
}

export function signIn(credentials: Credentials): Promise<Me> {
  return post('/sign-in', credentials)
}

export function signOut(): Promise<unknown> {
  return post('/sign-out')
}
