import type { Body, Row } from '@sifang/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { Duty } from './duties.ts'
import { pages } from './pages.ts'

/** A duty's key: one place, one line, one period. */
export type DutyKey = Pick<Duty, 'placeId' | 'lineId' | 'period' | 'periodStart'>

export type Excusal = Row<'/excusals'>

/** Excusals that wait for a decision, the oldest first, or those that were decided, the latest first. */
export function excusalsQuery(state: 'waiting' | 'decided') {
  return infiniteQueryOptions({
    queryKey: ['excusal', 'list', state],
    queryFn: ({ pageParam: after, signal }) => api.get('/excusals', { query: { state, limit: 100, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'duty'] },
  })
}

/** Asks for one duty's excusal; only the duty's key goes out, whatever else the given row holds. */
export function askExcusal(id: string, asked: Body<'/excusals/{id}', 'put'>) {
  const { placeId, lineId, period, periodStart, reason } = asked
  return api.put('/excusals/{id}', { path: { id }, body: { placeId, lineId, period, periodStart, reason } })
}

export function decideExcusal(excusalId: string, decision: Body<'/excusals/{id}/decisions', 'post'>) {
  return api.post('/excusals/{id}/decisions', { path: { id: excusalId }, body: decision })
}
