import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from './request.ts'
import type { Tier } from './today.ts'

export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null }

export type Period = 'week' | 'half-month' | 'month' | 'quarter' | 'campaign'

/** One duty as the due list shows it; days are civil dates in the station's time zone. */
export type Duty = {
  readonly placeId: string
  readonly lineId: string
  readonly period: Period
  readonly periodStart: string
  readonly placeName: string
  readonly placeKind: string
  readonly villageId: string | null
  readonly villageName: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly tier: Tier | null
  /** The policy line's name. */
  readonly lineName: string
  readonly from: string
  readonly until: string
  /** Today included: 1 on the last day. */
  readonly daysLeft: number
  /** The last missed window when nothing has counted since: 漏访. */
  readonly missed: { readonly period: string; readonly periodStart: string; readonly until: string } | null
  readonly failedAttempts: number
  readonly visits: number
  readonly visitsDone: number
  readonly ownerId: string | null
  readonly ownerName: string | null
}

export type DutyFilter = {
  readonly ownerId?: string | undefined
  readonly villageId?: string | undefined
  readonly communityId?: string | undefined
  readonly tier?: Tier | 'none' | undefined
  /** A policy line: of a campaign, what is still to be checked. */
  readonly lineId?: string | undefined
  readonly missed?: boolean | undefined
  /** Only what ends on this day or before. */
  readonly until?: string | undefined
}

export type DutyPage = Page<Duty> & { readonly today: string }

/** The due list in the server's order: red, yellow, green, others; missed first; then days left. */
export function dutiesQuery(filter: DutyFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['duty', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<DutyPage>('/duties', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { reads: ['place', 'visit', 'tier-proposal', 'policy', 'incident', 'excusal', 'member'] },
  })
}

/** One duty's name on the screen and in the address: a place may owe several. */
export function dutyKey({ placeId, lineId, periodStart }: Duty): string {
  return `${placeId}.${lineId}.${periodStart}`
}
