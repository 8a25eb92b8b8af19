import type { CivilDate, Instant, PeriodKind } from '../calendar/index.ts'
import type { Tier } from '../tiers/tier.ts'
import type { Visit, VisitTimes } from '../visits/index.ts'

/** The place has this tier from this instant on; several at one instant stand in the order recorded. */
export type TierChange = { readonly at: Instant; readonly tier: Tier | null }

export type KindChange = { readonly at: Instant; readonly kind: string }

/** Closed from `from` (included) to `to` (not included); null while it is not reopened. */
export type Closing = { readonly from: Instant; readonly to: Instant | null }

/** An approved excusal of the duty with this key. */
export type Excusal = {
  readonly lineId: string
  readonly period: PeriodKind
  readonly periodStart: CivilDate
  readonly decidedAt: Instant
}

/** All facts of a place that its duties follow from, as now known. Lists in any order, unless said otherwise. */
export type PlaceLife<V extends VisitTimes = Visit> = {
  readonly createdAt: Instant
  /** At its creation; null for villages and communities, which have none. */
  readonly tier: Tier | null
  readonly kind: string
  readonly tierChanges: readonly TierChange[]
  readonly kindChanges: readonly KindChange[]
  readonly closings: readonly Closing[]
  readonly visits: readonly V[]
  readonly excusals: readonly Excusal[]
}
