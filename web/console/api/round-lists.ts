import type { Body, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** A numbered list of places, printed, taken along and entered afterwards. */
export type RoundList = Reply<'/round-lists/{number}'>

/** As many places as one list takes. */
export const mostPlaces = 200

export function roundListQuery(number: number) {
  return queryOptions({
    queryKey: ['round-list', number],
    queryFn: ({ signal }) => api.get('/round-lists/{number}', { path: { number }, signal }),
    meta: { reads: ['visit', 'place'] },
  })
}

/** As it stands among the others, with how much of it was entered. */
export type RoundListRow = Row<'/round-lists'>

/** Lists that were made, the latest first. */
export const roundListsQuery = infiniteQueryOptions({
  queryKey: ['round-list', 'list'],
  queryFn: ({ pageParam: after, signal }) => api.get('/round-lists', { query: { limit: 10, after }, signal }),
  ...pages,
  meta: { reads: ['visit'] },
})

export function makeRoundList(id: string, list: Body<'/round-lists/{id}', 'put'>) {
  return api.put('/round-lists/{id}', { path: { id }, body: list })
}

export type EnterRoundList = Body<'/round-lists/{number}/entries', 'post'>
export type EnteredRow = EnterRoundList['rows'][number]

/** What was written on the paper: all rows or none. */
export function enterRoundList(number: number, list: EnterRoundList) {
  return api.post('/round-lists/{number}/entries', { path: { number }, body: list })
}
