import { queryOptions } from '@tanstack/react-query'
import { get } from './request.ts'

export type Tier = 'red' | 'yellow' | 'green'
export const tiers = ['red', 'yellow', 'green'] as const satisfies readonly Tier[]

export type TierCounts = Readonly<Record<Tier, number>>

/** Open duties, those of them that end today, and places with a missed window and no counting visit since. */
export type DueCounts = { readonly due: number; readonly today: number; readonly missed: number }

/** The chief's first page (DOMAIN.md §12), counted by the server. */
export type Today = {
  /** The civil day that the figures are of. */
  readonly day: string
  readonly base: {
    readonly villages: number
    readonly communities: number
    readonly places: number
    readonly byTier: TierCounts
    readonly byCommunity: readonly (TierCounts & {
      readonly id: string | null
      readonly name: string | null
      readonly villages: number
    })[]
    readonly volunteers: number
    readonly villagesWithVolunteer: number
    /** 0–100; null without places. */
    readonly confirmedPercent: number | null
  }
  readonly due: Readonly<Record<Tier | 'others', DueCounts>> & { readonly monthDonePercent: number | null }
  readonly waiting: {
    readonly incidents: number
    readonly tierProposals: number
    readonly excusals: number
    readonly lateVisits: number
    readonly redReviews: number
    readonly failedTwice: number
  }
  /** Duties are being judged in the background; figures follow within moments. */
  readonly judging: boolean
  /** No backup for more than 36 hours; the same of the copy in a second folder. */
  readonly backup: { readonly overdue: boolean; readonly copyOverdue: boolean; readonly lastAt: string | null }
  readonly roster: { readonly dutyOfficer: string | null; readonly shiftLeader: string | null }
}

export type FailedTwice = {
  readonly placeId: string
  readonly placeName: string
  readonly villageName: string | null
  readonly tier: Tier | null
  readonly attempts: number
  readonly lastAt: string
  readonly lastFailure: string | null
  readonly nextAttemptAt: string | null
  readonly until: string
  readonly ownerName: string | null
}

const reads = ['duty', 'place', 'visit', 'incident', 'member', 'shift', 'tier-proposal', 'excusal', 'policy']

export const todayQuery = queryOptions({
  queryKey: ['today', 'figures'],
  queryFn: ({ signal }) => get<Today>('/today', { signal }),
  meta: { reads },
})

/** Places where two attempts failed within one window: for the duty officer. */
export const failedTwiceQuery = queryOptions({
  queryKey: ['today', 'failed-twice'],
  queryFn: ({ signal }) => get<{ rows: readonly FailedTwice[] }>('/today/failed-twice', { signal }),
  meta: { reads },
})
