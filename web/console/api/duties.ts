import type { Filter, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** One duty as the due list shows it; days are civil dates in the station's time zone. */
export type Duty = Row<'/duties'>

export type Period = Duty['period']
export type DutyState = Duty['state']

/** `state`, separated by commas, of the campaign `lineId`, instead of what is due. `until`: only what ends by that day. */
export type DutyFilter = Filter<'/duties'>

export type DutyPage = Reply<'/duties'>

/** The due list in the server's order: red, yellow, green, others; missed first; then days left. */
export function dutiesQuery(filter: DutyFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['duty', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/duties', { query: { ...filter, limit, after }, signal }),
    ...pages,
    meta: { reads: ['place', 'visit', 'tier-proposal', 'policy', 'incident', 'excusal', 'member'] },
  })
}

/** One duty's name on the screen and in the address: a place may owe several. */
export function dutyKey({ placeId, lineId, periodStart }: Duty): string {
  return `${placeId}.${lineId}.${periodStart}`
}
