import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { Role } from './me.ts'

export type Person = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly villages: readonly { readonly id: string; readonly name: string }[]
}

/** A station has a few hundred members; more than this are found by the members' page. */
const mostPages = 5

/** All members who have not left, for choosing who was there. */
export const peopleQuery = queryOptions({
  queryKey: ['member', 'people'],
  queryFn: async ({ signal }) => {
    const all: Person[] = []
    let after: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const { rows, next } = await api.get('/members', { query: { limit: 200, after }, signal })
      all.push(...rows)
      if (next === null) break
      after = next
    }
    return all
  },
  staleTime: 300_000,
})
