import type { Body, Reply } from '@sifang/client'
import type { Permission, Role, Scope } from '@sifang/domain/permissions'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from './client.ts'

export type { Role }

/** Who is signed in, where, at what time, and what they may do and how far it reaches. */
export type Me = Reply<'/me'>

export type Credentials = Body<'/sign-in', 'post'>

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get('/me', { signal }),
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

/** What has to be done on the account page before the server answers anything else. */
export function isKeptToOwnAccount({ passwordToChange, secondFactor }: Me): boolean {
  return passwordToChange || secondFactor === 'to-enrol'
}

export function signIn(credentials: Credentials) {
  return api.post('/sign-in', { body: credentials })
}

export function signOut() {
  return api.post('/sign-out')
}
