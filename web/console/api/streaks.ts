import type { Body, Reply, Row } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** One streak as of a day, with how sure its figure is. */
export type Streak = Row<'/streaks'>
export type StreakKind = Streak['kind']
export type StreakDetail = Reply<'/streaks/{id}'>
export type RegisterMonth = Reply<'/reconciliations'>['months'][number]
export type RegisterEntry = RegisterMonth['entries'][number]

/** What changes a figure besides the streak itself. */
const reads = ['incident', 'reconciliation', 'station']

/** All streaks as of a day; today unless told. */
export const streaksQuery = (asOf?: string) =>
  queryOptions({
    queryKey: ['streak', 'list', asOf],
    queryFn: ({ signal }) => api.get('/streaks', { query: { asOf }, signal }),
    meta: { reads },
  })

export const streakQuery = (id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['streak', 'one', id, asOf],
    queryFn: ({ signal }) => api.get('/streaks/{id}', { path: { id }, query: { asOf }, signal }),
    meta: { reads },
  })

/** Day by day what was believed and what is true. */
export const ledgerQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['streak', 'ledger', id, from, to],
    queryFn: ({ signal }) => api.get('/streaks/{id}/ledger', { path: { id }, query: { from, to }, signal }),
    meta: { reads },
  })

export type DefineStreak = Body<'/streaks/{id}', 'put'>

export function defineStreak(id: string, streak: DefineStreak) {
  return api.put('/streaks/{id}', { path: { id }, body: streak })
}

export type NewStart = Body<'/streaks/{id}/starts', 'post'>

export function setStart(streakId: string, start: NewStart) {
  return api.post('/streaks/{id}/starts', { path: { id: streakId }, body: start })
}

export function endStreak(streakId: string, id: string) {
  return api.post('/streaks/{id}/end', { path: { id: streakId }, body: { id } })
}

/** The months of a year from the call register. */
export const registerQuery = (year: number) =>
  queryOptions({
    queryKey: ['reconciliation', 'year', year],
    queryFn: ({ signal }) => api.get('/reconciliations', { query: { year }, signal }),
    meta: { reads: ['incident', 'station', 'streak'] },
  })

export function typeCounts(id: string, counts: Body<'/reconciliations/{id}', 'put'>) {
  return api.put('/reconciliations/{id}', { path: { id }, body: counts })
}

export function confirmCounts(entryId: string, id: string) {
  return api.post('/reconciliations/{id}/confirmation', { path: { id: entryId }, body: { id } })
}
