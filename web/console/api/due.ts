import type { Row } from '@sifang/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** One thing that a member has to do: a visit, a follow-up, a date or a booking. */
export type DueItem = Row<'/due'>

/** All that one has to do, in one order: 逾期 first, then by the hour, then by days. */
export const dueQuery = infiniteQueryOptions({
  queryKey: ['follow-up', 'due'],
  queryFn: ({ pageParam: after, signal }) => api.get('/due', { query: { limit: 100, after }, signal }),
  ...pages,
  meta: { reads: ['duty', 'visit', 'place', 'appointment', 'booking', 'member'] },
})

/** One item's name on the screen. */
export function dueKey(item: DueItem): string {
  switch (item.kind) {
    case 'duty':
      return `${item.placeId}.${item.lineId}.${item.periodStart}`
    case 'follow-up':
      return item.followUpId
    case 'date':
      return `${item.followUpId}.${item.date}.${item.no}`
    case 'booking':
      return item.bookingId
  }
}
