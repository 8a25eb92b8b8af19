import { queryOptions } from '@tanstack/react-query'
import { get, put } from './request.ts'

type Named = { readonly id: string; readonly name: string }

/** A shift of 24 hours, named by the day on which it begins. */
export type Shift = {
  readonly id: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly dutyOfficer: Named
  readonly shiftLeader: Named
  readonly version: number
}

export function rosterQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['shift', 'roster', from, to],
    queryFn: ({ signal }) => get<{ rows: readonly Shift[] }>('/roster', { query: { from, to }, signal }),
    meta: { reads: ['member'] },
  })
}

export type ShiftToSet = {
  readonly day: string
  readonly dutyOfficerId: string
  readonly shiftLeaderId: string
  /** 0 when the day had none. */
  readonly basedOn: number
}

export function setRoster(entryId: string, days: readonly ShiftToSet[]) {
  return put<{ readonly days: number }>(`/roster/entries/${entryId}`, { days })
}
