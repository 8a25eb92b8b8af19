import type { Body, Row } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** A shift of 24 hours, named by the day on which it begins. */
export type Shift = Row<'/roster'>

export function rosterQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['shift', 'roster', from, to],
    queryFn: ({ signal }) => api.get('/roster', { query: { from, to }, signal }),
    meta: { reads: ['member'] },
  })
}

/** `basedOn` is 0 when the day had none. */
export type ShiftToSet = Body<'/roster/entries/{id}', 'put'>['days'][number]

export function setRoster(id: string, days: readonly ShiftToSet[]) {
  return api.put('/roster/entries/{id}', { path: { id }, body: { days } })
}
