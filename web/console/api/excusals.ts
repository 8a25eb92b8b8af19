import { queryOptions } from '@tanstack/react-query'
import type { Duty, Period } from './duties.ts'
import { get, post, put } from './request.ts'

/** A duty's key: one place, one line, one period. */
export type DutyKey = Pick<Duty, 'placeId' | 'lineId' | 'period' | 'periodStart'>

export type Excusal = {
  readonly id: string
  readonly placeId: string
  readonly lineId: string
  readonly period: Period
  readonly periodStart: string
  readonly placeName: string
  readonly villageName: string | null
  readonly until: string
  readonly reason: string
  readonly askedAt: string
  readonly askedBy: { readonly id: string; readonly name: string }
  readonly mayDecide: boolean
}

/** Excusals that wait for a decision. */
export const excusalsQuery = queryOptions({
  queryKey: ['excusal', 'list'],
  queryFn: ({ signal }) => get<{ rows: readonly Excusal[] }>('/excusals', { signal }),
  meta: { reads: ['place', 'duty'] },
})

export function askExcusal(id: string, asked: DutyKey & { readonly reason: string }) {
  const { placeId, lineId, period, periodStart, reason } = asked
  return put<{ id: string }>(`/excusals/${id}`, { placeId, lineId, period, periodStart, reason })
}

export function decideExcusal(
  excusalId: string,
  decision: { readonly id: string; readonly verdict: 'approved' | 'rejected' },
) {
  return post<{ id: string }>(`/excusals/${excusalId}/decisions`, decision)
}
