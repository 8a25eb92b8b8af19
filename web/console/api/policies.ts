import { queryOptions } from '@tanstack/react-query'
import type { Period } from './duties.ts'
import type { Role } from './me.ts'
import { get, post, put } from './request.ts'
import type { Tier } from './today.ts'
import type { VisitKind } from './visits.ts'

export type CalendarPeriod = Exclude<Period, 'campaign'>
export const calendarPeriods = ['week', 'half-month', 'month', 'quarter'] as const satisfies readonly CalendarPeriod[]

export type PolicyTarget =
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'place-kind'; readonly placeKind: string }
  | {
      readonly kind: 'campaign'
      readonly placeKinds: readonly string[]
      readonly firstDay: string
      readonly lastDay: string
    }

/** At least `visits` in each period; no kinds: any kind; no roles: anybody. */
export type Ask = {
  readonly visits: number
  readonly visitKinds: readonly VisitKind[]
  readonly presentRoles: readonly Role[]
}

export type PolicyVersion = {
  readonly id: string
  readonly effectiveFrom: string
  readonly ended: boolean
  readonly period: Period | null
  readonly visits: number | null
  readonly visitKinds: readonly VisitKind[]
  readonly presentRoles: readonly Role[]
  readonly checklist: string | null
  readonly recordedAt: string
  readonly recordedByName: string | null
}

export type PolicyLine = {
  readonly id: string
  readonly name: string
  readonly target: PolicyTarget
  readonly versions: readonly PolicyVersion[]
}

export const policiesQuery = queryOptions({
  queryKey: ['policy', 'list'],
  queryFn: ({ signal }) => get<{ lines: readonly PolicyLine[] }>('/policies', { signal }),
})

type Changed = { readonly id: string; readonly judgingId: string }

export type KindLine = Ask & {
  readonly name: string
  readonly placeKind: string
  readonly effectiveFrom: string
  readonly period: CalendarPeriod
}

export function addKindLine(id: string, line: KindLine): Promise<Changed> {
  return put(`/policies/${id}`, line)
}

export type Campaign = Ask & {
  readonly name: string
  readonly placeKinds: readonly string[]
  readonly firstDay: string
  readonly lastDay: string
  readonly checklist?: string
}

export function addCampaign(id: string, campaign: Campaign): Promise<Changed> {
  return put(`/campaigns/${id}`, campaign)
}

export type NewVersion = { readonly id: string; readonly effectiveFrom: string } & (
  | ({ readonly ended: false; readonly period: CalendarPeriod } & Ask)
  | { readonly ended: true }
)

export function addVersion(lineId: string, version: NewVersion): Promise<Changed> {
  return post(`/policies/${lineId}/versions`, version)
}

export type Judging = {
  readonly id: string
  readonly done: number
  readonly total: number | null
  readonly finished: boolean
}

/** How far the duties have been brought to a new policy; asked each second until they stand. */
export function judgingQuery(id: string) {
  return queryOptions({
    queryKey: ['judging', id],
    queryFn: ({ signal }) => get<Judging>(`/judgings/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.finished ? false : 1000),
  })
}
