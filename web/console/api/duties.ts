import { infiniteQueryOptions } from '@tanstack/react-query'
import { get } from './request.ts'
import type { Tier } from './today.ts'

export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null }

export type Period = 'week' | 'half-month' | 'month' | 'quarter' | 'campaign'

/** One duty as the due list shows it; days are civil dates in the station's time zone. */
export type Duty = {
  readonly placeId: string
  readonly placeName: string
  readonly placeKind: string
  readonly villageName: string | null
  readonly tier: Tier | null
  /** The policy line's name. */
  readonly line: string
  readonly period?: Period
  readonly from: string
  readonly until: string
  /** 0 on the last day. */
  readonly daysLeft: number
  readonly missed: boolean
  readonly ownerName: string | null
  readonly visitsDone: number
  readonly visits: number
  readonly position?: { readonly longitude: number; readonly latitude: number } | null
}

export type DutyFilter = {
  readonly owner?: string | undefined
  readonly village?: string | undefined
  readonly tier?: Tier | 'others' | undefined
  readonly missed?: boolean | undefined
}

/** The due list in the server's order: red, yellow, green, others; missed first; then days left. */
export function dutiesQuery(filter: DutyFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['duty', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Duty>>('/duties', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    meta: { reads: ['place', 'visit', 'tier', 'policy', 'incident'] },
  })
}

/** One duty's key on the screen: a place may owe several. */
export function dutyKey(duty: Duty): string {
  return `${duty.placeId}·${duty.line}·${duty.until}`
}
