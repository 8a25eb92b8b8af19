import { queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'

export type Tier = 'red' | 'yellow' | 'green'
export const tiers = ['red', 'yellow', 'green'] as const satisfies readonly Tier[]

export type TierCounts = Readonly<Record<Tier, number>>
export type DueCounts = { readonly due: number; readonly missed: number; readonly today: number }

/** The chief's first page (DOMAIN.md §12), counted by the server. */
export type Today = {
  readonly base: {
    readonly villages: number
    readonly communities: number
    readonly byTier: TierCounts
    readonly byCommunity: readonly {
      readonly id: string
      readonly name: string
      readonly villages: number
      readonly byTier: TierCounts
    }[]
    readonly volunteers: number
    readonly villagesWithVolunteer: number
    /** 0–100; null when there is no place. */
    readonly confirmed90Percent: number | null
  }
  readonly due: Readonly<Record<Tier | 'others', DueCounts>> & { readonly monthDonePercent: number | null }
  /** Places where two attempts failed within one window. */
  readonly secondFailed: readonly {
    readonly placeId: string
    readonly placeName: string
    readonly villageName: string | null
    readonly until: string
  }[]
}

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => get<Today>('/today', { signal }),
  meta: { reads: ['duty', 'place', 'visit', 'incident', 'member', 'tier', 'policy'] },
})
